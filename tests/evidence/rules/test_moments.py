"""Times: read leniently, bounded without invention, ordered without lying."""

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.evidence.rules.moments import Shape, bounds, normalise, order_key, parse, surely_before


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2017-4-1", "2017-04-01"),
        ("2017/4/1", "2017-04-01"),
        ("20170401", "2017-04-01"),
        ("2017–04–01", "2017-04-01"),
        ("2017-04-01T09:30:00+03:00", "2017-04-01"),
        ("~2017-04", "2017-04~"),
        ("c. 2017", "2017~"),
        ("2017-xx", "2017-XX"),
        ("uuuu-05-17", "XXXX-05-17"),
        ("--05-17", "XXXX-05-17"),
        ("/2017", "../2017"),
        ("2017-05-11/", "2017-05-11/.."),
        ("2017/unknown", "2017/.."),
        ("2017-05-XX/..", "2017-05-XX/.."),
        ("[2018, 2017]", "[2017,2018]"),
        ("[..2017]", "../2017"),
        ("/..", ""),
        ("unknown", ""),
        ("  ", ""),
    ],
)
def test_loose_writing_becomes_edtf(written, edtf):
    assert normalise(written) == edtf


@pytest.mark.parametrize(
    "written",
    [
        *("hello", "2017-13", "2017-02-30", "2017-02-3X", "2017-04-20/2017-04-01", "0000", "-0100", "2017-1X", "X017"),
        *("XXXX-05/2017", "2017~?", "2016/2017/2018", "[XXXX-05,2017]", "{..2017}", "2017-XX-05"),
    ],
)
def test_what_is_no_time_is_refused(written):
    with pytest.raises(ValueError, match="“"):
        parse(written)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2017-04-01", "2017-04-01", "2017-04-01"),
        ("2017-02", "2017-02-01", "2017-02-28"),
        ("2017-04~", "2017-04-01", "2017-04-30"),
        ("2017-04-0X", "2017-04-01", "2017-04-09"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2017-22", "2017-06-01", "2017-08-31"),
        ("2017-24", "2017-01-01", "2018-02-28"),
        ("../2017-04-01", None, "2017-04-01"),
        ("2017-05-11/..", "2017-05-11", None),
        ("2017-04/2017-04-20", "2017-04-01", "2017-04-20"),
        ("[2017,2018-05]", "2017-01-01", "2018-05-31"),
        ("XXXX-05-17", None, None),
        ("", None, None),
    ],
)
def test_bounds_are_those_of_the_words_and_no_wider(edtf, earliest, latest):
    as_day = [date.fromisoformat(day) if day else None for day in (earliest, latest)]
    assert bounds(edtf) == tuple(as_day)


def test_about_adds_no_margin_and_is_remembered():
    assert parse("2017-04~").is_approximate
    assert parse("2017-04?").is_uncertain
    assert bounds("2017-04%") == bounds("2017-04")


def test_just_before_a_day_stands_before_that_day():
    assert sorted(["2017-04-01", "../2017-04-01"], key=order_key) == ["../2017-04-01", "2017-04-01"]


def test_what_has_no_place_stands_last():
    ordered = sorted(["", "XXXX-05-17", "2022", "XXXX-02", "2017"], key=order_key)
    assert ordered == ["2017", "2022", "XXXX-02", "XXXX-05-17", ""]


days = st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31))
singles = st.one_of(
    days.map(str),
    days.map(lambda day: str(day)[:7]),
    days.map(lambda day: str(day)[:4]),
    days.map(lambda day: f"{str(day)[:4]}-XX"),
    days.map(lambda day: f"{str(day)[:7]}-XX"),
    days.map(lambda day: f"{str(day)[:3]}X").filter(lambda text: text != "000X"),
)
marked = st.tuples(singles, st.sampled_from(["", "~", "?", "%"])).map("".join)
intervals = st.tuples(days, days).map(lambda pair: f"{min(pair)}/{max(pair)}")
half_open = st.one_of(days.map(lambda day: f"{day}/.."), days.map(lambda day: f"../{day}"))
moments = st.one_of(marked, intervals, half_open)


@settings(deadline=None)
@given(moments)
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@settings(deadline=None)
@given(moments)
def test_the_earliest_is_never_after_the_latest(text):
    earliest, latest = bounds(text)
    assert earliest is None or latest is None or earliest <= latest


@settings(deadline=None)
@given(moments, moments)
def test_what_was_surely_before_is_ordered_before(one, other):
    if surely_before(one, other):
        assert order_key(one) < order_key(other)
        assert not surely_before(other, one)


@settings(deadline=None)
@given(singles)
def test_bounds_agree_with_the_library(text):
    parsed = parse_edtf(text)
    expected = tuple(date(*found[:3]) for found in (parsed.lower_strict(), parsed.upper_strict()))
    assert bounds(text) == expected


@settings(deadline=None)
@given(st.text(alphabet="0123456789X~?%-/.[]{},xu ", max_size=14))
def test_any_text_is_read_or_refused_and_nothing_else(text):
    try:
        moment = parse(text)
    except ValueError:
        return
    assert parse(moment.edtf) == moment
    assert (moment.shape is Shape.UNKNOWN) == (moment.edtf == "")
