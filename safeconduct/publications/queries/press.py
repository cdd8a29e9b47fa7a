"""The press room: who can be reached now, what organisations say of themselves, who reads what before its hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_datetime, format_time

from safeconduct.kit.languages import DOCUMENT_LANGUAGES, text_in
from safeconduct.publications.models import Boilerplate, PressContact
from safeconduct.publications.rules.embargoes import local_moment
from safeconduct.publications.rules.press import Hours, closes_next, is_open, opens_next

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safeconduct.crises.models import Crisis
    from safeconduct.publications.models import Journalist, PressAccess, Publication

LANGUAGE_NAMES = dict(DOCUMENT_LANGUAGES)


@dataclass(frozen=True, slots=True)
class Desk:
    """A press desk at one moment: whether somebody answers, and until or from when, in the desk's own time."""

    reference: str
    organisation: str
    name: str
    telephone: str
    mail: str
    languages: tuple[str, ...]  # codes
    language_names: tuple[str, ...]
    is_open: bool
    until: str  # hour at which it closes, where it is open
    opens: str  # day and hour at which it opens, where it is shut
    hours: str  # "Mon–Fri 09:00–17:00 (Europe/Copenhagen)"
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """A journalist's access to a release, as the organisation that gave it sees it."""

    access: PressAccess
    opened: int  # how often, all days together
    last: str  # the last day, ISO; "" for never


def hour_words(publication: Publication, language: str) -> str:
    """Give the hour of the embargo in its own zone: "20 May 2017, 09:00 (Europe/Copenhagen)"; ``""`` where there is none."""
    if publication.embargo_until is None:
        return ""
    zone = publication.embargo_zone or "UTC"
    local = local_moment(publication.embargo_until, zone)
    return f"{format_datetime(local, 'd MMMM y, HH:mm', locale=_locale(language))} ({zone})"


def desks_of(crisis: Crisis, at: datetime, *, language: str, organisation: int | None = None) -> tuple[Desk, ...]:
    """Give the press desks of the crisis, those that answer now first, then by name.

    :param organisation: key of the reader's own organisation at the desk
    """
    rows = PressContact.objects.filter(crisis=crisis, ended_on__isnull=True).select_related("organisation").order_by("name", "pk")
    desks = [_desk(row, at, language, is_own=row.organisation_id == organisation) for row in rows]
    return tuple(sorted(desks, key=lambda desk: (not desk.is_open, language not in desk.languages)))


def boilerplates_of(crisis: Crisis, language: str) -> tuple[tuple[str, str, str], ...]:
    """Give organisation, words and their language of everybody who answers the crisis and has written some."""
    parts = crisis.participations.filter(until__isnull=True).order_by("since", "pk").select_related("organisation")
    found = []
    for part in parts:
        rows = [_Words(row.language, row.text) for row in part.organisation.boilerplates.order_by("pk")]
        chosen = text_in(rows, language)
        if chosen is not None:
            found.append((part.organisation.name, chosen.text, chosen.language))
    return tuple(found)


def own_boilerplates(organisation: int) -> Sequence[Boilerplate]:
    """Give an organisation's words about itself in all languages."""
    return list(Boilerplate.objects.filter(organisation=organisation).order_by("language"))


def readers_of(publication: Publication, organisation: int) -> tuple[Reader, ...]:
    """Give whom an organisation gave access to the release, and how often each opened it."""
    rows = publication.press_access.filter(journalist__organisation=organisation)
    rows = rows.select_related("journalist", "given_by").prefetch_related("openings").order_by("journalist__name", "pk")
    return tuple(_reader(row) for row in rows)


def everybody_with_access(publication: Publication) -> tuple[Journalist, ...]:
    """Give every journalist who was ever given access to the release, ended or not: whom a correction or a recall must reach."""
    return tuple(row.journalist for row in publication.press_access.select_related("journalist").order_by("pk"))


@dataclass(slots=True)
class _Words:
    language: str
    text: str
    is_original: bool = False


def _reader(access: PressAccess) -> Reader:
    openings = sorted(access.openings.all(), key=lambda one: one.on)
    return Reader(access, sum(one.times for one in openings), openings[-1].on.isoformat() if openings else "")


def _desk(row: PressContact, at: datetime, language: str, *, is_own: bool) -> Desk:
    hours, locale = Hours(row.opens, row.closes, row.zone, row.days), _locale(language)
    closes, opens = closes_next(hours, at), opens_next(hours, at)
    return Desk(
        reference=row.reference,
        organisation=row.organisation.name,
        name=row.name,
        telephone=row.telephone,
        mail=row.mail,
        languages=tuple(row.languages),
        language_names=tuple(LANGUAGE_NAMES.get(code, code) for code in row.languages),
        is_open=is_open(hours, at),
        until=format_datetime(closes, "HH:mm", locale=locale) if closes else "",
        opens=format_datetime(opens, "EEEE, HH:mm", locale=locale) if opens else "",
        hours=_hours_words(row, locale),
        is_own=is_own,
    )


def _hours_words(row: PressContact, locale: Locale) -> str:
    names = locale.days["stand-alone"]["abbreviated"]
    days = _day_words(row.days, [str(names[day]) for day in range(7)])
    opens, closes = (format_time(hour, "HH:mm", locale=locale) for hour in (row.opens, row.closes))
    return f"{days} {opens}–{closes} ({row.zone})"


def _day_words(days: str, names: Sequence[str]) -> str:
    """Say days one after the other, three and more that follow each other as a span: "Mon–Fri, Sun"."""
    spans: list[list[int]] = []
    for day in (int(digit) for digit in sorted(days)):
        if spans and spans[-1][-1] == day - 1:
            spans[-1].append(day)
        else:
            spans.append([day])
    return ", ".join(
        f"{names[span[0] - 1]}–{names[span[-1] - 1]}" if len(span) > 2 else ", ".join(names[day - 1] for day in span)  # noqa: PLR2004
        for span in spans
    )


def _locale(language: str) -> Locale:
    return Locale.parse(language.replace("-", "_"))
