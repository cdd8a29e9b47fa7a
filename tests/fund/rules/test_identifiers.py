"""Numbers of accounts and references. Every one here is invented, drawn at random, or an example of the standard's own documentation.

991-2346 is the receiver in Bankgirot's example files, 123 118 11 89 Getswish's test payee, the IBANs are the registry's examples.
Nobody keeps numbers free for documentation among 90-numbers: those are drawn, so that none stands here.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from safeconduct.fund.rules import identifiers as of
from safeconduct.fund.rules.identifiers import BadNumber

DIGITS = st.text("0123456789", min_size=1, max_size=23)
BANKGIROS = (
    st.text("0123456789", min_size=6, max_size=7).map(lambda body: "1" + body[1:]).map(lambda body: body + luhn.calc_check_digit(body))
)
NINETIES = st.text("0123456789", min_size=4, max_size=4).map(lambda body: "90" + body).map(lambda body: body + luhn.calc_check_digit(body))
SWEDISH, GERMAN = "SE3550000000054910000003", "DE89370400440532013000"


def why(read: object, text: str) -> str:
    assert callable(read)
    with pytest.raises(BadNumber) as caught:
        read(text)
    return caught.value.why


@given(BANKGIROS)
def test_a_bankgiro_is_read_again_as_it_is_printed(number: str) -> None:
    assert of.bankgiro(of.bankgiro_written(number)) == number


@given(BANKGIROS, st.data())
def test_no_bankgiro_with_one_wrong_digit_is_taken(number: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(number) - 1))
    digit = data.draw(st.sampled_from("0123456789").filter(lambda one: one != number[at]))
    wrong = number[:at] + digit + number[at + 1 :]

    assert why(of.bankgiro, wrong) == "check"
    assert of.differs_by_one(number, wrong)


def test_what_is_no_bankgiro_is_refused_with_the_reason() -> None:
    assert of.bankgiro(" 991–2346 ") == "9912346"
    assert why(of.bankgiro, "991-234O") == "characters"
    assert why(of.bankgiro, "٩٩١-٢٣٤٦") == "characters"
    assert why(of.bankgiro, "") == "characters"
    assert why(of.bankgiro, "91-2346") == "length"
    assert why(of.bankgiro, "000-0000") == "kind"


def test_a_plusgiro_is_written_in_pairs_from_the_right() -> None:
    assert of.plusgiro_written("1234566") == "12 34 56-6"
    assert of.plusgiro_written("26") == "2-6"
    assert of.plusgiro("12 34 56-6") == "1234566"
    assert why(of.plusgiro, "12 34 56-7") == "check"
    assert why(of.plusgiro, "0") == "length"


@given(NINETIES)
def test_a_ninety_number_and_its_swish_number_tell_each_other(number: str) -> None:
    twin = of.swish_of_ninety(number)

    assert of.swish(of.swish_written(twin)) == twin
    assert of.ninety_of_swish(twin) == number
    assert not of.twins_differ(number, twin)


@given(NINETIES, NINETIES)
def test_two_that_belong_to_two_are_told_apart(number: str, other: str) -> None:
    assert of.twins_differ(number, of.swish_of_ninety(other)) == (number != other)


@given(NINETIES)
def test_a_ninety_number_beside_something_else_is_no_twin(number: str) -> None:
    assert of.twins_differ("9912346", of.swish_of_ninety(number))
    assert of.twins_differ(number, "1231181189")
    assert not of.twins_differ("9912346", "1231181189")


def test_swish_is_of_organisations_only() -> None:
    assert of.swish("123 118 11 89") == "1231181189"
    assert why(of.swish, "070 174 06 05") == "mobile"
    assert why(of.swish, "+46 70 174 06 05") == "mobile"
    assert why(of.swish, "456 118 11 89") == "kind"
    assert why(of.swish, "123 118 11 8") == "length"


@given(NINETIES, st.integers(3, 9), st.integers(1, 9))
def test_a_wrong_digit_in_a_swish_number_is_refused_or_doubted(number: str, at: int, by: int) -> None:
    twin = of.swish_of_ninety(number)
    wrong = twin[:at] + str((int(twin[at]) + by) % 10) + twin[at + 1 :]

    assert of.swish_doubt(wrong)
    assert not of.swish_doubt(twin)
    if of.ninety_of_swish(wrong):
        assert why(of.swish, wrong) == "check"


def test_only_ninety_numbers_have_a_twin() -> None:
    with pytest.raises(BadNumber):
        of.swish_of_ninety("9912346")


def test_an_iban_is_read_and_its_bank_known_without_asking() -> None:
    assert of.iban("se35 5000 0000 0549 1000 0003") == SWEDISH
    assert of.iban_written(SWEDISH) == "SE35 5000 0000 0549 1000 0003"
    assert of.bank_of(SWEDISH)[0] == "ESSESESS"
    assert of.bic("esse se ss") == "ESSESESS"


def test_what_is_no_iban_is_refused_with_the_reason() -> None:
    assert why(of.iban, "SE36 5000 0000 0549 1000 0003") == "check"
    assert why(of.iban, "SE35 5000 0000 0549 1000 000") == "length"
    assert why(of.iban, "XX35 5000 0000 0549 1000 0003") == "kind"
    assert why(of.bic, "ESSE") == "length"
    assert of.bank_of("SE36 9999 0000 0549 1000 0003") == ("", "")


@given(st.sampled_from([SWEDISH, GERMAN]), st.data())
def test_no_iban_with_one_wrong_digit_is_taken(number: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(2, len(number) - 1))
    wrong = number[:at] + data.draw(st.sampled_from("0123456789").filter(lambda one: one != number[at])) + number[at + 1 :]

    with pytest.raises(BadNumber):
        of.iban(wrong)


def test_a_number_made_of_a_date_of_birth_is_no_organisations() -> None:
    assert of.organisation_written(of.organisation_number("123456-7897")) == "123456-7897"  # counted up, nobody's
    assert why(of.organisation_number, "811228-9874") == "person"  # the tax agency's example of a person
    assert why(of.organisation_number, "123456-7898") == "check"


@given(DIGITS, st.booleans())
def test_an_ocr_number_that_was_made_is_read(number: str, with_length: bool) -> None:
    made = of.make_ocr(number, with_length=with_length)

    assert made.startswith(number)
    assert of.ocr(" ".join(made), with_length=with_length) == made
    assert luhn.is_valid(made)


@given(DIGITS, st.integers(0, 24), st.integers(1, 9))
def test_no_ocr_number_with_one_wrong_digit_is_read(number: str, place: int, by: int) -> None:
    made = of.make_ocr(number)
    at = place % len(made)

    assert why(of.ocr, made[:at] + str((int(made[at]) + by) % 10) + made[at + 1 :]) == "check"


@given(DIGITS, st.integers(0, 24))
def test_the_length_digit_finds_a_digit_that_fell_out(number: str, place: int) -> None:
    made = of.make_ocr("12" + number[:20])
    at = place % (len(made) - 2)

    assert why(of.ocr, made[:at] + made[at + 1 :]) == "check"


def test_an_ocr_number_says_its_length() -> None:
    assert of.make_ocr("40404") == "4040473"  # seven digits: 40404, 7, and the check digit
    assert of.make_ocr("40404", with_length=False) == "404046"
    assert why(of.make_ocr, "1" * 24) == "length"
    assert why(of.make_ocr, "12a") == "characters"
    assert why(of.ocr, "00") == "check"


@given(st.text("ABCXYZ0123456789", min_size=1, max_size=21))
def test_a_creditor_reference_that_was_made_is_read(body: str) -> None:
    made = of.make_rf(body)
    assert of.rf(made.lower()) == made


def test_what_is_no_creditor_reference_is_refused() -> None:
    assert of.make_rf("539007547034") == "RF18539007547034"  # the example of ISO 11649
    assert why(of.rf, "RF19539007547034") == "check"
    assert why(of.make_rf, "Å1") == "characters"
    assert why(of.make_rf, "1" * 22) == "length"


@given(st.text("0123456789", min_size=2, max_size=12), st.data())
def test_one_slip_is_seen_whichever_way_round(number: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(number) - 2))
    slips = [number[:at] + number[at + 1 :], number[:at] + "7" + number[at:], number[:at] + number[at + 1] + number[at] + number[at + 2 :]]

    for slip in slips:
        assert of.differs_by_one(number, slip) == of.differs_by_one(slip, number) == (slip != number)


def test_two_slips_and_none_are_not_one() -> None:
    assert not of.differs_by_one("991-2346", "9912346")
    assert not of.differs_by_one("1234567", "1243576")
    assert not of.differs_by_one("1234567", "12345")
    assert not of.differs_by_one("1234567", "1934568")
