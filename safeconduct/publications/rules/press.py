"""When a press desk can be reached: opening hours in its own zone, on its own weekdays. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

A_WEEK = 8  # days looked ahead: the same weekday again, should it have closed already


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours: local times, an IANA zone, and ISO weekdays as digits ("12345").

    A desk that closes at or before the hour at which it opens is open over midnight, and belongs to the day on which it opened.
    """

    opens: time
    closes: time
    zone: str
    days: str


def is_zone(name: str) -> bool:
    """Tell whether there is an IANA zone of this name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return bool(name)


def is_open(hours: Hours, at: datetime) -> bool:
    """Tell whether somebody can be reached at this moment (with a time zone)."""
    return any(opens <= at < closes for opens, closes in _spans(hours, at))


def opens_next(hours: Hours, at: datetime) -> datetime | None:
    """Give the moment, in the desk's own zone, at which it opens next; ``None`` if it has no day at all."""
    moments = [opens for opens, _closes in _spans(hours, at) if opens > at]
    return min(moments, default=None)


def closes_next(hours: Hours, at: datetime) -> datetime | None:
    """Give the moment, in the desk's own zone, at which it closes, if it is open; ``None`` if it is not."""
    moments = [closes for opens, closes in _spans(hours, at) if opens <= at < closes]
    return max(moments, default=None)


def _spans(hours: Hours, at: datetime) -> Iterable[tuple[datetime, datetime]]:
    """Give the spans of opening around the moment, from the day before on, with the day's own offset from UTC."""
    zone = ZoneInfo(hours.zone)
    today = at.astimezone(zone).date()
    for ahead in range(-1, A_WEEK):
        day = today + timedelta(days=ahead)
        if str(day.isoweekday()) not in hours.days:
            continue
        last = day if hours.closes > hours.opens else day + timedelta(days=1)
        yield datetime.combine(day, hours.opens, zone), datetime.combine(last, hours.closes, zone)


def mark_of(given: bytes) -> str:
    """Make the mark that is printed on what one reader sees, of random bytes: letters and digits that nobody misreads, in groups."""
    letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
    signs = "".join(letters[byte % len(letters)] for byte in given[:8])
    return f"{signs[:4]}-{signs[4:]}"


def is_under_embargo(embargo_until: datetime | None, at: datetime) -> bool:
    """Tell whether its hour has not come."""
    return embargo_until is not None and at < embargo_until
