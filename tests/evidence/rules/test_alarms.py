"""Alarms: what a person should look at again."""

import pytest

from safeconduct.evidence.reading.shapes import Qualifier, Quantity
from safeconduct.evidence.rules.alarms import (
    AlarmCode,
    Counted,
    chain_drift,
    coerced_statement,
    near_numbers,
    number_drift,
    page_date,
    withdrawn_source,
)

MORE_THAN_A_HUNDRED = Quantity(Qualifier.MORE_THAN, "more than a hundred", low=100, low_exclusive=True)
HUNDREDS = Quantity(Qualifier.ORDER_OF_MAGNITUDE, "hundreds", low=100)
DOZENS = Quantity(Qualifier.ORDER_OF_MAGNITUDE, "dozens", low=12)
HUNDRED = Quantity(Qualifier.EXACT, "100", low=100, high=100)
ABOUT_45 = Quantity(Qualifier.ABOUT, "around 45", low=45, high=45)
EXACTLY_45 = Quantity(Qualifier.EXACT, "45", low=45, high=45)
ROUGHLY_40 = Quantity(Qualifier.ABOUT, "roughly 40", low=40, high=40)
AT_LEAST_3 = Quantity(Qualifier.AT_LEAST, "at least three", low=3)
AT_MOST_50 = Quantity(Qualifier.AT_MOST, "at most 50", high=50)
EXACTLY_50 = Quantity(Qualifier.EXACT, "50", low=50, high=50)
EXACTLY_3 = Quantity(Qualifier.EXACT, "three", low=3, high=3)
SEVERAL = Quantity(Qualifier.INDEFINITE, "several")


@pytest.mark.parametrize(
    ("cited", "citing", "code"),
    [
        (MORE_THAN_A_HUNDRED, HUNDREDS, AlarmCode.NUMBER_GREW),
        (HUNDRED, MORE_THAN_A_HUNDRED, AlarmCode.NUMBER_GREW),
        (EXACTLY_3, AT_LEAST_3, AlarmCode.NUMBER_GREW),
        (ABOUT_45, EXACTLY_50, AlarmCode.NUMBER_GREW),
        (ABOUT_45, EXACTLY_45, AlarmCode.QUALIFIER_LOST),
        (AT_LEAST_3, EXACTLY_3, AlarmCode.QUALIFIER_LOST),
        (AT_MOST_50, EXACTLY_50, AlarmCode.QUALIFIER_LOST),
        (MORE_THAN_A_HUNDRED, HUNDRED, AlarmCode.QUALIFIER_LOST),
        (SEVERAL, AT_LEAST_3, AlarmCode.NUMBER_APPEARED),
    ],
)
def test_a_number_that_grows_or_loses_its_caution_raises_an_alarm(cited, citing, code):
    alarm = number_drift(cited, citing)
    assert alarm is not None
    assert alarm.code is code
    assert alarm.get("cited") == cited.verbatim
    assert alarm.get("citing") == citing.verbatim


@pytest.mark.parametrize(
    ("cited", "citing"),
    [
        (MORE_THAN_A_HUNDRED, MORE_THAN_A_HUNDRED),
        (HUNDREDS, MORE_THAN_A_HUNDRED),
        (MORE_THAN_A_HUNDRED, DOZENS),
        (EXACTLY_45, ABOUT_45),
        (AT_LEAST_3, SEVERAL),
        (ABOUT_45, ABOUT_45),
    ],
)
def test_a_number_that_stays_shrinks_or_becomes_vaguer_raises_none(cited, citing):
    assert number_drift(cited, citing) is None


def test_a_chain_is_compared_step_by_step():
    assert [a.code for a in chain_drift([MORE_THAN_A_HUNDRED, MORE_THAN_A_HUNDRED, HUNDREDS, HUNDREDS])] == [AlarmCode.NUMBER_GREW]


def test_a_drift_is_found_across_a_report_that_gave_no_number():
    assert [a.code for a in chain_drift([HUNDRED, SEVERAL, HUNDREDS])] == [AlarmCode.NUMBER_GREW]


HIDING = Counted(ABOUT_45, affected="gay-men", act="hiding", place="RU")
REFUSED = Counted(ROUGHLY_40, affected="gay-men", act="visa-refused", place="US")


def test_near_numbers_of_different_populations_are_told_apart():
    alarm = near_numbers(HIDING, REFUSED)
    assert alarm is not None
    assert alarm.code is AlarmCode.NEAR_BUT_DIFFERENT
    assert (alarm.get("one"), alarm.get("other")) == ("around 45", "roughly 40")


def test_numbers_of_the_same_population_raise_no_alarm():
    assert near_numbers(HIDING, Counted(ROUGHLY_40, affected="gay-men", act="hiding", place="RU")) is None


def test_numbers_far_apart_small_or_missing_raise_no_alarm():
    assert near_numbers(HIDING, Counted(HUNDRED, act="detention")) is None
    assert near_numbers(Counted(EXACTLY_3), Counted(EXACTLY_3, act="killing")) is None
    assert near_numbers(HIDING, Counted(SEVERAL, act="killing")) is None


@pytest.mark.parametrize("basis", ["page-header", "inferred", "unknown"])
def test_last_month_resolved_against_a_page_date_raises_an_alarm(basis):
    alarm = page_date(when_verbatim="last month", is_relative=True, is_resolved=True, anchor_basis=basis)
    assert alarm is not None
    assert alarm.get("basis") == basis


@pytest.mark.parametrize(
    ("is_relative", "is_resolved", "basis"),
    [(True, True, "stated"), (True, True, "human"), (True, False, "page-header"), (False, True, "page-header")],
)
def test_a_date_on_firm_ground_raises_none(is_relative, is_resolved, basis):
    assert page_date(when_verbatim="x", is_relative=is_relative, is_resolved=is_resolved, anchor_basis=basis) is None


def test_withdrawn_sources_and_coerced_words_raise_alarms_only_when_they_are():
    alarms = [withdrawn_source(source="A weekly", is_withdrawn=True), coerced_statement(speaker="", is_coerced=True)]
    assert [alarm.code for alarm in alarms if alarm] == [AlarmCode.WITHDRAWN_SOURCE, AlarmCode.COERCED]
    assert withdrawn_source(source="A weekly", is_withdrawn=False) is None
    assert coerced_statement(speaker="", is_coerced=False) is None
