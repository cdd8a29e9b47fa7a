"""What everybody may read of a publication: the text of a released version, what was corrected since, or that it was recalled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from safeconduct.evidence.queries.sentences import when_words
from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.publications.access import public_publications
from safeconduct.publications.models import Publication, Version
from safeconduct.publications.queries.releases import change_in, changed_facts, recall_in, released_versions
from safeconduct.publications.queries.sheets import Composer
from safeconduct.publications.queries.urgent import has_consent
from safeconduct.publications.rules.content import Content, from_json
from safeconduct.publications.rules.embargoes import local_moment
from safeconduct.publications.rules.kinds import Kind, Secrecy
from safeconduct.publications.rules.prose import plain_of
from safeconduct.publications.rules.sheet import Sheet
from safeconduct.publications.words import KIND_NAMES

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis

_NAMES = dict(DOCUMENT_LANGUAGES)
LEAD_LENGTH = 280  # characters


@dataclass(frozen=True, slots=True)
class Correction:
    """What a later version put right, in the reader's language or the nearest."""

    number: int
    day: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Line:
    """A publication in a list. A recalled one has no title: nothing of it is told any more."""

    reference: str
    kind: str
    title: str
    language: str
    lead: str
    organisation: str
    day: str
    moment: datetime  # when what stands there now could first be read
    first: datetime
    is_recalled: bool
    is_corrected: bool
    recall: str
    recall_language: str


@dataclass(frozen=True, slots=True)
class Published:
    """One released version as its page shows it. Of a recalled publication ``sheet`` is ``None``."""

    line: Line
    code: str  # of the kind
    number: int
    newest: int
    hash: str
    sheet: Sheet | None
    languages: tuple[tuple[str, str], ...]
    corrections: tuple[Correction, ...]  # later than this version, the newest first
    changed: tuple[str, ...]  # claims that are others now than when it was released
    other_numbers: tuple[int, ...]
    is_expired: bool

    @property
    def is_newest(self) -> bool:
        """Tell whether no later version is out."""
        return self.number == self.newest


def lines_of(crisis: Crisis, at: datetime, language: str) -> list[Line]:
    """Give what everybody may know of at that moment, the newest first."""
    rows = public_publications(crisis, at).select_related("organisation").prefetch_related("recall_texts")
    found = []
    for publication in rows:
        versions = released_versions(publication)
        if versions:
            found.append(_line(publication, versions[0], language, is_corrected=len(versions) > 1))
    return found


def published(publication: Publication, version: Version, *, at: datetime, language: str) -> Published:
    """Give one released version in the reader's language, or in the nearest there is."""
    versions = released_versions(publication)
    content = from_json(version.content)
    shown = nearest(content, language)
    is_recalled = is_gone(publication)
    sheet = None if is_recalled else Composer(version, on=release_day(publication, version), at=at).sheet(shown)
    return Published(
        line=_line(publication, version, language, is_corrected=len(versions) > 1),
        code=publication.kind,
        number=version.number,
        newest=versions[0].number,
        hash=version.hash,
        sheet=sheet,
        languages=tuple((code, _NAMES.get(code, code)) for code in content.languages),
        corrections=() if is_recalled else tuple(_corrections(versions, version, language)),
        changed=() if is_recalled else tuple(sorted(changed_facts(version))),
        other_numbers=() if is_recalled else tuple(one.number for one in versions if one.pk != version.pk),
        is_expired=publication.expires_on is not None and publication.expires_on < at.date(),
    )


def is_gone(publication: Publication) -> bool:
    """Tell whether nothing of it may be read any more: it was recalled, or consent to an urgent action was withdrawn."""
    if publication.recalled_at is not None:
        return True
    return publication.kind in {Kind.URGENT_ACTION, Kind.UPDATE} and not has_consent(publication)


def nearest(content: Content, language: str) -> str:
    """Give the language to show: the reader's if the text has it, else English, else its own."""
    return next(one for one in (language, "en", content.original) if one in content.titles)


def release_day(publication: Publication, version: Version) -> date:
    """Give the day from which it could be read, where its embargo was set, else in UTC."""
    return local_moment(_readable_from(publication, version), publication.embargo_zone or "UTC").date()


def _readable_from(publication: Publication, version: Version) -> datetime:
    moment: datetime = version.released_at or version.offered_at
    return max(moment, publication.embargo_until or moment)


def _line(publication: Publication, version: Version, language: str, *, is_corrected: bool) -> Line:
    content = from_json(version.content)
    shown = nearest(content, language)
    is_recalled = is_gone(publication)
    recall, recall_language = recall_in(publication, language) if is_recalled else ("", language)
    return Line(
        reference=publication.reference,
        kind=str(KIND_NAMES[Kind(publication.kind)]),
        title="" if is_recalled else content.titles[shown],
        language=shown,
        lead="" if is_recalled else _lead(content, shown),
        organisation=publication.organisation.name,
        day=when_words(release_day(publication, version).isoformat(), language),
        moment=publication.recalled_at or _readable_from(publication, version),
        first=max(publication.released_at or version.offered_at, publication.embargo_until or version.offered_at),
        is_recalled=is_recalled,
        is_corrected=is_corrected and not is_recalled,
        recall=recall,
        recall_language=recall_language,
    )


def _corrections(versions: list[Version], shown: Version, language: str) -> Iterable[Correction]:
    for version in versions:
        if version.is_correction and version.number > shown.number and version.released_at:
            text, text_language = change_in(version, language)
            day = when_words(version.released_at.date().isoformat(), language)
            yield Correction(version.number, day, text, text_language)


def _lead(content: Content, language: str) -> str:
    """Give the first words of the first part that everybody may read."""
    for part in content.parts:
        text = part.texts.get(language, "")
        if part.secrecy == Secrecy.PUBLIC and text:
            plain = " ".join(plain_of(text).split())
            return plain if len(plain) <= LEAD_LENGTH else f"{plain[:LEAD_LENGTH].rsplit(' ', 1)[0]} …"
    return ""
