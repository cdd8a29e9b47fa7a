"""When an office is open, so that a letter arrives while somebody is there to read it. Pure.

Monday to Friday, from nine to five by the clock of the place. Public holidays are not counted: who opens a letter on the day after loses
nothing by it.
"""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

OPENS, CLOSES = time(9), time(17)
WORKING_DAYS = range(5)  # Monday is 0


def is_open(at: datetime, zone: str) -> bool:
    """Tell whether it is office hours at that moment in the IANA zone; with no zone it always is."""
    if not zone:
        return True
    there = at.astimezone(ZoneInfo(zone))
    return there.weekday() in WORKING_DAYS and OPENS <= there.time() < CLOSES


def next_opening(at: datetime, zone: str) -> datetime:
    """Give the moment in UTC from which the office is open: ``at`` itself where it is open, else nine o'clock of the next working day."""
    if is_open(at, zone):
        return at.astimezone(UTC)
    local = ZoneInfo(zone)
    there = at.astimezone(local)
    day = there.date() if there.time() < OPENS else there.date() + timedelta(days=1)
    while day.weekday() not in WORKING_DAYS:
        day += timedelta(days=1)
    return datetime.combine(day, OPENS, local).astimezone(UTC)
