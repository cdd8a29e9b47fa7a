"""Codes of currencies, as far as their form goes."""

import re

CODE = re.compile(r"[A-Z]{3}")  # ISO 4217


def is_currency(code: str) -> bool:
    """Tell whether it has the form of a currency's code: three capital letters."""
    return CODE.fullmatch(code) is not None
