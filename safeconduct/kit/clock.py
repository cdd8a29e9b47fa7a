"""The only place that reads the system clock. Views, jobs and commands read it and pass the moment down."""

from datetime import UTC, date, datetime


def now() -> datetime:
    """Give the present moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """Give the present day in UTC."""
    return now().date()
