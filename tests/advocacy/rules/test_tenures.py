"""Whom a letter of a day may name."""

from datetime import date

import pytest

from safeconduct.advocacy.rules.tenures import Span, span_on

DAY = date(2017, 5, 17)


def named(*spans: tuple[str, str, str]) -> str:
    found = span_on([Span(number, *span) for number, span in enumerate(spans)], DAY)
    return found.holder if found else ""


@pytest.mark.parametrize(
    ("spans", "holder"),
    [
        ([], ""),
        ([("Anna", "", "")], "Anna"),
        ([("Anna", "2016", "2017-05-16")], ""),
        ([("Anna", "2016", "2017-05-17")], "Anna"),
        ([("Anna", "2017-05-18", "")], ""),
        ([("Anna", "2014", ""), ("Bo", "2016", "")], "Bo"),
        ([("Bo", "2016", ""), ("Anna", "", "")], "Bo"),
        ([("Anna", "2014", "2017-05-17"), ("Bo", "2017-05-17", "")], "Bo"),
        ([("Anna", "2014", "2017-05"), ("Bo", "2017-05", "")], ""),
        ([("Anna", "2014", "2018"), ("Bo", "2016", "2018")], ""),
        ([("Anna", "", ""), ("Bo", "", "")], ""),
        ([("Anna", "2014", "2017-06"), ("anna ", "2016", "")], "anna "),
    ],
)
def test_somebody_is_named_only_where_the_dates_leave_no_doubt(spans: list[tuple[str, str, str]], holder: str) -> None:
    assert named(*spans) == holder


def test_somebody_who_will_come_does_not_yet_replace_who_is_there() -> None:
    assert named(("Anna", "2014", ""), ("Bo", "2017-06", "")) == "Anna"
