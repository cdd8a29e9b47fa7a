"""For how long a sharer's wish to open a strongbox stands."""

from datetime import date, timedelta

A_DAY = timedelta(days=1)


def first_day_of_asking(today: date) -> date:
    """Give the day since when an asking must be to stand today: it goes at the end of the day after it."""
    return today - A_DAY
