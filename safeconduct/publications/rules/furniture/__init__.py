"""The fixed words of a letter in its own language, and its days in words. Pure; one file of data for each language beside this one.

A letter may be in a language that the interface does not speak, so none of this comes from the interface's catalogues.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time

from safeconduct.publications.rules.kinds import Role

FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Furniture:
    """The words of one language. Names in braces are filled in by whoever uses them."""

    language: str
    page: str
    copies: str
    enclosures: str
    sources: str
    contacts: str
    about: str
    signed: str
    ours: str
    public: str
    sibling: str
    annex: str
    standing: str
    end: str
    copy: str
    subject: dict[str, str]
    kind: dict[str, str]
    heading: dict[str, str]
    label: dict[str, str]
    notice: dict[str, str]
    standing_of: dict[str, str]

    def day(self, day: date) -> str:
        """Say the day: "20. maj 2017"."""
        return format_date(day, "long", locale=_locale(self.language))

    def hour(self, moment: datetime, zone: str) -> str:
        """Say the moment as clocks in that IANA zone show it: "20 May 2017, 09:00"."""
        there = moment.astimezone(ZoneInfo(zone))
        return f"{self.day(there.date())}{self.comma}{format_time(there, 'HH:mm', locale=_locale(self.language))}"

    def dateline(self, place: str, day: date) -> str:
        """Say where and when it was written: "København, 20. maj 2017"; the day alone where no place is known."""
        return f"{place}{self.comma}{self.day(day)}" if place else self.day(day)

    @property
    def comma(self) -> str:
        """The comma of the language, with its blank."""
        return "، " if self.language == "ar" else ", "

    def heading_of(self, role: Role) -> str:
        """Give the heading that stands before parts of this role; ``""`` where none does."""
        return self.heading.get(role.value, "")


def furniture(language: str) -> Furniture:
    """Give the words of the language of a BCP 47 tag; English for one that has none yet."""
    base = language.split("-", maxsplit=1)[0]
    return _read(base if base in languages() else FALLBACK)


@cache
def languages() -> tuple[str, ...]:
    """Give the languages that have words."""
    return tuple(sorted(file.name.removesuffix(".toml") for file in files(__name__).iterdir() if file.name.endswith(".toml")))


@cache
def _read(language: str) -> Furniture:
    found: dict[str, Any] = tomllib.loads(files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))
    return Furniture(language=language, **found)


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse("en_GB" if language == "en" else language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(FALLBACK)
