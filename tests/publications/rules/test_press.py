"""When a press desk can be reached."""

from datetime import UTC, datetime, time

import pytest

from safeconduct.publications.rules.press import Hours, closes_next, is_open, is_under_embargo, is_zone, mark_of, opens_next

DAY = Hours(time(9), time(17), "Europe/Copenhagen", "12345")
NIGHT = Hours(time(20), time(6), "Europe/Moscow", "5")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in April 2017 in UTC; the 17th is a Monday."""
    return datetime(2017, 4, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "answers"),
    [
        (at(17, 6, 59), False),
        (at(17, 7), True),
        (at(17, 14, 59), True),
        (at(17, 15), False),
        (at(22, 10), False),
        (at(23, 10), False),
    ],
)
def test_a_desk_answers_in_its_own_hours_on_its_own_days(moment: datetime, answers: bool):
    assert is_open(DAY, moment) == answers
    assert (closes_next(DAY, moment) is not None) == answers


def test_a_night_desk_belongs_to_the_evening_on_which_it_opened():
    assert is_open(NIGHT, at(21, 17))  # Friday, eight in the evening in Moscow
    assert is_open(NIGHT, at(22, 2, 59))  # Saturday before six
    assert not is_open(NIGHT, at(22, 3))
    assert not is_open(NIGHT, at(21, 2))  # Friday morning belongs to Thursday


def test_it_opens_next_on_the_next_of_its_days():
    assert opens_next(DAY, at(21, 16)) == at(24, 7)
    assert opens_next(DAY, at(17, 10)) == at(18, 7)
    assert opens_next(Hours(time(9), time(17), "UTC", ""), at(17, 10)) is None


def test_summer_time_moves_the_hour_in_utc():
    assert is_open(DAY, datetime(2017, 1, 9, 8, 0, tzinfo=UTC))
    assert not is_open(DAY, datetime(2017, 1, 9, 7, 30, tzinfo=UTC))
    assert is_open(DAY, datetime(2017, 7, 10, 7, 30, tzinfo=UTC))


def test_a_desk_round_the_clock_is_always_open():
    always = Hours(time(0), time(0), "UTC", "1234567")

    assert all(is_open(always, at(17, hour)) for hour in range(24))


@pytest.mark.parametrize(
    ("name", "is_one"), [("Europe/Copenhagen", True), ("UTC", True), ("Middle/Earth", False), ("", False), ("../etc", False)]
)
def test_only_a_zone_of_the_database_is_one(name: str, is_one: bool):
    assert is_zone(name) == is_one


def test_an_embargo_ends_at_its_hour():
    assert is_under_embargo(at(20, 9), at(20, 8, 59))
    assert not is_under_embargo(at(20, 9), at(20, 9))
    assert not is_under_embargo(None, at(20, 9))


def test_a_mark_is_read_aloud_without_mistakes():
    assert mark_of(bytes(range(8))) == "2345-6789"
    assert not set(mark_of(bytes(range(200, 208)))) & set("01IOL")
