"""Until when nobody may read it, in the time of a place. Pure: a zone is one of the IANA time zone database."""

from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo, available_timezones


@cache
def zones() -> tuple[str, ...]:
    """Give the zones that can be chosen: those with a place in their name, and UTC."""
    return ("UTC", *sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/"))))


def moment_in(day: date, hour: time, zone: str) -> datetime:
    """Give the moment in UTC when clocks in the zone show this day and hour; of an hour that comes twice in autumn, the later one.

    The later one, because an embargo that lifts an hour too early cannot be put back.

    :raises ValueError: if there is no such zone, or clocks skip that hour in spring
    """
    if zone not in zones():
        raise ValueError(zone)
    local = datetime.combine(day, hour, ZoneInfo(zone))
    later = max(local.replace(fold=0).astimezone(UTC), local.replace(fold=1).astimezone(UTC))
    if later.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError(hour)
    return later


def local_moment(moment: datetime, zone: str) -> datetime:
    """Give the moment as clocks in the zone show it; in UTC where the zone is not known."""
    return moment.astimezone(ZoneInfo(zone) if zone in zones() else UTC)
