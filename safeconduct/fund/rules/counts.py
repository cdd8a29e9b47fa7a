"""What two people counted before the bank's file came: how much of it may be published, and how the file takes its place. Pure.

A count is let out rounded down to a hundredth of the goal, and only where it holds at least five gifts more than the last one that was
let out and none of its gifts is more than half of what it adds. Until the bank has reported that time, gifts of it that are in the books
already are held back: published twice they would be read from the difference.

When the bank has reported it, one confirmed step of exactly what was published takes the count's place, so that no public number but the
confirmed one moves. All gifts of that time are folded into it. What they come to beyond it, or fall short of it, is one change that waits
with the others, as if one giver had given it: a step (see ``ticks``) never holds more of it than of four others together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from safeconduct.fund.rules.ticks import FEW, Change, Part, Step

PARTS_OF_A_GOAL = 100


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted since the last bank file: how many gifts, their sum, the largest of them (smallest units)."""

    gifts: int
    minor: int
    largest_minor: int


NOTHING = Counted(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change of the books that is not published, or not wholly, and the day it is of."""

    on: date
    change: Change


def fault_of_count(new: Counted) -> str:
    """Tell why so many gifts cannot come to this sum, or nothing: ``few`` (none), ``largest`` (above the sum), ``sum`` (above what is
    possible with this largest)."""
    if new.gifts < 1 or new.minor < 1 or new.largest_minor < 1:
        return "few"
    if new.largest_minor > new.minor or (new.gifts == 1 and new.largest_minor != new.minor):
        return "largest"
    return "sum" if new.minor > new.gifts * new.largest_minor else ""


def let_out(new: Counted, last: Counted, *, goal_minor: int) -> int:
    """Give how much more may be published by a new count; nought where nothing may.

    :param last: the latest count that was let out and that the bank has not reported yet, or NOTHING
    """
    added = new.minor - last.minor
    if new.gifts - last.gifts < FEW or 2 * new.largest_minor > added:
        return 0
    return max(0, rounded(new.minor, goal_minor) - rounded(last.minor, goal_minor))


def rounded(minor: int, goal_minor: int) -> int:
    """Round a sum down to a hundredth of the goal."""
    unit = max(1, goal_minor // PARTS_OF_A_GOAL)
    return minor // unit * unit


def free_of(waiting: Iterable[Waiting], counted_until: date | None) -> list[Change]:
    """Give what may go into ordinary steps.

    :param counted_until: the day of the latest count that is published and that the bank has not reported yet, if there is one
    """
    return [one.change for one in waiting if counted_until is None or one.on > counted_until]


def of_that_time(waiting: Iterable[Waiting], counted_until: date) -> list[Change]:
    """Give what is folded when the bank has reported the count of this day: whatever waits of it and of the days before."""
    return [one.change for one in waiting if one.on <= counted_until]


def covering(published: int, folded: Sequence[Change], *, key: str) -> Step:
    """Make the confirmed step that takes the place of what was published of counts.

    Its parts are all that is folded, and what makes the sum right: a change of nought by the count's key, of which as much is out. So the
    remainder waits under that key.

    :param published: what of the counts was let out, in the smallest unit
    :param key: of the latest of the counts
    """
    parts = [Part(one.key, one.minor) for one in folded if one.minor]
    short = published - sum(part.minor for part in parts)
    return Step(tuple([*parts, Part(key, short)] if short else parts))
