"""When a document was published, how that is known, and what speaks against it. The day of capture is never asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from safeconduct.evidence.reading.arrange.dates import DateLine, date_line, find_dates, lone_numbers
from safeconduct.evidence.reading.arrange.drafts import Draft
from safeconduct.evidence.reading.shapes import DateBasis, PublicationDate, Role

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_AFTER_HEAD = re.compile(r"\s*(?:[.:|)]\s|\(?[^()]{0,20}\)?\s*[–—-]\s|//)")
_HEAD = 6  # pieces of the document in which a date line is looked for


@dataclass(frozen=True, slots=True)
class _DayNamed:
    """A weekday with day and month, without a year, in the document's own text."""

    verbatim: str
    weekday: int
    month: int
    day: int

    def years(self, among: Iterable[int]) -> list[int]:
        return [year for year in among if (when := _day(year, self.month, self.day)) and when.weekday() == self.weekday]


def publication_date(drafts: Sequence[Draft], declared: Sequence[tuple[str, str]], *, is_page: bool) -> PublicationDate:
    """Give the date of publication with its basis, its doubts and its rivals; draft indexes are block indexes."""
    ranked = [*_from_text(drafts, is_page=is_page), *_from_data(declared)]
    order = (DateBasis.STATED, DateBasis.METADATA, DateBasis.PAGE_HEADER)
    ranked.sort(key=lambda one: order.index(one.basis))
    named = _days_named(drafts)
    if not ranked:
        return PublicationDate(
            reason="The document does not say when it was published.",
            candidates=tuple(_bounds(drafts, declared, named)),
        )
    best = ranked[0]
    doubts = [*_disagreements(best, ranked[1:]), *_weekday_doubts(best, named)]
    rivals = [(one.edtf, one.reason) for one in ranked[1:] if one.edtf != best.edtf]
    rivals += _inferred(best, named) + _other_declared(declared)
    others = dict.fromkeys(rival for rival in rivals if rival[0] != best.edtf)
    return replace(best, doubts=tuple(doubts), candidates=tuple(others))


def _from_text(drafts: Sequence[Draft], *, is_page: bool) -> list[PublicationDate]:
    """Give the dates that the document states, and the one that merely stands at the top of a page."""
    found = []
    first_text = next((i for i, d in enumerate(drafts) if d.role in {Role.TITLE, Role.BODY, Role.HEADING}), 0)
    first_body = next((i for i, d in enumerate(drafts) if d.role is Role.BODY and d.is_running_text), len(drafts))
    for index, draft in enumerate(drafts):
        if draft.role in {Role.DATE_LINE, Role.BYLINE} and index <= first_body + 2:
            line = date_line(draft.piece.said) or _date_beside_name(draft)
            if line and line.label not in {"updated", "started"}:
                found.append(_judge(line, index, draft, is_top=is_page and index < first_text))
        elif draft.piece.hint in {"header", "nav"} and index < first_text and (line := date_line(draft.piece.said)):
            found.append(_judge(line, index, draft, is_top=True))
    if first_body < len(drafts) and (line := _dateline(drafts[first_body])):
        found.append(_judge(line, first_body, drafts[first_body], is_top=False))
    if not found:
        found = [*_labelled_inside(drafts[:first_body]), *_at_the_end(drafts, is_page=is_page)]
    return found


def _date_beside_name(draft: Draft) -> DateLine | None:
    """Read the date in a line such as "By NAME, 12 May 2017"."""
    full = [one for one in find_dates(draft.piece.said) if one.edtf]
    return DateLine(full[0], place=draft.piece.said[: full[0].start].strip(" ,|")) if draft.role is Role.BYLINE and full else None


def _dateline(draft: Draft) -> DateLine | None:
    """Read the head of an agency report: "BERLIN, 3 May 2017 – ..."."""
    text = draft.piece.said
    full = [one for one in find_dates(text[:80]) if one.edtf and one.day]
    if not full or full[0].start > 40:
        return None
    place, rest = text[: full[0].start].strip(" ,("), text[full[0].end :]
    is_head = 0 < len(place.split()) <= 4 and place[:1].isupper()
    is_head = is_head and (place.isupper() or bool(_AFTER_HEAD.match(rest)))
    return DateLine(full[0], place=place) if is_head else None


def _labelled_inside(drafts: Sequence[Draft]) -> list[PublicationDate]:
    """Find "Published 3 May 2017" inside a longer line at the head of a page."""
    found = []
    for index, draft in enumerate(drafts):
        for part in draft.piece.said.replace("•", "|").split("|")[1:] if draft.words <= 30 else ():
            line = date_line(part.strip())
            if line and line.label not in {"updated", "started"}:
                found.append(_judge(line, index, draft, is_top=False))
    return found[:1]


def _at_the_end(drafts: Sequence[Draft], *, is_page: bool) -> list[PublicationDate]:
    """Find the place and date at the foot of a letter or statement."""
    if is_page:
        return []
    for index in range(len(drafts) - 1, max(-1, len(drafts) - 1 - _HEAD), -1):
        line = date_line(drafts[index].piece.said)
        if line and line.label not in {"updated", "started"} and drafts[index].role in {Role.DATE_LINE, Role.SIGNATURE}:
            return [_judge(line, index, drafts[index], is_top=False)]
    return []


def _judge(line: DateLine, index: int, draft: Draft, *, is_top: bool) -> PublicationDate:
    text = draft.piece.said if draft.words <= 14 else line.date.verbatim
    if is_top and not line.label and not line.place:
        reason = f"“{text}” stands alone at the top of the page. That is often the day on which the page was saved."
        return PublicationDate(line.date.edtf, DateBasis.PAGE_HEADER, reason, text, index)
    if line.label:
        reason = f"The document says so itself: “{text}”."
    elif line.place:
        reason = f"The document's own line of place and date says “{text}”."
    else:
        reason = f"The document's own date line says “{text}”."
    return PublicationDate(line.date.edtf, DateBasis.STATED, reason, text, index)


def _from_data(declared: Sequence[tuple[str, str]]) -> list[PublicationDate]:
    """Give the dates of publication that the page's own data declares."""
    return [
        PublicationDate(edtf[:10], DateBasis.METADATA, f"The document's own data says so ({where.partition(': ')[2] or where}).", edtf)
        for edtf, where in declared
        if where.startswith("published")
    ]


def _other_declared(declared: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    reasons = {"modified": "the day of a later change", "created": "the day the file was made", "mentioned": "a time marked on the page"}
    out = []
    for edtf, where in declared:
        kind, _, place = where.partition(": ")
        if kind in reasons:
            out.append((edtf[:10], f"It is declared as {reasons[kind]} ({place}); publication may be earlier or later."))
    return out


def _days_named(drafts: Sequence[Draft]) -> list[_DayNamed]:
    return [
        _DayNamed(one.verbatim + (")" if "(" in one.verbatim else ""), one.weekday, one.month, one.day)
        for draft in drafts
        if draft.role is not None and draft.role.is_content
        for one in find_dates(draft.piece.text)
        if one.weekday is not None and one.month and one.day and not one.edtf
    ]


def _weekday_doubts(best: PublicationDate, named: Sequence[_DayNamed]) -> list[str]:
    """Tell which weekdays in the text do not fit the date: people name a weekday for days close by."""
    published = _as_day(best.edtf)
    if published is None:
        return []
    doubts = []
    for day in named:
        nearest = _nearest(day, published)
        if nearest is not None and nearest.weekday() != day.weekday:
            years = _nearby_years(day, published.year)
            fitting = f" It is in {_listed(years)}." if years else ""
            doubts.append(
                f"The text says “{day.verbatim}”, but {nearest.day} {_MONTHS[nearest.month - 1]} {nearest.year} is a "
                f"{_WEEKDAYS[nearest.weekday()]}, not a {_WEEKDAYS[day.weekday]}.{fitting}"
            )
    return list(dict.fromkeys(doubts))


def _nearest(day: _DayNamed, published: date) -> date | None:
    near = [when for year in (-1, 0, 1) if (when := _day(published.year + year, day.month, day.day))]
    return min(near, key=lambda when: abs(when - published)) if near else None


def _nearby_years(day: _DayNamed, year: int) -> list[int]:
    """Give the last two years up to the page's own in which the day fell on the weekday."""
    return sorted(day.years(range(year, year - 14, -1))[:2])


def _inferred(best: PublicationDate, named: Sequence[_DayNamed]) -> list[tuple[str, str]]:
    """Propose the time that fits the weekdays, where they contradict the date."""
    published = _as_day(best.edtf)
    if published is None or not _weekday_doubts(best, named):
        return []
    fitting = [set(day.years(range(published.year, published.year - 8, -1))) for day in named]
    common = set.intersection(*fitting) if fitting else set()
    if not common:
        return []
    year = max(common)
    return _week_after(named, year)


def _week_after(named: Sequence[_DayNamed], year: int) -> list[tuple[str, str]]:
    """Give the week from the last named day on: a weekday is named for days close by."""
    last = max(when for day in named if (when := _day(year, day.month, day.day)))
    words = ", ".join(f"“{day.verbatim}”" for day in named[:3])
    until = last + timedelta(days=7)
    return [
        (f"{last.isoformat()}/{until.isoformat()}", f"{words} fits {year}, and a text names a weekday for days close by."),
        (f"{last.year}-{last.month:02d}", f"{words} fits {year}."),
    ]


def _disagreements(best: PublicationDate, others: Sequence[PublicationDate]) -> list[str]:
    """Tell which other dates of publication the document gives itself."""
    own = _as_day(best.edtf)
    doubts = []
    for other in others:
        theirs = _as_day(other.edtf)
        is_other_day = own and theirs and abs(own - theirs) > timedelta(days=1)
        if is_other_day and other.basis is not DateBasis.PAGE_HEADER:
            doubts.append(f"The document also gives {other.edtf}. {other.reason}")
    return doubts


def _bounds(drafts: Sequence[Draft], declared: Sequence[tuple[str, str]], named: Sequence[_DayNamed]) -> list[tuple[str, str]]:
    """Give the times between which an undated document must have been made, as its own text bounds them."""
    out: list[tuple[str, str]] = []
    for draft in drafts:
        line = date_line(draft.piece.said)
        if line and line.label == "started":
            out.append((line.date.edtf, f"The page says of itself “{draft.piece.said}”."))
    content = [draft.piece.text for draft in drafts if draft.role is not None and draft.role.is_content]
    days = sorted(one for text in content for one in _full_days(text))
    first_comment = min((d for draft in drafts if draft.role is Role.COMMENT for d in _full_days(draft.piece.text)), default=None)
    years = sorted({year for text in content for year in lone_numbers(text)})
    if days and first_comment and first_comment >= days[-1]:
        out.append((f"{days[-1]}/{first_comment}", f"It mentions {days[-1]}, and the oldest comment under it is of {first_comment}."))
    elif days:
        out.append((f"{days[-1]}/..", f"It mentions {days[-1]}, so it is probably not older."))
    elif years:
        out.append((f"{years[-1]}/..", f"It mentions {years[-1]}, so it is probably not older."))
    if named and (days or years):
        floor = int(days[-1][:4]) if days else years[-1]
        common = set.intersection(*(set(day.years(range(floor, floor + 7))) for day in named))
        out += _week_after(named, min(common)) if common else []
    return list(dict.fromkeys(out + _other_declared(declared)))


def _full_days(text: str) -> list[str]:
    return [one.edtf for one in find_dates(text) if one.day and one.year and one.edtf]


def _as_day(edtf: str) -> date | None:
    try:
        return date.fromisoformat(edtf)
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _listed(years: Sequence[int]) -> str:
    return " and ".join(str(year) for year in years)
