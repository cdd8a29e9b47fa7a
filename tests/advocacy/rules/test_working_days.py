"""Working days of the place that is to answer, counted a second time with the library itself."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.advocacy.rules.working_days import LONGEST, add_working_days, is_working_day, working_days_after

COUNTRIES = st.sampled_from(["LT", "DK", "DE", "FR", "RU", "SE", "US", "EG", "IL", "PT"])
DAYS = st.dates(date(2014, 1, 1), date(2027, 12, 31))


def counted(first: date, last: date, country: str) -> int:
    """Count by walking through the library's own list of days off."""
    calendar = holidays.country_holidays(country, years=range(first.year, last.year + 1))
    days = [first + timedelta(days=step) for step in range(1, (last - first).days + 1)]
    return len([day for day in days if day in calendar.weekend_workdays or (day.weekday() not in calendar.weekend and day not in calendar)])


@given(day=DAYS, n=st.integers(0, 60), country=COUNTRIES)
def test_so_many_working_days_lie_between_a_day_and_the_one_that_is_given(day: date, n: int, country: str):
    found = add_working_days(day, n, country)

    assert counted(day, found, country) == n
    assert n == 0 or is_working_day(found, country)


@given(day=DAYS, length=st.integers(0, 90), country=COUNTRIES)
def test_counting_agrees_with_the_library(day: date, length: int, country: str):
    assert working_days_after(day, day + timedelta(days=length), country) == counted(day, day + timedelta(days=length), country)


@given(day=DAYS, n=st.integers(0, 60), country=COUNTRIES)
def test_counting_back_gives_the_number_again(day: date, n: int, country: str):
    assert working_days_after(day, add_working_days(day, n, country), country) == n


def test_easter_is_no_working_day_in_vilnius():
    assert add_working_days(date(2017, 4, 14), 1, "LT") == date(2017, 4, 18)


def test_a_region_that_is_not_known_has_the_days_of_its_country():
    assert add_working_days(date(2017, 5, 8), 1, "RU-CE") == add_working_days(date(2017, 5, 8), 1, "RU") == date(2017, 5, 10)


def test_a_region_that_is_known_has_its_own():
    assert not is_working_day(date(2017, 1, 6), "DE-BY")  # Epiphany, in Bavaria
    assert is_working_day(date(2017, 1, 6), "DE-BE")


def test_the_institutions_of_the_union_have_the_days_of_brussels():
    assert not is_working_day(date(2017, 7, 21), "EU")
    assert is_working_day(date(2017, 7, 21), "LU")


@pytest.mark.parametrize("place", ["", "XX", "nonsense", "-"])
def test_where_nothing_is_known_monday_to_friday_count(place: str):
    assert is_working_day(date(2017, 12, 25), place)
    assert not is_working_day(date(2017, 12, 24), place)


def test_small_letters_are_understood():
    assert is_working_day(date(2017, 7, 21), "be") == is_working_day(date(2017, 7, 21), "BE") is False


@pytest.mark.parametrize("n", [-1, LONGEST + 1])
def test_what_cannot_be_counted_is_refused(n: int):
    with pytest.raises(ValueError):
        add_working_days(date(2017, 4, 3), n, "DK")


def test_a_day_that_lies_before_is_none_after():
    assert working_days_after(date(2017, 4, 10), date(2017, 4, 3), "DK") == 0
