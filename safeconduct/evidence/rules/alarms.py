"""What a person should look at again: numbers that grew on the way, near numbers, dates on sand, withdrawn and coerced words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class AlarmCode(StrEnum):
    """What is the matter; a page turns it and the parameters into a sentence."""

    NUMBER_GREW = "number-grew"
    QUALIFIER_LOST = "qualifier-lost"
    NUMBER_APPEARED = "number-appeared"
    NEAR_BUT_DIFFERENT = "near-but-different"
    PAGE_DATE = "page-date"
    WITHDRAWN_SOURCE = "withdrawn-source"
    COERCED = "coerced"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm: its code and the words and numbers its sentence needs."""

    code: AlarmCode
    parameters: tuple[tuple[str, str | int], ...] = ()

    def get(self, name: str) -> str | int:
        """Give the parameter of this name; raises KeyError where there is none."""
        return dict(self.parameters)[name]


class Figure(Protocol):
    """A number as it was said: ``reading.shapes.Quantity``, or a row with the same fields."""

    @property
    def qualifier(self) -> str: ...
    @property
    def verbatim(self) -> str: ...
    @property
    def low(self) -> int | None: ...
    @property
    def high(self) -> int | None: ...
    @property
    def low_exclusive(self) -> bool: ...
    @property
    def high_exclusive(self) -> bool: ...


def number_drift(cited: Figure, citing: Figure) -> Alarm | None:
    """Tell whether a number grew, lost its caution or appeared from nowhere between what is cited and who cites it.

    "more than a hundred" cited as "hundreds" grew; "about 45" cited as "45" lost its qualifier; "several" cited as "12"
    gained a number nobody gave. A number that shrank or became vaguer is no alarm.
    """
    code = _drift(cited, citing)
    return Alarm(code, (("cited", cited.verbatim), ("citing", citing.verbatim))) if code else None


def chain_drift(figures: Iterable[Figure]) -> tuple[Alarm, ...]:
    """Give the alarms along a chain, from the origin towards the reader; each step is compared with the last number named."""
    alarms = []
    before: Figure | None = None
    for figure in figures:
        alarm = number_drift(before, figure) if before else None
        if alarm:
            alarms.append(alarm)
        if before is None or _bounds(figure) != (None, None):
            before = figure
    return tuple(alarms)


def _drift(cited: Figure, citing: Figure) -> AlarmCode | None:
    low, high = _bounds(citing)
    if low is None and high is None:
        return None
    was_low, was_high = _bounds(cited)
    if was_low is None and was_high is None:
        return AlarmCode.NUMBER_APPEARED
    if (low or 0) > (was_low or 0) and not (was_low is None and low == high == was_high):
        return AlarmCode.NUMBER_GREW
    if was_high is not None and (high is None or high > was_high):
        return AlarmCode.NUMBER_GREW
    return AlarmCode.QUALIFIER_LOST if citing.qualifier == "exact" and cited.qualifier != "exact" else None


def _bounds(figure: Figure) -> tuple[int | None, int | None]:
    """Give the least and greatest whole number the words allow; plural magnitudes begin at two: "hundreds" is 200 or more."""
    low, high = figure.low, figure.high
    if low is not None and figure.qualifier == "order-of-magnitude":
        low *= 2
    if low is not None and figure.low_exclusive:
        low += 1
    if high is not None and figure.high_exclusive:
        high -= 1
    return low, high


@dataclass(frozen=True, slots=True)
class Counted:
    """A number and whom it counts: codes of group, act and place."""

    figure: Figure
    affected: str = ""
    act: str = ""
    place: str = ""


def near_numbers(one: Counted, other: Counted, *, least: int = 10, share: float = 0.8) -> Alarm | None:
    """Warn of two near numbers that count different people, so that nobody merges them: 45 in hiding, 40 refused a visa.

    ``least`` leaves out small numbers, which meet by chance; ``share`` is how near the smaller must be to the larger.
    """
    populations = [(c.affected, c.act, c.place) for c in (one, other)]
    numbers = [c.figure.low if c.figure.low is not None else c.figure.high for c in (one, other)]
    known = sorted(n for n in numbers if n is not None)
    if len(known) < 2 or populations[0] == populations[1]:
        return None
    if known[0] < least or known[0] < share * known[1]:
        return None
    return Alarm(AlarmCode.NEAR_BUT_DIFFERENT, (("one", one.figure.verbatim), ("other", other.figure.verbatim)))


def page_date(*, when_verbatim: str, is_relative: bool, is_resolved: bool, anchor_basis: str) -> Alarm | None:
    """Warn when a relative time ("last month") was resolved against a date that may only be the day the page was saved."""
    if is_relative and is_resolved and anchor_basis not in {"stated", "metadata", "human"}:
        return Alarm(AlarmCode.PAGE_DATE, (("when", when_verbatim), ("basis", anchor_basis)))
    return None


def withdrawn_source(*, source: str, is_withdrawn: bool) -> Alarm | None:
    """Warn when a source that a claim rests on was withdrawn."""
    return Alarm(AlarmCode.WITHDRAWN_SOURCE, (("source", source),)) if is_withdrawn else None


def coerced_statement(*, speaker: str, is_coerced: bool) -> Alarm | None:
    """Warn when words were said under coercion: they show that coercion happened and nothing about their content."""
    return Alarm(AlarmCode.COERCED, (("speaker", speaker),)) if is_coerced else None
