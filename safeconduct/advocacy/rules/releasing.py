"""When and how a deed that is known from helping people may be shown: late, grouped, rounded, or not at all. Pure.

"Lithuania issued a visa on 17 May" tells whoever searches for a man that he has left, and where to. So nothing of such a deed is
shown but its kind, who did it, the quarter of the year and a coarse number, and that only when the quarter is long over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from safeconduct.evidence.rules.moments import bounds

DELAY_DAYS = 180  # after the end of the quarter
FEWEST = 5  # smaller numbers are never said
STEPS = (FEWEST, 10, 20, 50, 100, 200, 500, 1000)
_MONTHS = 3


class Held(StrEnum):
    """Why it may not be shown yet."""

    NOT_DATED = "not-dated"
    NO_QUARTER = "no-quarter"  # its time is too vague to be put into one quarter
    TOO_SOON = "too-soon"


@dataclass(frozen=True, slots=True)
class Bucket:
    """A number so coarse that nobody can be counted: from ``low`` up to and including ``high``; open at one end."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Happened:
    """One deed known from casework: who did it (a key), its kind, when (EDTF), and to how many people; 1 where no number is known."""

    body: int
    type: str
    on: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Group:
    """All that one body did of one kind in one quarter, as it may be shown."""

    body: int
    type: str
    quarter: str  # EDTF: 2017-04/2017-06
    bucket: Bucket


def quarter_of(on: str) -> str:
    """Give the quarter of the year that this time (EDTF) lies in, as EDTF; ``""`` where it lies in none for sure."""
    first, last = bounds(on) if on else (None, None)
    if first is None or last is None or (first.year, (first.month - 1) // _MONTHS) != (last.year, (last.month - 1) // _MONTHS):
        return ""
    begins = (first.month - 1) // _MONTHS * _MONTHS + 1
    return f"{first.year:04d}-{begins:02d}/{first.year:04d}-{begins + _MONTHS - 1:02d}"


def shown_from(on: str) -> date | None:
    """Give the first day on which a deed of that time may be shown; ``None`` where it can never be."""
    quarter = quarter_of(on)
    ends = bounds(quarter)[1] if quarter else None
    return ends + timedelta(days=DELAY_DAYS + 1) if ends else None


def reason_held(on: str, *, today: date) -> Held | None:
    """Say why a deed of that time may not be shown on this day; ``None`` where it may."""
    begins = shown_from(on)
    if begins is None:
        return Held.NO_QUARTER if on else Held.NOT_DATED
    return Held.TOO_SOON if today < begins else None


def rounded(count: int) -> Bucket:
    """Give the bucket that a number falls into: fewer than five, 5 to 9, and so on; whoever reads it learns no more."""
    if count < FEWEST:
        return Bucket(None, FEWEST - 1)
    low = max(step for step in STEPS if step <= count)
    above = next((step for step in STEPS if step > count), None)
    return Bucket(low, above - 1 if above else None)


def grouped(deeds: Iterable[Happened], *, today: date) -> tuple[Group, ...]:
    """Give what may be shown on this day, one line for each body, kind and quarter; what is held is not even counted."""
    counts: dict[tuple[str, int, str], int] = {}
    for deed in deeds:
        if reason_held(deed.on, today=today) is None:
            key = quarter_of(deed.on), deed.body, deed.type
            counts[key] = counts.get(key, 0) + max(deed.count, 1)
    return tuple(Group(body, type_, quarter, rounded(count)) for (quarter, body, type_), count in sorted(counts.items()))
