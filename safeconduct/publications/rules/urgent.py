"""The form of an urgent action: its number, its last day, whose consent it rests on, and what must be there before it goes out. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LAST_DAYS = 3  # so many days before the end the page says that it is urgent to write now
FEWEST_SHOWN = 5  # a country with fewer letters is not named: in some, one letter would point at one person
SHORTEST_HARM_CHECK = 40  # characters; "fine" is no weighing
# Index numbers of the field: a region, a country's number, a serial and the year: "EUR 46/0012/2017".
INDEX = re.compile(r"[A-Z]{3} \d{1,3}/\d{1,5}/\d{4}")


class ConsentBy(StrEnum):
    """Who agreed that it be published. Only these may."""

    PERSON = "person"
    FAMILY = "family"
    LAWYER = "lawyer"


class OutcomeKind(StrEnum):
    """What changed for the person after the action."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Way(StrEnum):
    """By which way a supporter wrote."""

    MAIL = "mail"
    POST = "post"
    FAX = "fax"
    FORM = "form"


class Stage(StrEnum):
    """Whether supporters are asked to write today."""

    RUNNING = "running"
    LAST_DAYS = "last-days"
    EXPIRED = "expired"
    STOPPED = "stopped"

    @property
    def asks(self) -> bool:
        """Tell whether anybody may be asked to write, and whether letters are counted."""
        return self in {Stage.RUNNING, Stage.LAST_DAYS}


class Lack(StrEnum):
    """Something an urgent action may not be released without, in the order in which it is seen to."""

    CONSENT = "consent"
    HARM_CHECK = "harm-check"
    DEADLINE = "deadline"
    DEADLINE_PASSED = "deadline-passed"
    NUMBER = "number"
    ADDRESSEE = "addressee"
    ACTION = "action"  # an update that belongs to no urgent action


@dataclass(frozen=True, slots=True)
class Standing:
    """What is on record of an urgent action, as far as its release depends on it."""

    has_consent: bool
    has_harm_check: bool
    is_numbered: bool
    has_addressee: bool
    expires_on: date | None


def stage_on(expires_on: date | None, today: date, *, is_stopped: bool = False) -> Stage:
    """Tell how the action stands that day. ``expires_on`` is the last day on which anybody may write; without one nobody is asked."""
    if is_stopped:
        return Stage.STOPPED
    if expires_on is None or today > expires_on:
        return Stage.EXPIRED
    return Stage.LAST_DAYS if (expires_on - today).days < LAST_DAYS else Stage.RUNNING


def lacking(standing: Standing, today: date) -> tuple[Lack, ...]:
    """Give what is missing before the action may be released that day, consent first; empty if nothing is."""
    late = standing.expires_on is not None and today > standing.expires_on
    found = {
        Lack.CONSENT: not standing.has_consent,
        Lack.HARM_CHECK: not standing.has_harm_check,
        Lack.DEADLINE: standing.expires_on is None,
        Lack.DEADLINE_PASSED: late,
        Lack.NUMBER: not standing.is_numbered,
        Lack.ADDRESSEE: not standing.has_addressee,
    }
    return tuple(lack for lack, is_missing in found.items() if is_missing)


def number_words(number: int | str, year: int | str) -> str:
    """Give the number as it is printed: "UA 3/17"."""
    return f"UA {int(number)}/{int(year) % 100:02d}"


def issue_words(number: int | str, year: int | str, issue: int) -> str:
    """Give the number of an issue: the action itself is 1 ("UA 3/17"), each update counts on ("FU 1 on UA 3/17" is issue 2)."""
    action = number_words(number, year)
    return action if issue <= 1 else f"FU {issue - 1} on {action}"


def next_number(taken: Iterable[tuple[int, int]], year: int) -> int:
    """Give the next free number of a year; ``taken`` holds (number, year). Numbers that were once given are never given again."""
    return max((number for number, in_year in taken if in_year == year), default=0) + 1


def is_index(text: str) -> bool:
    """Tell whether the text has the form of an index number, "EUR 46/0012/2017"."""
    return INDEX.fullmatch(text) is not None


def is_country(text: str) -> bool:
    """Tell whether the text has the form of a country's two letters (ISO 3166-1); empty is no country."""
    return re.fullmatch(r"[A-Z]{2}", text) is not None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many letters were reported from a country by a way; a country of ``""`` was not said."""

    country: str
    channel: str
    count: int


def by_country(counted: Iterable[Counted]) -> tuple[tuple[str, int], ...]:
    """Give the countries that may be named with their numbers, the most first; the rest together under ``""``, last.

    The numbers add up to all that was reported: nothing is rounded and nothing left out.
    """
    sums: dict[str, int] = {}
    for one in counted:
        sums[one.country] = sums.get(one.country, 0) + one.count
    named = {country: count for country, count in sums.items() if country and count >= FEWEST_SHOWN}
    rest = sum(sums.values()) - sum(named.values())
    rows = sorted(named.items(), key=lambda row: (-row[1], row[0]))
    return (*rows, ("", rest)) if rest else tuple(rows)


def by_way(counted: Iterable[Counted]) -> tuple[tuple[str, int], ...]:
    """Give each way with its number, in the order of the ways; ways that nobody used are left out."""
    sums: dict[str, int] = {}
    for one in counted:
        sums[one.channel] = sums.get(one.channel, 0) + one.count
    return tuple((way.value, sums[way]) for way in Way if sums.get(way))
