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
    calendar = _calendar(country.strip().upper(), day.year)
    return day.weekday() < SATURDAY if calendar is None else bool(calendar.is_working_day(day))


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
    later = (day + timedelta(days=step) for step in range(1, (until - day).days + 1))
    return sum(is_working_day(one, country) for one in later)


@lru_cache(maxsize=512)
def _calendar(place: str, year: int) -> holidays.HolidayBase | None:
    # One calendar for one year and never widened: a widened one could be read by another request while it is half filled.
    country, _dash, region = SEATS.get(place, place).partition("-")
    for subdivision in dict.fromkeys((region, "")):
        try:
            return holidays.country_holidays(country, subdiv=subdivision or None, years=year, expand=False, language=None)
        except NotImplementedError:
            continue
    return None
