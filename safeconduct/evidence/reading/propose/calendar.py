"""Arithmetic of dates as EDTF: what "last month" means against an anchor, which year an undated day belongs to."""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS_IN_YEAR = 12
_WHOLE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def parts_of(edtf: str) -> tuple[int, int, int] | None:
    """Read a plain EDTF date as year, month, day; zero where a part is missing; none if it is anything else."""
    hit = _WHOLE.match(edtf)
    if hit is None:
        return None
    return int(hit[1]), int(hit[2] or 0), int(hit[3] or 0)


def written(year: int, month: int = 0, day: int = 0) -> str:
    """Write a date as EDTF; year zero becomes ``XXXX``."""
    text = f"{year:04d}" if year else "XXXX"
    if month:
        text += f"-{month:02d}"
    if day:
        text += f"-{day:02d}"
    return text


def is_real(year: int, month: int, day: int) -> bool:
    """Tell whether there is such a day (29 February counts where the year is unknown)."""
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return False
    return True


def nearest_year(anchor: str, month: int, day: int) -> int:
    """Give the year in which a day without one lies nearest to the anchor; zero if the anchor is no date."""
    parts = parts_of(anchor)
    if parts is None:
        return 0
    year, at_month, at_day = parts
    if not at_month:
        return year
    centre = date(year, at_month, at_day or 15)
    choices = [(abs((date(y, month, min(day or 15, 28)) - centre).days), y) for y in (year - 1, year, year + 1)]
    return min(choices)[1]


def shifted(anchor: str, unit: str, offset: int) -> str:
    """Move an anchor by whole days, weeks, months or years and give the period as EDTF; "" if the anchor is too coarse."""
    parts = parts_of(anchor)
    if parts is None:
        return ""
    year, month, day = parts
    if unit == "year":
        return written(year + offset)
    if unit == "month" and month:
        index = year * MONTHS_IN_YEAR + month - 1 + offset
        return written(index // MONTHS_IN_YEAR, index % MONTHS_IN_YEAR + 1)
    if not day:
        return ""
    here = date(year, month, day)
    if unit == "day":
        return (here + timedelta(days=offset)).isoformat()
    if unit == "week":
        monday = here - timedelta(days=here.weekday()) + timedelta(weeks=offset)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    return ""


def last_weekday(anchor: str, weekday: int) -> str:
    """Give the day of the week (0 is Monday) on or last before the anchor; "" if the anchor is no day."""
    parts = parts_of(anchor)
    if parts is None or not parts[2]:
        return ""
    here = date(*parts)
    return (here - timedelta(days=(here.weekday() - weekday) % 7)).isoformat()


def weekday_of(year: int, month: int, day: int) -> int:
    """Give the day of the week, 0 for Monday."""
    return date(year, month, day).weekday()


def agreed(anchor: str) -> str:
    """Give as much of an anchor as both its ends say: of "2017-05-17/2017-05-24" the month; "" where they share no year."""
    first, slash, last = anchor.partition("/")
    if not slash:
        return anchor
    for digits in (10, 7, 4):
        if len(first) >= digits and first[:digits] == last[:digits]:
            return first[:digits]
    return ""
