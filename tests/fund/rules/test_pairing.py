"""A gift counted beforehand is not counted again when the bank reports it. Everything here is invented or drawn."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.fund.rules.pairing import Arrived, Counted, pairs

NINE = datetime(2017, 4, 12, 9, 0)  # noqa: DTZ001 — the bank's clock, which tells no zone
DAY = date(2017, 4, 12)
MINUTES = st.integers(0, 8000).map(lambda minute: NINE + timedelta(minutes=minute))
REFERENCES = st.sampled_from(["", "", "R1", "R2"])
SUMS, APPEALS = st.sampled_from([100, 200]), st.sampled_from(["north", "south"])
EARLY = st.lists(st.builds(Counted, st.uuids().map(str), APPEALS, SUMS, MINUTES, REFERENCES), max_size=12, unique_by=lambda one: one.key)
LATE = st.lists(
    st.builds(Arrived, st.uuids().map(str), APPEALS, SUMS, MINUTES.map(datetime.date), st.none() | MINUTES, REFERENCES),
    max_size=12,
    unique_by=lambda one: one.key,
)


def test_a_reference_pairs_whatever_the_time() -> None:
    early = [Counted("c1", "north", 100, NINE, "R1"), Counted("c2", "north", 100, NINE, "R2")]
    late = [Arrived("a2", "south", 100, DAY + timedelta(days=30), None, "R2")]

    assert pairs(early, late) == {"c2": "a2"}


def test_the_time_pairs_within_a_minute_and_a_half() -> None:
    early = [Counted("c1", "north", 100, NINE), Counted("c2", "north", 100, NINE + timedelta(seconds=60))]

    assert pairs(early, [Arrived("a", "north", 100, DAY, NINE + timedelta(seconds=91))]) == {"c2": "a"}
    assert pairs(early, [Arrived("a", "north", 100, DAY, NINE + timedelta(seconds=151))]) == {}
    assert pairs(early, [Arrived("a", "north", 100, DAY, NINE - timedelta(seconds=90))]) == {"c1": "a"}


def test_equal_gifts_in_quick_succession_are_all_paired() -> None:
    early = [Counted(f"c{at:02}", "north", 100, NINE + timedelta(seconds=28 * at)) for at in range(40)]
    late = [Arrived(f"a{at:02}", "north", 100, DAY, NINE + timedelta(seconds=28 * at + 20)) for at in range(40)]

    assert len(pairs(early, late)) == 40


def test_where_the_bank_tells_the_day_only_two_equal_gifts_stay_two() -> None:
    early = [Counted(f"c{at}", "north", 100, NINE) for at in range(3)]
    late = [Arrived(f"a{at}", "north", 100, DAY + timedelta(days=3)) for at in range(2)]

    assert pairs(early, late) == {"c0": "a0", "c1": "a1"}
    assert pairs(early, [Arrived("before", "north", 100, DAY - timedelta(days=1))]) == {}
    assert pairs(early, [Arrived("long after", "north", 100, DAY + timedelta(days=5))]) == {}


def test_another_sum_another_appeal_or_another_reference_is_another_gift() -> None:
    early = [Counted("c", "north", 100, NINE, "R1")]

    assert pairs(early, [Arrived("a", "north", 101, DAY, NINE, "R1")]) == {}
    assert pairs(early, [Arrived("a", "north", 100, DAY, NINE, "R2")]) == {}
    assert pairs(early, [Arrived("a", "south", 100, DAY, NINE)]) == {}


@given(EARLY, LATE)
def test_every_gift_is_paired_once_at_most_with_one_of_its_sum_and_the_order_does_not_matter(
    early: list[Counted], late: list[Arrived]
) -> None:
    found = pairs(early, late)
    sums = {one.key: one.minor for one in early} | {one.key: one.minor for one in late}

    assert len(set(found.values())) == len(found)
    assert all(sums[first] == sums[second] for first, second in found.items())
    assert pairs(early[::-1], late[::-1]) == found
