"""Working days of the place that is to answer: when a reply is due there, and how many working days late it is. Pure.

Weekends and public holidays come from the ``holidays`` library. Where it does not know the region (RU-CE), the country's days
count; for the institutions of the European Union (EU) those of Belgium, where most of them sit; where it knows neither, or no
place is given, Monday to Friday, and no holiday is left out: a reply is then looked for a day early rather than a week late.
"""

from datetime import date, timedelta
from functools import lru_cache

import holidays

SEATS = {"EU": "BE", "UK": "GB"}
SATURDAY = 5  # as ``date.weekday`` counts
LONGEST = 2000  # working days; more is a slip of the pen


def is_working_day(day: date, country: str) -> bool:
    """Tell whether offices work there on this day; ``country`` is a code of ISO 3166 (``LT``, ``RU-CE``), ``EU``, or empty."""
    return day.toordinal() in _working_days(_place(country), day.year)


def add_working_days(day: date, n: int, country: str) -> date:
    """Give the ``n``-th working day after this day; the day itself for 0.

    :raises ValueError: if ``n`` is negative or more than ``LONGEST``
    """
    if not 0 <= n <= LONGEST:
        raise ValueError(f"{n} working days cannot be counted.")
    while n:
        day += timedelta(days=1)
        n -= is_working_day(day, country)
    return day


def working_days_after(day: date, until: date, country: str) -> int:
    """Count the working days after the first day, up to and including the second; 0 where that lies before."""
    if until <= day:
        return 0
    first, last, place = day.toordinal(), until.toordinal(), _place(country)
    within = [_working_days(place, year) for year in range(day.year, until.year + 1)]
    before = sum(ordinal <= first for ordinal in within[0])
    beyond = sum(ordinal > last for ordinal in within[-1])
    return sum(len(days) for days in within) - before - beyond


def _place(country: str) -> str:
    place = country.strip().upper()
    return SEATS.get(place, place)


# A year of a place is read once: a list of what is overdue counts across years, for hundreds of asks.
@lru_cache(maxsize=2048)
def _working_days(place: str, year: int) -> frozenset[int]:
    calendar = _calendar(place, year)
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    days = ((ordinal, date.fromordinal(ordinal)) for ordinal in range(first, last + 1))
    if calendar is None:
        return frozenset(ordinal for ordinal, day in days if day.weekday() < SATURDAY)
    return frozenset(ordinal for ordinal, day in days if calendar.is_working_day(day))


def _calendar(place: str, year: int) -> holidays.HolidayBase | None:
    # One calendar for one year and never widened: a widened one could be read by another request while it is half filled.
    country, _dash, region = place.partition("-")
    for subdivision in dict.fromkeys((region, "")):
        try:
            return holidays.country_holidays(country, subdiv=subdivision or None, years=year, expand=False, language=None)
        except NotImplementedError:
            continue
    return None
