"""When a timer is due: whole steps of five minutes, so that a moment tells no more than it must. Pure."""

from datetime import UTC, datetime, timedelta

STEP = timedelta(minutes=5)
LEAST_EVERY, MOST_EVERY = 15, 60 * 24 * 60  # minutes: a quarter of an hour to sixty days
MOST_GRACE = 7 * 24 * 60
MOST_AHEAD = timedelta(days=400)  # to the last day: a timer that a case left behind ends by itself


def to_step(moment: datetime) -> datetime:
    """Give the next whole five minutes: never before the moment itself, so that nobody loses time they were promised."""
    moment = moment.astimezone(UTC)
    beginning = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    steps = -((beginning - moment) // STEP)
    return beginning + steps * STEP


def next_due(*, at: datetime, every_minutes: int) -> datetime:
    """Give when the next sign of life is due after one at this moment."""
    return to_step(at + timedelta(minutes=every_minutes))
