"""The days on which numbers and sentences go out: four a year, known long before, so that no day of theirs tells of an event."""

from datetime import date, timedelta

MONTHS = (3, 6, 9, 12)
WEEK = timedelta(days=7)


def batch_on_or_before(on: date) -> date:
    """Give the newest batch day that has come."""
    days = [*_days(on.year - 1), *_days(on.year)]
    return max(day for day in days if day <= on)


def batch_after(on: date) -> date:
    """Give the next batch day, later than this one."""
    days = [*_days(on.year), *_days(on.year + 1)]
    return min(day for day in days if day > on)


def _days(year: int) -> list[date]:
    """Give the first Mondays of March, June, September and December."""
    firsts = [date(year, month, 1) for month in MONTHS]
    return [first + timedelta(days=-first.weekday() % 7) for first in firsts]
