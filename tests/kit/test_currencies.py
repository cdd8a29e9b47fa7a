"""The form of a currency's code."""

import pytest

from safeconduct.kit.currencies import is_currency


@pytest.mark.parametrize(
    ("code", "fits"),
    [
        ("EUR", True),
        ("SEK", True),
        ("eur", False),
        ("E1R", False),
        ("EURO", False),
        ("EU", False),
        ("", False),
        ("ÉUR", False),
        ("EUR\n", False),
    ],
)
def test_a_code_is_three_capital_letters_and_nothing_else(code: str, fits: bool):
    assert is_currency(code) is fits
