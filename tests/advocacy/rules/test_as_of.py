"""What had happened by a day: no more than the dates tell."""

from datetime import date

import pytest

from safeconduct.advocacy.rules.as_of import By, happened_by, searched_by

DAY = date(2017, 5, 20)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2017-05-20", By.YES),
        ("2017-05-21", By.NO),
        ("../2017-05-17", By.YES),
        ("2017-04", By.YES),
        ("2017-05", By.PERHAPS),
        ("../2017-05", By.PERHAPS),
        ("2017-05-19/..", By.PERHAPS),
        ("2017-06/2017-08", By.NO),
        ("", By.UNDATED),
    ],
)
def test_only_what_was_surely_over_by_the_end_of_the_day_had_happened(on: str, expected: By) -> None:
    assert happened_by(on, DAY) is expected


@pytest.mark.parametrize(
    ("searches", "expected"),
    [
        ([], None),
        ([date(2017, 5, 18), date(2017, 4, 1)], date(2017, 5, 18)),
        ([date(2017, 5, 18), date(2017, 6, 3)], DAY),
    ],
)
def test_who_found_nothing_until_june_found_nothing_until_may_either(searches: list[date], expected: date | None) -> None:
    assert searched_by(searches, DAY) == expected
