"""What a sentence that is let out may hold. client/casework/slips.js looks first, client/vectors/slips.json holds both to the same answers.

It must not tell a day, an age, a place smaller than a district, or anybody's address. The browser also refuses every run of five words
shared with what somebody told: here nothing of that is known.
"""

import re
import unicodedata
from datetime import date

LEAST, MOST = 20, 400
AMOUNTS = ("one-or-few", "several", "more-than-ten", "more-than-thirty")
AREA = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
PERIOD = re.compile(r"\d{4}-(?:Q[1-4]|0[1-9]|1[0-2])")

_MONTHS = (
    r"jan\w*|feb\w*|mar(?:ch|\.)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*"
    r"|märz|maj|mai|juni|juli|okt\w*|dez\w*|janv\w*|févr\w*|mars|avril|juin|juillet|août|déc\w*"
    r"|январ\w*|феврал\w*|марта?|апрел\w*|мая|июн\w*|июл\w*|август\w*|сентябр\w*|октябр\w*|ноябр\w*|декабр\w*"
)
_WEEKDAYS = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|понедельник\w*|вторник\w*|сред[уы]|четверг\w*|пятниц\w*|суббот\w*|воскресень\w*"
)
_AGES = (
    r"\d{1,2}[- ]years?[- ]old|aged? \d{1,2}|(?:at|of) the age of \d{1,2}|\d{1,2} (?:years|jahre|år|ans|лет|год\w*)"
    r"|\d{1,2}[- ]?летн\w*|\d{1,2}-?jährig\w*"
)
_SMALL = (
    r"villages?|hamlets?|settlements?|streets?|lanes?|avenues?|apartments?|flat \d+|house \d+|neighbou?rhoods?|prison no|school no"
    r"|dorf\w*|straße|strasse|rue|gatan?|landsby\w*"
    r"|село|сел[аеу]|аул\w*|посёл\w*|посел\w*|улиц\w*|дом \d+|квартир\w*|переул\w*|قرية|شارع"
)
_SAID = {
    "day": rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)? (?:of )?(?:{_MONTHS})\b|\b(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?\b"
    rf"|\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b|\b(?:{_WEEKDAYS})\b|\b\d{{1,2}}:\d\d\b",
    "age": rf"\b(?:{_AGES})\b",
    "place": rf"\b(?:{_SMALL})\b|\d{{1,2}}\.\d{{3,}}",
    "address": r"@|https?:|www\.|\+?\d[\d ()-]{6,}\d",
    "quotation": '["“”„«»‟]',
}
_PATTERNS = {word: re.compile(pattern) for word, pattern in _SAID.items()}


def slip_troubles(text: str) -> list[str]:
    """Say what a sentence shows too much of; empty where nothing: ``short long day age place address quotation``."""
    plain = unicodedata.normalize("NFC", text.strip()).lower()
    found = ["short"] if len(plain) < LEAST else ["long"] if len(plain) > MOST else []
    return found + [word for word, pattern in _PATTERNS.items() if pattern.search(plain)]


def is_period(text: str) -> bool:
    """Tell whether it is a quarter or a month: ``2026-Q4``, ``2026-11``."""
    return PERIOD.fullmatch(text) is not None


def is_over(period: str, on: date) -> bool:
    """Tell whether the last day of a quarter or month has passed: of what goes on, too few days are known to say how many."""
    year, part = period.split("-")
    last = 3 * int(part[1]) if part.startswith("Q") else int(part)
    return (int(year), last) < (on.year, on.month)


def is_area(text: str) -> bool:
    """Tell whether it is a country or one of its large parts (ISO 3166-1, or 3166-2)."""
    return AREA.fullmatch(text) is not None


def edtf_of(period: str) -> str:
    """Write a period as EDTF: a quarter is an interval of months."""
    year, part = period.split("-")
    if not part.startswith("Q"):
        return period
    last = 3 * int(part[1])
    return f"{year}-{last - 2:02}/{year}-{last:02}"
