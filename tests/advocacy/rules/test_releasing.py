"""What is known from helping people shows late, grouped and rounded, or not at all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.advocacy.rules.releasing import (
    DELAY_DAYS,
    FEWEST,
    Bucket,
    Happened,
    Held,
    grouped,
    quarter_of,
    reason_held,
    rounded,
    shown_from,
)

LATER = date(2019, 1, 1)
DAYS = st.dates(date(2017, 1, 1), date(2018, 3, 31)).map(date.isoformat)


@pytest.mark.parametrize(
    "on, quarter",
    [
        ("2017-05-17", "2017-04/2017-06"),
        ("2017-12", "2017-10/2017-12"),
        ("2017-03-31/2017-04-01", ""),
        ("2017", ""),
        ("", ""),
        ("2017-05-17/..", ""),
    ],
)
def test_a_time_lies_in_one_quarter_or_in_none(on: str, quarter: str):
    assert quarter_of(on) == quarter


def test_it_waits_until_half_a_year_after_its_quarter():
    begins = date(2017, 6, 30) + timedelta(days=DELAY_DAYS + 1)

    assert shown_from("2017-04-01") == shown_from("2017-06-30") == begins
    assert reason_held("2017-05-17", today=begins - timedelta(days=1)) is Held.TOO_SOON
    assert reason_held("2017-05-17", today=begins) is None


@pytest.mark.parametrize("on, held", [("", Held.NOT_DATED), ("2017", Held.NO_QUARTER), ("2017-05/..", Held.NO_QUARTER)])
def test_what_has_no_quarter_is_never_shown(on: str, held: Held):
    assert shown_from(on) is None
    assert reason_held(on, today=date(2099, 1, 1)) is held


@pytest.mark.parametrize(
    "count, bucket",
    [(1, Bucket(None, 4)), (4, Bucket(None, 4)), (5, Bucket(5, 9)), (9, Bucket(5, 9)), (10, Bucket(10, 19)), (5000, Bucket(1000, None))],
)
def test_a_number_is_said_coarsely(count: int, bucket: Bucket):
    assert rounded(count) == bucket


@given(st.integers(0, 10**6))
def test_every_number_lies_in_its_bucket_and_no_small_one_is_said(count: int):
    bucket = rounded(count)

    assert (bucket.low or 0) <= count <= (bucket.high if bucket.high is not None else count)
    assert bucket.low is None or bucket.low >= FEWEST
    assert bucket.high is None or bucket.high - (bucket.low or 0) >= FEWEST - 1


@given(st.lists(st.builds(Happened, body=st.integers(1, 3), type=st.sampled_from(["visa-issued", "admission"]), on=DAYS), max_size=30))
def test_a_group_holds_nothing_but_body_kind_quarter_and_bucket(deeds: list[Happened]):
    groups = grouped(deeds, today=LATER)

    assert len({(group.body, group.type, group.quarter) for group in groups}) == len(groups)
    assert {(deed.body, deed.type, quarter_of(deed.on)) for deed in deeds} == {(group.body, group.type, group.quarter) for group in groups}


@given(st.lists(st.builds(Happened, body=st.just(1), type=st.just("admission"), on=DAYS), min_size=1, max_size=FEWEST - 1))
def test_two_worlds_that_differ_by_a_day_or_a_person_look_the_same_while_they_are_few(deeds: list[Happened]):
    quarter = quarter_of(deeds[0].on)
    same_quarter = [Happened(1, "admission", deeds[0].on) for _deed in deeds]
    moved = [Happened(1, "admission", quarter.split("/")[0]) for _deed in deeds[:1]]

    assert grouped(same_quarter, today=LATER) == grouped(moved, today=LATER)


def test_what_is_held_is_not_even_counted():
    early, recent = Happened(1, "visa-issued", "2017-05-17", 4), Happened(1, "visa-issued", "2018-12-30", 90)

    assert [group.bucket for group in grouped([early, recent], today=LATER)] == [Bucket(None, 4)]
