"""How long a case is kept once it is closed. What is over is a danger and no longer a help."""

from datetime import date, timedelta

RESULTS = ("declined", "ended", "transferred")
KEPT_AFTER_DECLINING = timedelta(days=90)  # long enough to hear a complaint
KEPT_AFTER_THE_END = timedelta(days=730)  # courts and aftercare ask within two years
PLAY = 14  # days, either way: who sees the day does not see on which one it ended


def shred_day(ended_on: date, *, result: str, drawn: int) -> date:
    """Give the day on which a case that ended with this result is shredded; ``drawn`` is a random number from 0 to ``2 * PLAY``."""
    kept = KEPT_AFTER_DECLINING if result == "declined" else KEPT_AFTER_THE_END
    return ended_on + kept + timedelta(days=drawn - PLAY)
