"""How an alarm climbs while nobody answers. Pure; tests/watch/test_ladder.py holds the table.

0 waits. 1 is due: the team is reminded. 2 is missed: team and lead. 3 is the same again, a quarter of an hour on; a word of danger
begins here. 4 is the kit: its holders are asked, an hour after it was missed. Nothing is ever said to the person, to relatives or to
anybody outside.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

WAITS, DUE, MISSED, AGAIN, KIT = range(5)
AGAIN_AFTER, KIT_AFTER = timedelta(minutes=15), timedelta(minutes=60)


class Timer(NamedTuple):
    """What the ladder knows of a check-in."""

    due_at: datetime
    grace: timedelta
    level: int
    level_at: datetime | None


def step(timer: Timer, at: datetime, *, is_taken: bool = False) -> int:
    """Give the rung at this moment: never lower than the one it stands on, and straight to the right one after a stop of the server.

    Where somebody has taken the alarm, the third rung is left out: saying it again would only disturb. The kit still comes, because
    whoever took it may have fallen asleep.
    """
    missed_at = timer.due_at + timer.grace
    reached = WAITS
    if at >= timer.due_at:
        reached = DUE
    if at >= missed_at:
        reached = MISSED
    if at >= missed_at + AGAIN_AFTER and not is_taken:
        reached = AGAIN
    if at >= missed_at + KIT_AFTER:
        reached = KIT
    if timer.level == AGAIN and timer.level_at is not None and at >= timer.level_at + (KIT_AFTER - AGAIN_AFTER):
        reached = KIT  # a word of danger begins on the third rung, whatever the clock says
    return max(reached, timer.level)


def next_change(timer: Timer) -> datetime | None:
    """Give the moment at which the next rung is reached if nobody does anything; ``None`` on the last."""
    missed_at = timer.due_at + timer.grace
    by_level = {WAITS: timer.due_at, DUE: missed_at, MISSED: missed_at + AGAIN_AFTER}
    if timer.level == AGAIN:
        return (timer.level_at or missed_at + AGAIN_AFTER) + (KIT_AFTER - AGAIN_AFTER)
    return by_level.get(timer.level)
