"""Channels of payment are read in one way and not mistaken for one another. Numbers are the documentation's own examples, or drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from safeconduct.fund.rules.channels import KINDS, Channel, confusable, near_in_text, odd_twin, read_channel
from safeconduct.fund.rules.identifiers import BadNumber

GIRO = read_channel("bankgiro", "991-2346", "SEK")
SWISH = read_channel("swish", "123 118 11 89", "SEK")
GERMAN = read_channel("iban", "DE89 3704 0044 0532 0130 00", "EUR")
SWEDISH = read_channel("iban", "SE35 5000 0000 0549 1000 0003", "SEK")
ALL = [GIRO, SWISH, GERMAN, SWEDISH]
NINETIES = st.text("0123456789", min_size=4, max_size=4).map(lambda body: "90" + body).map(lambda body: body + luhn.calc_check_digit(body))


def test_each_kind_is_read_written_and_drawn_as_what_it_can_be() -> None:
    assert [one.written for one in ALL] == ["991-2346", "123 118 11 89", "DE89 3704 0044 0532 0130 00", "SE35 5000 0000 0549 1000 0003"]
    assert [one.drawn_as for one in ALL] == ["using-qr", "swish", "epc", ""]
    assert read_channel("plusgiro", "12 34 56-6", "SEK").drawn_as == ""
    assert KINDS == ("swish", "bankgiro", "plusgiro", "iban")


def test_two_who_type_it_differently_have_typed_the_same() -> None:
    assert read_channel("bankgiro", " 9912346", "SEK") == GIRO
    assert read_channel("iban", "de89370400440532013000", "EUR") == GERMAN


@pytest.mark.parametrize(
    ("kind", "number", "currency", "why"),
    [
        ("bankgiro", "991-2347", "SEK", "check"),
        ("bankgiro", "991-2346", "EUR", "kind"),
        ("swish", "123 118 11 89", "EUR", "kind"),
        ("cash", "991-2346", "SEK", "kind"),
        ("iban", "DE88370400440532013000", "EUR", "check"),
    ],
)
def test_what_cannot_be_a_channel_is_refused(kind: str, number: str, currency: str, why: str) -> None:
    with pytest.raises(BadNumber) as caught:
        read_channel(kind, number, currency)
    assert caught.value.why == why


def test_a_swish_number_without_the_usual_check_digit_is_to_be_looked_at_twice() -> None:
    assert read_channel("swish", "123 785 69 01", "SEK").doubt == "check"  # the example of Getswish's own description has none
    assert SWISH.doubt == ""


def test_one_digit_away_is_told_whatever_was_verified_first() -> None:
    near = Channel("swish", "1231181188", "SEK")

    assert confusable(near, ALL) == ("one-digit", SWISH)
    assert confusable(SWISH, [near]) == ("one-digit", near)
    assert confusable(SWISH, ALL) is None
    assert confusable(GIRO, [SWISH, GERMAN]) is None


@given(NINETIES, st.integers(2, 5), st.integers(1, 9))
def test_an_account_opened_to_be_mistaken_is_told_though_its_check_digit_fits(number: str, at: int, by: int) -> None:
    body = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 : -1]
    forged = read_channel("bankgiro", body + luhn.calc_check_digit(body), "SEK")
    own = read_channel("bankgiro", number, "SEK")

    found = confusable(forged, [GIRO, own])

    assert found is not None
    assert found[0] in ("beside", "one-digit")
    assert found[1] in (own, GIRO)


def test_an_iban_beside_another_is_told_by_all_but_its_check_digits() -> None:
    beside = read_channel("iban", "DE62 3704 0044 0532 0130 01", "EUR")
    assert confusable(beside, ALL) == ("beside", GERMAN)


@given(NINETIES, NINETIES)
def test_a_giro_and_a_swish_number_of_two_collections_are_told(number: str, other: str) -> None:
    giro, swish = read_channel("bankgiro", number, "SEK"), read_channel("swish", "123" + other, "SEK")

    assert odd_twin([GERMAN, giro, swish]) == (None if number == other else (giro, swish))


def test_a_text_with_one_digit_wrong_is_told_with_what_it_resembles() -> None:
    assert near_in_text("Give to bankgiro 991-2347 today, or Swish 123 118 11 98.", ALL) == [("991-2347", GIRO), ("123 118 11 98", SWISH)]
    assert near_in_text("IBAN: DE89 3704 0044 0532 0130 01", ALL) == [("DE89 3704 0044 0532 0130 01", GERMAN)]
    assert near_in_text("Bankgiro 991–2349", ALL) == [("991–2349", GIRO)]


def test_a_right_number_and_other_figures_are_let_be() -> None:
    text = "Bankgiro 991-2346 5 kronor. Swish 123 118 11 89 2 times. DE89 3704 0044 0532 0130 00 1. In 2017 we gave 100 000 kronor."
    assert near_in_text(text, ALL) == []
    assert near_in_text("26 or 27", [Channel("plusgiro", "26", "SEK")]) == []
    assert near_in_text("", ALL) == []


@given(st.text("0123456789 -abc\n", max_size=60))
def test_any_text_can_be_looked_through(text: str) -> None:
    assert all(run in text for run, _ in near_in_text(text, ALL))
