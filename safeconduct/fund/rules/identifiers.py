"""Numbers to which money is paid and by which it is found again: normalised, checked, written. Pure.

Every function takes what somebody typed or what a file holds and gives it without spaces or hyphens; what cannot be such a number raises
BadNumber. A check digit catches one wrong digit, not a number that was never ours: two people must still see the money arrive.
"""

import re

from schwifty import BIC, IBAN
from schwifty.exceptions import SchwiftyException
from stdnum import iso11649, luhn
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_97_10
from stdnum.se import orgnr

# What people put between digits: spaces of every kind, hyphens, dashes, points.
_BETWEEN = re.compile(r"[\s.\u00ad\u2010-\u2015\u2212-]+")
_DIGITS = re.compile(r"[0-9]+")

BANKGIRO = range(7, 9)  # digits
PLUSGIRO = range(2, 9)
OCR = range(2, 26)  # a bankgiro file has 25 places for it
RF = range(5, 26)  # RF, two check digits, one to twenty-one characters
SWISH, SWISH_BEGINS = 10, "123"
NINETY, NINETY_BEGINS = 7, "90"
PERSON_BELOW = 2  # the third digit of a legal person's number is two at least; below is a date of birth


class BadNumber(ValueError):
    """It is no such number. ``why``: ``characters length kind check person mobile``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def plain_number(text: str) -> str:
    """Write a number as it is compared: no spaces, hyphens or points, capitals only."""
    return _BETWEEN.sub("", text).upper()


def _digits(text: str, lengths: range) -> str:
    found = _BETWEEN.sub("", text)
    if not _DIGITS.fullmatch(found):
        raise BadNumber("characters")
    if len(found) not in lengths:
        raise BadNumber("length")
    return found


def _checked(digits: str) -> str:
    if not luhn.is_valid(digits):
        raise BadNumber("check")
    return digits


def bankgiro(text: str) -> str:
    """Read a bankgiro number, seven or eight digits with a check digit, such as ``991-2346``."""
    found = _checked(_digits(text, BANKGIRO))
    if found.startswith("0"):
        raise BadNumber("kind")  # files fill up with noughts; no number begins with one
    return found


def bankgiro_written(digits: str) -> str:
    """Write it as it is printed: four digits behind the hyphen."""
    return f"{digits[:-4]}-{digits[-4:]}"


def plusgiro(text: str) -> str:
    """Read a plusgiro number, two to eight digits with a check digit."""
    found = _checked(_digits(text, PLUSGIRO))
    if found.startswith("0"):
        raise BadNumber("kind")
    return found


def plusgiro_written(digits: str) -> str:
    """Write it as it is printed: pairs from the right, the check digit behind a hyphen."""
    body = digits[:-1]
    pairs = [body[max(0, at - 2) : at] for at in range(len(body), 0, -2)]
    return f"{' '.join(reversed(pairs))}-{digits[-1]}"


def swish(text: str) -> str:
    """Read an organisation's Swish number: ten digits that begin with 123.

    A mobile telephone is refused as ``mobile``: it is somebody's own, and money sent there is not the fund's. The check digit is demanded
    where the number is made of a 90-number; of others it is not published that they all have one (see swish_doubt).
    """
    found = _digits(text.strip().removeprefix("+"), range(9, 16))
    if found.startswith(("07", "467", "00467")):
        raise BadNumber("mobile")
    if len(found) != SWISH:
        raise BadNumber("length")
    if not found.startswith(SWISH_BEGINS):
        raise BadNumber("kind")
    return _checked(found) if ninety_of_swish(found) else found


def swish_doubt(digits: str) -> bool:
    """Tell whether a Swish number fails the check digit that nearly all have: to be looked at twice, perhaps one digit is wrong."""
    return not luhn.is_valid(digits)


def swish_written(digits: str) -> str:
    """Write it as it is printed: ``123 118 11 89``."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:8]} {digits[8:]}"


def is_ninety(digits: str) -> bool:
    """Tell whether it is a 90-number, which in Sweden only collections under inspection have (bankgiro and plusgiro alike)."""
    return len(digits) == NINETY and digits.startswith(NINETY_BEGINS)


def swish_of_ninety(digits: str) -> str:
    """Give the Swish number that belongs to a 90-number.

    :raises BadNumber: ``kind``, for a number that is none
    """
    if not is_ninety(digits):
        raise BadNumber("kind")
    return SWISH_BEGINS + digits


def ninety_of_swish(digits: str) -> str:
    """Give the 90-number a Swish number belongs to, or nothing."""
    found = digits.removeprefix(SWISH_BEGINS)
    return found if len(digits) == SWISH and is_ninety(found) else ""


def twins_differ(giro: str, swish_number: str) -> bool:
    """Tell whether one of the two has a 90-number that is not the other's: one of them is wrong, or somebody else's."""
    own, other = giro if is_ninety(giro) else "", ninety_of_swish(swish_number)
    return bool(own or other) and own != other


def iban(text: str) -> str:
    """Read an IBAN of any country, its own rules included where schwifty knows them."""
    try:
        return IBAN(_BETWEEN.sub("", text).upper()).compact
    except SchwiftyException as problem:
        raise BadNumber(_why_of(problem)) from problem


def iban_written(compact: str) -> str:
    """Write an IBAN in fours."""
    return " ".join(compact[at : at + 4] for at in range(0, len(compact), 4))


def bic(text: str) -> str:
    """Read a BIC of eight or eleven characters."""
    try:
        return BIC(_BETWEEN.sub("", text).upper()).compact
    except SchwiftyException as problem:
        raise BadNumber(_why_of(problem)) from problem


def bank_of(compact: str) -> tuple[str, str]:
    """Give BIC and name of the bank an IBAN is kept at, as far as is known without asking anybody; empty where it is not."""
    found = IBAN(compact, allow_invalid=True)
    try:
        return (found.bic.compact if found.bic else ""), found.bank_name or ""
    except SchwiftyException:
        return "", ""


def _why_of(problem: SchwiftyException) -> str:
    name = type(problem).__name__
    return "length" if "Length" in name else "check" if "Checksum" in name else "kind" if "Country" in name else "characters"


def organisation_number(text: str) -> str:
    """Read the number of a Swedish legal person. One made of a date of birth is refused as ``person``: it would name somebody."""
    found = _digits(text, range(10, 11))
    try:
        orgnr.validate(found)
    except ValidationError as problem:
        raise BadNumber("check") from problem
    if int(found[2]) < PERSON_BELOW:
        raise BadNumber("person")
    return found


def organisation_written(digits: str) -> str:
    """Write it as it is printed, six digits and four."""
    return f"{digits[:6]}-{digits[6:]}"


def make_ocr(number: str, *, with_length: bool = True) -> str:
    """Make an OCR number: digits, a digit for the length of the whole (modulo ten) where the bank's agreement asks for one, a check digit.

    :raises BadNumber: ``characters``, or ``length`` where it would be longer than twenty-five
    """
    if not _DIGITS.fullmatch(number):
        raise BadNumber("characters")
    whole = len(number) + 1 + with_length
    if whole not in OCR:
        raise BadNumber("length")
    body = f"{number}{whole % 10}" if with_length else number
    return body + luhn.calc_check_digit(body)


def ocr(text: str, *, with_length: bool = True) -> str:
    """Read an OCR number somebody typed, check digit and length digit with it."""
    found = _checked(_digits(text, OCR))
    if with_length and (len(found) == OCR.start or int(found[-2]) != len(found) % 10):
        raise BadNumber("check")
    return found


def make_rf(body: str) -> str:
    """Make a creditor reference (ISO 11649) of up to twenty-one letters and digits.

    :raises BadNumber: ``characters`` or ``length``
    """
    plain = _BETWEEN.sub("", body).upper()
    if not plain.isascii() or not plain.isalnum():
        raise BadNumber("characters")
    if len(plain) + 4 not in RF:
        raise BadNumber("length")
    return f"RF{mod_97_10.calc_check_digits(plain + 'RF')}{plain}"


def rf(text: str) -> str:
    """Read a creditor reference somebody typed."""
    try:
        return str(iso11649.validate(_BETWEEN.sub("", text).upper()))
    except ValidationError as problem:
        raise BadNumber("check") from problem


def differs_by_one(first: str, second: str) -> bool:
    """Tell whether one slip makes one number of the other: a wrong character, one too many or too few, or two neighbours changed about.

    Spaces, hyphens and capitals are no difference; the same number differs by none.
    """
    one, two = plain_number(first), plain_number(second)
    if len(one) > len(two):
        one, two = two, one
    if one == two or len(two) - len(one) > 1:
        return False
    at = next((place for place, (left, right) in enumerate(zip(one, two, strict=False)) if left != right), len(one))
    if len(one) < len(two):
        return one[at:] == two[at + 1 :]
    swapped = two[:at] + two[at : at + 2][::-1] + two[at + 2 :]
    return one[at + 1 :] == two[at + 1 :] or one == swapped
