"""Which gift that was counted beforehand is which that the bank now reports, so that no gift counts twice. Pure.

By the reference both carry; else by the same sum for the same appeal within a minute and a half; else, where the bank tells no time, by the
same sum for the same appeal on the day or up to four days before (a weekend and a holiday). Two equal gifts of one day may change places:
the sums are the same.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

CLOSE = timedelta(seconds=90)
BOOKED_WITHIN = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Counted:
    """A gift that was counted before the bank reported it."""

    key: str
    appeal: str
    minor: int
    at: datetime  # by the bank's clock
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A gift the bank reports. ``at``: ``None`` where it tells the day only."""

    key: str
    appeal: str
    minor: int
    on: date
    at: datetime | None = None
    reference: str = ""


def pairs(counted: Iterable[Counted], arrived: Iterable[Arrived]) -> dict[str, str]:
    """Pair each gift that was counted with at most one that arrived: keys to keys. In whatever order they are given, the answer is one."""
    early = sorted(counted, key=lambda one: (one.at, one.key))
    late = sorted(arrived, key=lambda one: (one.on, one.key))
    found: dict[str, str] = {}
    for signs in (_by_reference, _by_time, _by_day):
        gone = set(found.values())
        for first, second in signs([one for one in early if one.key not in found], [one for one in late if one.key not in gone]):
            if first.key not in found and second.key not in gone:
                found[first.key] = second.key
                gone.add(second.key)
    return found


def _by_reference(early: list[Counted], late: list[Arrived]) -> Iterator[tuple[Counted, Arrived]]:
    known: dict[tuple[str, int], deque[Arrived]] = {}
    for one in late:
        if one.reference:
            known.setdefault((one.reference, one.minor), deque()).append(one)
    for first in early:
        if waiting := known.get((first.reference, first.minor)):
            yield first, waiting.popleft()


def _by_time(early: list[Counted], late: list[Arrived]) -> Iterator[tuple[Counted, Arrived]]:
    timed = sorted(((one.at, one.key, one) for one in late if one.at is not None), key=lambda one: one[:2])
    yield from _alike(early, [(at, one) for at, _, one in timed], lambda one: one.at, (-CLOSE, CLOSE))


def _by_day(early: list[Counted], late: list[Arrived]) -> Iterator[tuple[Counted, Arrived]]:
    days = [(_noon(one.on), one) for one in late if one.at is None]
    yield from _alike(early, days, lambda one: _noon(one.at.date()), (timedelta(0), BOOKED_WITHIN))


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001 — stands for the day only


def _alike(
    early: list[Counted], late: list[tuple[datetime, Arrived]], when: Callable[[Counted], datetime], within: tuple[timedelta, timedelta]
) -> Iterator[tuple[Counted, Arrived]]:
    """Pair those of one sum and one appeal; two references that contradict each other are two gifts.

    Both in the order of time, the first that fits with the first: that pairs as many as can be, where the nearest to each would leave some
    over, and those would count twice.
    """
    same: dict[tuple[str, int], tuple[list[Counted], list[tuple[datetime, Arrived]]]] = {}
    for first in early:
        same.setdefault((first.appeal, first.minor), ([], []))[0].append(first)
    for at, second in late:
        if (second.appeal, second.minor) in same:
            same[second.appeal, second.minor][1].append((at, second))
    for ours, theirs in same.values():
        taken: set[str] = set()
        for mine, yours in (
            ([one for one in ours if one.reference], [one for one in theirs if not one[1].reference]),
            ([one for one in ours if not one.reference], theirs),
        ):
            for first, second in _in_order(mine, [one for one in yours if one[1].key not in taken], when, within):
                taken.add(second.key)
                yield first, second


def _in_order(
    early: list[Counted], late: list[tuple[datetime, Arrived]], when: Callable[[Counted], datetime], within: tuple[timedelta, timedelta]
) -> Iterator[tuple[Counted, Arrived]]:
    least, most = within
    here = there = 0
    while here < len(early) and there < len(late):
        after = late[there][0] - when(early[here])
        if least <= after <= most:
            yield early[here], late[there][1]
        here += after >= least
        there += after <= most
