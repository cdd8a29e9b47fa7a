"""The form of an urgent action: numbers, last days, what is missing, how letters are told."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.publications.rules.urgent import (
    FEWEST_SHOWN,
    Counted,
    Lack,
    Stage,
    Standing,
    Way,
    by_country,
    by_way,
    is_index,
    issue_words,
    lacking,
    next_number,
    number_words,
    stage_on,
)

LAST = date(2017, 5, 31)


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2017, 5, 1), Stage.RUNNING),
        (date(2017, 5, 28), Stage.RUNNING),
        (date(2017, 5, 29), Stage.LAST_DAYS),
        (date(2017, 5, 31), Stage.LAST_DAYS),
        (date(2017, 6, 1), Stage.EXPIRED),
    ],
)
def test_an_action_runs_until_the_end_of_its_last_day(today: date, stage: Stage):
    assert stage_on(LAST, today) is stage
    assert stage.asks == (today <= LAST)


def test_stopped_it_asks_on_no_day():
    assert stage_on(LAST, date(2017, 5, 1), is_stopped=True) is Stage.STOPPED
    assert not Stage.STOPPED.asks


def test_without_a_last_day_nobody_is_asked():
    assert not stage_on(None, date(2017, 5, 1)).asks


@pytest.mark.parametrize(("consent", "harm", "number", "addressee", "last"), list(product([True, False], repeat=5)))
def test_what_is_missing_is_named_and_nothing_else(consent: bool, harm: bool, number: bool, addressee: bool, last: bool):
    found = lacking(
        Standing(has_consent=consent, has_harm_check=harm, is_numbered=number, has_addressee=addressee, expires_on=LAST if last else None),
        LAST,
    )

    expected = {
        lack
        for lack, there in {
            Lack.CONSENT: consent, Lack.HARM_CHECK: harm, Lack.NUMBER: number, Lack.ADDRESSEE: addressee, Lack.DEADLINE: last,
        }.items()
        if not there
    }  # fmt: skip
    assert set(found) == expected
    assert not consent or Lack.CONSENT not in found
    assert found[:1] == (Lack.CONSENT,) or consent


def test_a_last_day_that_is_over_is_missing_too():
    whole = Standing(has_consent=True, has_harm_check=True, is_numbered=True, has_addressee=True, expires_on=LAST)

    assert lacking(whole, LAST + timedelta(days=1)) == (Lack.DEADLINE_PASSED,)
    assert lacking(whole, LAST) == ()


def test_numbers_read_as_in_the_field():
    assert number_words(3, 2017) == "UA 3/17"
    assert number_words("80", "2009") == "UA 80/09"
    assert issue_words(3, 2017, 1) == "UA 3/17"
    assert issue_words(3, 2017, 3) == "FU 2 on UA 3/17"


def test_each_year_counts_from_one_and_no_number_comes_twice():
    taken = [(1, 2016), (7, 2016), (2, 2017)]

    assert next_number(taken, 2016) == 8
    assert next_number(taken, 2017) == 3
    assert next_number(taken, 2018) == 1


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("EUR 46/0012/2017", True),
        ("AMR 37/6674/2017", True),
        ("EUR46/12/2017", False),
        ("eur 46/12/2017", False),
        ("", False),
        ("46/12", False),
    ],
)
def test_an_index_has_the_form_of_the_field(text: str, is_one: bool):
    assert is_index(text) == is_one


rows = st.lists(
    st.builds(
        Counted, st.sampled_from(["", "SE", "RU", "DK"]), st.sampled_from([way.value for way in Way]), st.integers(min_value=1, max_value=9)
    )
)


@given(rows)
def test_nothing_is_lost_and_no_few_are_named(counted: list[Counted]):
    total = sum(one.count for one in counted)

    assert sum(count for _country, count in by_country(counted)) == total
    assert sum(count for _way, count in by_way(counted)) == total
    assert all(count >= FEWEST_SHOWN for country, count in by_country(counted) if country)
