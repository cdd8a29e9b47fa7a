"""What a reminder of an unanswered letter says, in the languages that have packaged words for it. Pure."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from babel.dates import format_date

FALLBACK = "en"
# A day within a sentence, as letters of the language write it.
DAYS = {"da": "d. MMMM y", "de": "d. MMMM y", "ru": "d MMMM y 'года'"}


@dataclass(frozen=True, slots=True)
class Chased:
    """The letter that is reminded of. ``acknowledged_on``: its arrival was confirmed that day, and nothing more was said."""

    title: str
    reference: str
    sent_on: date
    due: date
    acknowledged_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """The words of the reminder, around the demands that are made again."""

    title: str
    opening: str
    again: str  # leads over to the demands
    closing: str


def languages() -> tuple[str, ...]:
    """Give the languages that there are words in."""
    return tuple(_words())


def reminder(letter: Chased, language: str) -> Reminder:
    """Give the words in this language.

    :raises KeyError: if there are none in it; see ``languages``
    """
    words = _words()[language]
    facts = {
        "title": letter.title,
        "reference": letter.reference,
        "sent": _day(letter.sent_on, language),
        "due": _day(letter.due, language),
        "acknowledged": _day(letter.acknowledged_on, language) if letter.acknowledged_on else "",
    }
    state = words["acknowledged" if letter.acknowledged_on else "silent"]
    return Reminder(
        title=words["title"].format(**facts),
        opening=f"{words['opening']} {state}".format(**facts),
        again=words["again"],
        closing=words["closing"],
    )


def _day(day: date, language: str) -> str:
    return format_date(day, format=DAYS.get(language, "d MMMM y"), locale=language)


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("chasers.toml").read_text(encoding="utf-8"))
