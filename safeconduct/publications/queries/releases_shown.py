"""Press releases as the press room shows them: on the page, in feeds, and for machines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from safeconduct.evidence.queries.sentences import when_words
from safeconduct.kit.feeds import tag_of
from safeconduct.publications.access import public_publications, public_version
from safeconduct.publications.exports.page import make_page
from safeconduct.publications.exports.text import make_text
from safeconduct.publications.models import PressContact
from safeconduct.publications.queries.footnotes import public_address
from safeconduct.publications.queries.press import hour_words
from safeconduct.publications.queries.releases import change_in, recall_in
from safeconduct.publications.queries.sheets import Composer, language_of
from safeconduct.publications.rules.embargoes import local_moment
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.ninjs import Item, Reached
from safeconduct.publications.rules.press import is_under_embargo
from safeconduct.publications.rules.sheet import BlockKind, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safeconduct.crises.models import Crisis
    from safeconduct.publications.models import Publication, Version
    from safeconduct.publications.rules.sheet import Block

# A day on which whoever runs this could name things at their address; the same for ever, see ``kit.feeds.tag_of``.
NAMED_ON = date(2017, 4, 1)
LEAD_LENGTH = 300  # characters of the summary


@dataclass(frozen=True, slots=True)
class Release:
    """A release in one language. Of a recalled one ``sheet`` is ``None`` and the title is not told."""

    reference: str
    title: str
    language: str
    lead: str
    organisation: str
    status: str  # the status line
    released: str
    released_at: datetime
    version: int
    is_recalled: bool
    is_correction: bool
    notice: str  # of a recalled one, or what the correction put right
    notice_language: str
    sheet: Sheet | None
    languages: tuple[str, ...]


def releases_of(crisis: Crisis, at: datetime, language: str) -> tuple[Release, ...]:
    """Give the releases that everybody may read, the newest first; of recalled ones only the notice."""
    rows = public_publications(crisis, at).filter(kind=Kind.PRESS_RELEASE).select_related("organisation")
    return tuple(release_shown(row, public_version(row), at, language) for row in rows)


def release_shown(publication: Publication, version: Version, at: datetime, language: str) -> Release:
    """Give one version of a release, with what stands around it."""
    composer = Composer(version, on=_local_day(publication, version, at), at=at)
    chosen = language_of(composer.content, language)
    is_recalled = publication.recalled_at is not None
    sheet = None if is_recalled else composer.sheet(chosen)
    notice, notice_language = recall_in(publication, language) if is_recalled else change_in(version, language)
    moment = version.released_at or at
    return Release(
        reference=publication.reference,
        title="" if is_recalled else composer.content.titles[chosen],
        language=chosen,
        lead=_lead(sheet.blocks) if sheet else "",
        organisation=publication.organisation.name,
        status=status_line(publication, at, language),
        released=when_words(moment.date().isoformat(), language),
        released_at=max(moment, publication.embargo_until or moment),
        version=version.number,
        is_recalled=is_recalled,
        is_correction=version.is_correction,
        notice=notice,
        notice_language=notice_language,
        sheet=sheet,
        languages=composer.content.languages,
    )


def status_line(publication: Publication, at: datetime, language: str) -> str:
    """Say whether it may be used: for immediate release, embargoed until its hour, or recalled."""
    if publication.recalled_at is not None:
        return _("Recalled: not for publication")
    if is_under_embargo(publication.embargo_until, at):
        return _("Embargoed until %(hour)s") % {"hour": hour_words(publication, language)}
    return _("For immediate release")


def item_of(release: Release, publication: Publication, *, at: datetime) -> Item:
    """Give a release as machines are told it."""
    crisis, sheet = publication.crisis, release.sheet
    return Item(
        uri=uri_of(publication),
        address=public_address("public:press-release", release.language, crisis.slug, publication.reference),
        version=release.version,
        language=release.language,
        title=release.title,
        organisations=_organisations(release),
        first_released=publication.released_at or at,
        version_released=release.released_at,
        kind=_("Press release"),
        summary=release.lead,
        text=make_text(sheet) if sheet else "",
        page=make_page(sheet) if sheet else "",
        place=_place(publication) if sheet else "",
        embargo_until=publication.embargo_until,
        correction=release.notice if release.is_correction and not release.is_recalled else "",
        recall=(release.notice or release.status) if release.is_recalled else "",
        is_recalled=release.is_recalled,
        is_demonstration=crisis.is_demonstration,
        notes=(release.status,),
        contacts=contacts_of(publication),
    )


def uri_of(publication: Publication) -> str:
    """Give the name by which machines know it in all its versions and languages."""
    return tag_of(settings.PUBLIC_ADDRESS, NAMED_ON, f"{publication.crisis.slug}/{publication.reference}")


def contacts_of(publication: Publication) -> tuple[Reached, ...]:
    """Give the press desks of the crisis as machines are told them."""
    rows = PressContact.objects.filter(crisis=publication.crisis, ended_on__isnull=True).select_related("organisation").order_by("pk")
    return tuple(Reached(row.name, row.organisation.name, row.telephone, row.mail, tuple(row.languages)) for row in rows)


def _organisations(release: Release) -> tuple[str, ...]:
    signed = [one.organisation for one in release.sheet.signatories] if release.sheet else []
    return tuple(dict.fromkeys([release.organisation, *signed]))


def _place(publication: Publication) -> str:
    place: str = public_version(publication).content["facts"].get("place", "")
    head = getattr(publication.organisation, "letterhead", None)
    return place or (head.place if head else "")


def _local_day(publication: Publication, version: Version, at: datetime) -> date:
    """Give the day that stands before the first words: that of the release, or of the end of its embargo, in its own zone."""
    moment = max(version.released_at or at, publication.embargo_until or version.released_at or at)
    return local_moment(moment, publication.embargo_zone or "UTC").date()


def _lead(blocks: Iterable[Block]) -> str:
    first = next(("".join(run.text for run in block.runs) for block in blocks if block.kind is BlockKind.PARAGRAPH), "")
    return first if len(first) <= LEAD_LENGTH else f"{first[:LEAD_LENGTH].rsplit(' ', 1)[0]} …"
