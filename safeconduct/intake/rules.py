"""How long a box stays. No database, no clock."""

import secrets
from datetime import date, timedelta

ANSWERED_DAYS, ANSWERED_PLAY = 40, 10


def answered_until(day: date, *, ends: date) -> date:
    """Give the day on which a box ends that is answered on this day: not before the person has had a month to come back.

    Drawn with ten days of play, so that it does not tell the day of the answer.
    """
    return max(ends, day + timedelta(days=ANSWERED_DAYS - ANSWERED_PLAY + secrets.randbelow(2 * ANSWERED_PLAY + 1)))
