"""Times that may be uncertain, as EDTF (ISO 8601-2): parsed leniently, bounded, ordered, said in words.

A wrapper over the ``edtf`` library, which fails on open intervals and masked day tens, widens "about" by a year, and cannot say
a time in words without losing its caution. Nothing here adds precision or a margin that was not stated.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

OPEN = ".."


class Shape(StrEnum):
    """What kind of time it is."""

    UNKNOWN = "unknown"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    YEARLESS = "yearless"  # "17 May", the year not stated
    EARLIER = "earlier"  # an end without a beginning
    LATER = "later"  # a beginning without an end
    BETWEEN = "between"
    ONE_OF = "one-of"
    ALL_OF = "all-of"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time, with its earliest and latest possible day; None where that side is open or cannot be told."""

    edtf: str
    shape: Shape
    earliest: date | None = None
    latest: date | None = None
    is_approximate: bool = False
    is_uncertain: bool = False
    year: int | None = None
    month: int | None = None  # of a season: 1 spring, 2 summer, 3 autumn, 4 winter
    day: int | None = None
    parts: tuple[Moment, ...] = ()  # of an interval or a set


_DASHES = re.compile("[\u2010-\u2015\u2212]")
_CIRCA = re.compile(r"^(?:circa|ca\.?|c\.)\s*(?=\d)", re.IGNORECASE)
_CLOCK = re.compile(r"T\d\d:?\d\d.*$")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_MASKS = re.compile(r"[xu](?=[\dxuX~?%-]*$)")
_LOOSE = re.compile(r"(?P<year>[\dX]{4}|-)(?:[-./](?P<month>\d{1,2}|XX)(?:[-./](?P<day>\d{1,2}|\dX|XX))?)?")
_MARK = re.compile(r"[~?%]")


def normalise(text: str) -> str:
    """Give the EDTF form of a time that was written loosely; "" for a time that is open on both sides or not given.

    Raises ValueError where it cannot be read as EDTF, lies outside the years 1 to 9999, or ends before it begins.
    """
    return parse(text).edtf


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """Give the earliest and the latest day it can mean; None where that side is open. Raises ValueError as ``normalise``."""
    moment = parse(edtf)
    return moment.earliest, moment.latest


def order_key(edtf: str) -> tuple[int, date, int, date]:
    """Give a key for sorting a timeline: what was surely before stands before; what has no place stands last.

    Where times overlap the earlier bound decides; this is an arrangement, no statement. Raises ValueError as ``normalise``.
    """
    moment = parse(edtf)
    anchor = moment.earliest or moment.latest
    if anchor is None:
        return 1, date(4, moment.month or 12, moment.day or 1), 0, date.max
    return 0, anchor, 0 if moment.earliest is None else 1, moment.latest or date.max


def surely_before(one: str, other: str) -> bool:
    """Tell whether every day that the first can mean lies before every day that the other can mean."""
    latest, earliest = parse(one).latest, parse(other).earliest
    return latest is not None and earliest is not None and latest < earliest


@lru_cache(maxsize=4096)
def parse(text: str) -> Moment:
    """Read a time. Raises ValueError as ``normalise``."""
    text = text.strip()
    if text[:1] in "[{" and text[-1:] in "]}" and len(text) > 2:
        return _set(text)
    if "/" in text and not re.fullmatch(r"\d{4}/\d{1,2}(/\d{1,2})?", text):
        return _interval(text)
    return _single(text)


def _single(text: str) -> Moment:
    if text.strip().lower() in {"", OPEN, "open", "unknown", "uuuu", "xxxx"}:
        return Moment("", Shape.UNKNOWN)
    tidy = _MASKS.sub("X", _CLOCK.sub("", _CIRCA.sub("~", _DASHES.sub("-", text.strip()))))
    marks = _MARK.findall(tidy)
    found = _LOOSE.fullmatch(_COMPACT.sub(r"\1-\2-\3", _MARK.sub("", tidy)))
    if found is None or len(marks) > 1:
        raise ValueError(f"“{text}” cannot be read as a time. Write it like 2017-04-01, 2017-04~ or 2017-04-01/..")
    year, month, day = (found[name] or "" for name in ("year", "month", "day"))
    if not _has_known_masks(year, month, day):
        raise ValueError(f"“{text}” hides digits in a way that this desk cannot place.")
    year, month, day = "XXXX" if year == "-" else year, month.zfill(2) if month else "", day.zfill(2) if day else ""
    edtf = "-".join(part for part in (year, month, day) if part) + "".join(marks)
    _ask_library(edtf)
    return _measured(edtf, (year, month, day), "".join(marks))


def _has_known_masks(year: str, month: str, day: str) -> bool:
    is_known_year = bool(re.fullmatch(r"\d{4}|\d{3}X|\d\dXX", year))
    is_yearless = year in {"XXXX", "-"} and month.isdigit() and "X" not in day
    is_whole = "X" not in year or not month
    return is_yearless or (is_known_year and is_whole and (month != "XX" or day in {"", "XX"}))


def _ask_library(edtf: str) -> None:
    """Let the library judge whether the calendar has such a day, month or season; a mark it refuses beside a season."""
    try:
        parse_edtf(_MARK.sub("", edtf))
    except (EDTFParseException, ValueError, TypeError) as error:
        raise ValueError(f"“{edtf}” is not a time that the calendar knows.") from error


def _measured(text: str, digits: tuple[str, str, str], mark: str) -> Moment:
    year, month, day = digits
    shape = _shape(year, month, day)
    numbers = (_number(year), _number(month), _number(day))
    earliest, latest = (None, None) if shape is Shape.YEARLESS else _days(text, year, month, day)
    if shape is Shape.SEASON:
        numbers = (numbers[0], int(month) - 20, None)
    return Moment(text, shape, earliest, latest, mark in {"~", "%"}, mark in {"?", "%"}, *numbers)


def _number(digits: str) -> int | None:
    return int(digits) if digits and "X" not in digits else None


def _shape(year: str, month: str, day: str) -> Shape:
    if year == "XXXX" and month not in {"", "XX"}:
        return Shape.YEARLESS
    if "X" in year:
        return Shape.DECADE if year[:3].isdigit() else Shape.CENTURY
    if not month or "X" in month:
        return Shape.YEAR
    if int(month) > 20:
        return Shape.SEASON
    return Shape.MONTH if not day or day == "XX" else Shape.BETWEEN if "X" in day else Shape.DAY


_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}


def _days(text: str, year: str, month: str, day: str) -> tuple[date, date]:
    first, last = int(year.replace("X", "0")) or 1, int(year.replace("X", "9"))
    if last == 0:
        raise ValueError(f"“{text}” lies outside the years 1 to 9999.")
    if not month or "X" in month:
        return date(first, 1, 1), date(last, 12, 31)
    number = int(month)
    if number == 24:  # a winter belongs to two years, and which one is meant is not stated: both
        return date(first, 1, 1), date(min(last + 1, 9999), 2, 28)
    if number > 20:
        begin, end = _SEASONS[number]
        return date(first, begin, 1), date(last, end, monthrange(last, end)[1])
    days = monthrange(last, number)[1]
    if not day or day == "XX":
        return date(first, number, 1), date(last, number, days)
    lowest, highest = max(1, int(day.replace("X", "0"))), min(days, int(day.replace("X", "9")))
    if lowest > highest:
        raise ValueError(f"“{text}” is not a time that the calendar knows.")
    return date(first, number, lowest), date(last, number, highest)


def _interval(text: str) -> Moment:
    begin, _, end = text.partition("/")
    if "/" in end:
        raise ValueError(f"“{text}” has more than two ends.")
    parts = one, other = _single(begin), _single(end)
    if Shape.YEARLESS in {one.shape, other.shape}:
        raise ValueError(f"“{text}” needs the year at both ends, or no interval.")
    if one.shape is Shape.UNKNOWN and other.shape is Shape.UNKNOWN:
        return one
    if one.earliest and other.latest and other.latest < one.earliest:
        raise ValueError(f"“{text}” ends before it begins.")
    shape = Shape.BETWEEN
    if Shape.UNKNOWN in {one.shape, other.shape}:
        shape = Shape.EARLIER if one.shape is Shape.UNKNOWN else Shape.LATER
    return _joined(f"{one.edtf or OPEN}/{other.edtf or OPEN}", shape, parts)


def _set(text: str) -> Moment:
    is_choice = text[0] == "["
    inside = text[1:-1].strip()
    if OPEN in inside:
        begin, _, end = (side.strip() for side in inside.partition(OPEN))
        if not is_choice or "," in inside:
            raise ValueError(f"“{text}” is not a time that this desk can keep. Write it as an interval.")
        return _interval(f"{begin}/{end}")
    parts = tuple(sorted((_single(part) for part in inside.split(",")), key=lambda part: order_key(part.edtf)))
    if any(part.earliest is None for part in parts):
        raise ValueError(f"“{text}” needs a year for each of its dates.")
    if len(parts) == 1:
        return parts[0]
    body = ",".join(part.edtf for part in parts)
    return _joined(f"[{body}]" if is_choice else f"{{{body}}}", Shape.ONE_OF if is_choice else Shape.ALL_OF, parts)


def _joined(edtf: str, shape: Shape, parts: tuple[Moment, ...]) -> Moment:
    latest = parts[-1].latest if "/" in edtf else max(part.latest for part in parts if part.latest)
    return Moment(
        edtf,
        shape,
        earliest=parts[0].earliest,
        latest=latest,
        is_approximate=any(part.is_approximate for part in parts),
        is_uncertain=any(part.is_uncertain for part in parts),
        parts=parts,
    )
