"""Sums: whole numbers of one currency, and what people type."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.fund.rules.money import Money, NotAnAmount, OtherCurrency, parse_amount, written


def test_sums_of_one_currency_are_added_and_compared():
    assert Money(250, "SEK") + Money(50, "SEK") == Money(300, "SEK")
    assert Money(250, "SEK") - Money(300, "SEK") == -Money(50, "SEK")
    assert Money(1, "SEK") < Money(2, "SEK")
    assert not Money(0, "SEK")


def test_two_currencies_are_never_mixed():
    kronor, euros = Money(1, "SEK"), Money(1, "EUR")

    assert kronor != euros
    for mix in (lambda: kronor + euros, lambda: kronor - euros, lambda: kronor < euros, lambda: kronor >= euros):
        with pytest.raises(OtherCurrency):
            mix()


@pytest.mark.parametrize("minor", [1.0, "1", True, None])
def test_a_sum_is_a_whole_number(minor: Any):
    with pytest.raises(ValueError, match="not a sum"):
        Money(minor, "SEK")


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("100000", 10_000_000),
        ("100 000", 10_000_000),
        ("100\u00a0000,50", 10_000_050),
        ("100\u202f000.5", 10_000_050),
        ("1'250.00", 125_000),
        (" 1250,5 ", 125_050),
        ("0,05", 5),
        ("007", 700),
    ],
)
def test_an_amount_is_read_as_people_of_many_countries_type_it(text: str, minor: int):
    assert parse_amount(text, "SEK") == Money(minor, "SEK")


@pytest.mark.parametrize(
    ("text", "currency", "code"),
    [
        ("", "SEK", "empty"),
        ("   ", "SEK", "empty"),
        ("1.000", "SEK", "unclear"),
        ("1,000", "SEK", "unclear"),
        ("1.000,50", "SEK", "unclear"),
        ("1,000,000", "SEK", "unclear"),
        ("1.000", "KWD", "unclear"),
        ("12.3456", "SEK", "too-fine"),
        ("12.5", "ISK", "too-fine"),
        ("9" * 30, "SEK", "too-much"),
        ("9" * 15, "SEK", "too-much"),
        ("12,", "SEK", "not-a-number"),
        (",50", "SEK", "not-a-number"),
        ("-5", "SEK", "not-a-number"),
        ("1e5", "SEK", "not-a-number"),
        ("1 00 000", "SEK", "not-a-number"),
        ("12 kr", "SEK", "not-a-number"),
        ("١٢", "SEK", "not-a-number"),
    ],
)
def test_what_is_no_clear_amount_is_refused_with_why(text: str, currency: str, code: str):
    with pytest.raises(NotAnAmount) as refused:
        parse_amount(text, currency)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (125_000, "EUR", "1,250.00 EUR"),
        (5, "SEK", "0.05 SEK"),
        (-105, "SEK", "-1.05 SEK"),
        (1250, "ISK", "1,250 ISK"),
        (1, "KWD", "0.001 KWD"),
        (10**17 + 1, "SEK", "1,000,000,000,000,000.01 SEK"),
    ],
)
def test_a_sum_is_written_to_the_last_unit(minor: int, currency: str, text: str):
    assert written(minor, currency) == text


@given(st.integers(0, 10**13), st.sampled_from(["SEK", "EUR", "ISK"]))
def test_what_is_written_is_read_as_the_same_sum(minor: int, currency: str):
    text = written(minor, currency).removesuffix(f" {currency}").replace(",", " ")

    assert parse_amount(text, currency) == Money(minor, currency)
