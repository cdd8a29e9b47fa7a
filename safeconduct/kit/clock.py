"""The only place that reads the system clock. Views, jobs and commands read it and pass the moment down."""

from datetime import UTC, date, datetime, time, timedelta


def now() -> datetime:
    """Give the present moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """Give the present day in UTC."""
    return now().date()


def day_of(moment: datetime) -> datetime:
    """Give the beginning of the moment's day: what the record says of sealed things, so that it tells no hour."""
    return datetime.combine(moment.date(), time(), UTC)


def week_of(day: date) -> date:
    """Give the Monday of the day's week."""
    return day - timedelta(days=day.weekday())
