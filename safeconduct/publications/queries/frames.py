"""What stands around a text: the letterhead, who signed, notices, press desks, what each organisation says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from babel.dates import get_day_names

from safeconduct.kit.languages import DOCUMENT_LANGUAGES
from safeconduct.people.models import Organisation
from safeconduct.publications.models import Boilerplate, PressContact, Publication, Version
from safeconduct.publications.queries.signing import signed_by
from safeconduct.publications.rules.furniture import Furniture
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.sheet import Letterhead, Signatory


def letterhead_of(organisation: Organisation) -> Letterhead:
    """Give the organisation's letterhead; its name alone where it has set none."""
    head = getattr(organisation, "letterhead", None)
    return Letterhead(organisation.name, tuple(head.lines), head.foot) if head else Letterhead(organisation.name)


def letterhead_fields(organisation: Organisation) -> dict[str, str]:
    """Give what a form of the letterhead begins with."""
    head = getattr(organisation, "letterhead", None)
    return {"lines": "\n".join(head.lines), "place": head.place, "foot": head.foot} if head else {}


def signatories_of(version: Version) -> tuple[Signatory, ...]:
    """Give the organisations that signed this exact version; of a released one, those that had signed it then. Nobody else, ever."""
    if not version.number:
        return ()  # the draft as it stands: nobody has signed that
    if version.released_at is not None:
        return tuple(Signatory(row["organisation"], row.get("name", ""), row.get("title", "")) for row in version.signatories)
    return tuple(Signatory(row.organisation.name, row.name, row.title) for row in signed_by(version))


def notices_of(version: Version, words: Furniture, *, on: date, at: datetime | None = None) -> Iterator[str]:
    """Give what a reader must know before the text: invented, recalled, corrected, under embargo, past its last day."""
    publication = version.publication
    if publication.crisis.is_demonstration:
        yield words.notice["demonstration"]
    if publication.recalled_at is not None:
        said = _in_language(publication.recall_texts.all(), words.language)
        yield words.notice["recalled"].format(day=words.day(publication.recalled_at.date()), words=said).strip()
        return
    if version.is_correction and version.released_at is not None:
        change = _in_language(version.change_texts.all(), words.language) or version.change
        yield words.notice["correction"].format(day=words.day(version.released_at.date()), change=change)
    if publication.kind == Kind.PRESS_RELEASE:
        yield from _embargo(publication, words, on=on, at=at)
    if publication.expires_on is not None and on > publication.expires_on:
        yield words.notice["expired"].format(day=words.day(publication.expires_on))


def contact_lines(publication: Publication, organisations: list[str], words: Furniture) -> Iterator[str]:
    """Give the press desks of the leading organisation and of those that signed, with languages and hours, a line each."""
    rows = PressContact.objects.filter(crisis=publication.crisis, ended_on__isnull=True).select_related("organisation").order_by("pk")
    named = {publication.organisation.name, *organisations}
    for row in rows:
        if row.organisation.name in named:
            languages = ", ".join(dict(DOCUMENT_LANGUAGES).get(code, code) for code in row.languages)
            hours = f"{_days(row.days, words.language)} {row.opens:%H:%M}–{row.closes:%H:%M} ({row.zone})"
            parts = (f"{row.name}, {row.organisation.name}", row.telephone, row.mail, languages, hours)
            yield " · ".join(part for part in parts if part)


def boilerplates_of(publication: Publication, organisations: list[str], language: str) -> Iterator[tuple[str, str]]:
    """Give what the leading organisation and those that signed say of themselves in the language, the leading one first."""
    named = {publication.organisation.name, *organisations}
    rows = Boilerplate.objects.filter(language=language, organisation__name__in=named).select_related("organisation").order_by("pk")
    for row in sorted(rows, key=lambda row: row.organisation_id != publication.organisation_id):
        yield row.organisation.name, row.text


def _embargo(publication: Publication, words: Furniture, *, on: date, at: datetime | None) -> Iterator[str]:
    until = publication.embargo_until
    is_over = until is None or (at >= until if at is not None else on > until.date())
    if until is None or is_over:
        yield words.notice["immediate"]
    else:
        zone = publication.embargo_zone or "UTC"
        yield words.notice["embargo"].format(when=words.hour(until, zone), zone=zone)


def _in_language(rows: object, language: str) -> str:
    texts = {row.language: row.text for row in rows}  # type: ignore[attr-defined]
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def _days(days: str, language: str) -> str:
    names = get_day_names("abbreviated", locale=language)
    numbers = sorted(int(day) - 1 for day in days)
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):  # noqa: PLR2004 — two days are named, more are a span
        return f"{names[numbers[0]]}–{names[numbers[-1]]}"
    return ", ".join(names[number] for number in numbers)
