"""Calendar dates as documents write them, and lines that are nothing but a date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from safeconduct.evidence.reading.arrange.cues import table, words

_ORDINAL = r"(?:st|nd|rd|th|er|re|-?го|-?е|:[ea]|\.)?"
_FILLER = r"(?:\s+(?:de|of|d')\s*)?"
_TIME = re.compile(
    r"(?:(?:kl|at|um|à|om|в|klo)\.?\s*)?\b\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?|uhr|cest|cet|gmt|utc|bst|msk|мск|h)?(?!\w)",
    re.IGNORECASE,
)
_SMALL = frozenset(
    [
        "the",
        "den",
        "d",
        "le",
        "am",
        "at",
        "on",
        "kl",
        "um",
        "om",
        "i",
        "der",
        "und",
        "och",
        "og",
        "г",
        "года",
        "год",
        "since",
        ",",
        ".",
        "|",
        ":",
        ";",
        "–",
        "—",
        "-",
        "(",
        ")",
        "/",
        "•",
    ]
)
_PLACE_WORDS = frozenset(["de", "la", "le", "an", "am", "der", "den", "upon", "on", "sur", "aan"])


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: EDTF at the precision it was given in; ``month`` and ``day`` also where the year is missing."""

    edtf: str  # "" where the year is missing
    start: int
    end: int
    verbatim: str
    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int | None = None  # Monday is 0


@dataclass(frozen=True, slots=True)
class DateLine:
    """A block that is nothing but a date, with what stands beside it."""

    date: FoundDate
    label: str = ""  # published, updated, started or ""
    place: str = ""


def _forms(section: str) -> dict[str, int]:
    lists: dict[str, list[list[str]]] = table("calendar")[section]
    return {form: number for entries in lists.values() for number, forms in enumerate(entries) for form in forms}


@cache
def _months() -> dict[str, int]:
    return {form: number + 1 for form, number in _forms("months").items()}


@cache
def _weekdays() -> dict[str, int]:
    return _forms("weekdays")


def _either(forms: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Give the patterns of dates, for lower-case text. The weekday before a date is looked for afterwards: it is rare."""
    month = _either(_months())
    return tuple(
        re.compile(pattern)
        for pattern in (
            r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])",
            rf"(?<![\d.,/])(?P<day>\d{{1,2}}){_ORDINAL}{_FILLER}\s*(?P<name>{month})(?!\w)\.?,?(?:{_FILLER}\s+(?P<year>(?:19|20)\d\d)(?!\d))?",
            rf"(?<!\w)(?P<name>{month})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.,]\d|\d)(?:,?\s+(?P<year>(?:19|20)\d\d)(?!\d))?",
            r"(?<![\d.,/])(?P<day>\d{1,2})(?P<sep>[./])\s?(?P<month>\d{1,2})(?P=sep)\s?(?P<year>(?:19|20)\d\d)(?!\d)",
            rf"(?<!\w)(?P<name>{month})\.?,?{_FILLER}\s+(?P<year>(?:19|20)\d\d)(?!\d)",
        )
    )


@cache
def _weekday_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<weekday>{_either(_weekdays())})[.,]?\s*[(,]?\s*(?:(?:the|den|d\.|le|am|dem|на)\s+)?$")


_HAS_DIGIT = re.compile(r"\d")


def find_dates(text: str) -> list[FoundDate]:
    """Give the calendar dates in a text, in order; years alone are not given."""
    return list(_found(text)) if _HAS_DIGIT.search(text) else []


@lru_cache(maxsize=8192)
def _found(text: str) -> tuple[FoundDate, ...]:
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter such as the Turkish dotted capital i becomes two
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    found: list[FoundDate] = []
    taken = bytearray(len(lowered))  # by letter: a page of a million dates is read as quickly as any other
    for pattern in _patterns():
        for match in pattern.finditer(lowered):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)  # also the 31st of February, so that nobody reads "February 2019" out of it
            if one := _read(match, text, lowered):
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _read(match: re.Match[str], text: str, lowered: str) -> FoundDate | None:
    parts = match.groupdict()
    year = int(parts.get("year") or 0)
    day = int(parts.get("day") or 0)
    month = _months().get(parts.get("name") or "", 0) or int(parts.get("month") or 0)
    if parts.get("sep") == "/" and (month > 12 or day <= 12):
        day, month = (month, day) if month > 12 else (0, 0)  # 5/4/2017 may be April or May: only its year is certain
    edtf = _edtf(year, month, day)
    if edtf is None:
        return None
    start, weekday = match.start(), None
    if before := _weekday_before().search(lowered, max(0, start - 30), start):
        start, weekday = before.start(), _weekdays()[before["weekday"]]
    verbatim = text[start : match.end()].rstrip(" ,.(")
    return FoundDate(edtf, start, start + len(verbatim), verbatim, year, month, day, weekday)


def _edtf(year: int, month: int, day: int) -> str | None:
    """Give the EDTF of the parts, "" without a year, ``None`` where they are no date."""
    if month and day:
        try:
            date(year or 2000, month, day)
        except ValueError:
            return None
    elif month > 12:
        return None
    if not year:
        return "" if month and day else None
    if not month:
        return f"{year:04d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if day else f"{year:04d}-{month:02d}"


def date_line(text: str) -> DateLine | None:
    """Read a block that is nothing but a date with its label, place and time; ``None`` for any other block."""
    if len(text) > 110 or not _HAS_DIGIT.search(text):
        return None
    found = [one for one in find_dates(text) if one.edtf]
    if not found:
        return None
    first = found[0]
    before, after = text[: first.start].strip(), text[first.end :].strip()
    if len(found) > 1:  # "Published 3 May 2017, updated 4 May 2017"
        after = after[: max(0, found[1].start - first.end)]
    label, before = _label(before)
    place = _TIME.sub(" ", before).strip(" ,.|:;–—-•(/")
    place = "" if place.lower() in _SMALL or place.lower() in _weekdays() else place
    place = re.sub(r",?\s+(?:den|the|le|am)$", "", place)
    rest = _TIME.sub(" ", after).strip(" ,.|:;–—-•()/")
    is_rest_small = all(word.lower().strip(".,:;|()") in _SMALL | {""} or word.lower() in _weekdays() for word in rest.split())
    if len(found) == 1 and not is_rest_small:
        return None
    if place and not _is_place(place):
        return None
    return DateLine(first, label, place)


def _is_place(text: str) -> bool:
    """Tell whether a text can be the name of a place: up to four words with capitals."""
    words_in = re.split(r"[ /]", text)
    return (
        len(words_in) <= 4
        and text[:1].isupper()
        and not any(letter.isdigit() for letter in text)
        and all(word[:1].isupper() or word in _PLACE_WORDS for word in words_in)
    )


def _label(before: str) -> tuple[str, str]:
    lowered = before.lower().strip(" :–—-|•")
    for label in ("updated", "started", "published"):
        for phrase in _labels(label):
            if lowered == phrase or lowered.startswith((phrase + " ", phrase + ":", phrase + ",")):
                return label, before[before.lower().index(phrase) + len(phrase) :].strip(" :–—-|•")
    return "", before


@cache
def _labels(section: str) -> tuple[str, ...]:
    every = {phrase for listed in words("arrange_documents", section).values() for phrase in listed}
    return tuple(sorted(every, key=len, reverse=True))


def lone_numbers(text: str) -> Iterator[int]:
    """Give the years that stand in a text, each as a number between 1900 and 2099."""
    for match in re.finditer(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d.,/-]*\d)", text):
        yield int(match.group())
