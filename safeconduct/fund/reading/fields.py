"""Amounts, days and words as bank files write them."""

from __future__ import annotations

import re
from datetime import date

from safeconduct.fund.reading.shape import BadFile, Fault, Place
from safeconduct.fund.rules.money import digits_of

AMOUNT = re.compile(r"([0-9]{1,15})(?:\.([0-9]{0,17}))?")
CURRENCY = re.compile(r"[A-Z]{3}")


def minor_of(text: str, currency: str, place: Place, *, point: str = ".") -> int:
    """Give an unsigned amount in minor units of the currency.

    A digit beyond what the currency knows is refused unless it is nought: it is never cut off or rounded away.
    """
    written = text.strip()
    if point != ".":
        if "." in written:
            raise BadFile(Fault.BAD_AMOUNT, place, found=_shown(written))
        written = written.replace(point, ".", 1)
    matched = AMOUNT.fullmatch(written)
    if matched is None:
        raise BadFile(Fault.BAD_AMOUNT, place, found=_shown(written))
    digits: int = digits_of(currency)
    behind = matched[2] or ""
    if behind[digits:].strip("0"):
        raise BadFile(Fault.BAD_AMOUNT, place, found=_shown(written))
    return int(matched[1] + behind[:digits].ljust(digits, "0"))


def currency_of(text: str, place: Place) -> str:
    """Give the code of a currency: three capital letters."""
    if CURRENCY.fullmatch(text) is None:
        raise BadFile(Fault.BAD_CURRENCY, place)
    return text


def day_of(text: str, place: Place) -> date:
    """Give the day of a date or of a moment as ISO 8601 writes them; the hour and its zone are left aside."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError as wrong:
        raise BadFile(Fault.BAD_DATE, place) from wrong


def plain(text: str) -> str:
    """Give a text on one line without spaces around it."""
    return " ".join(text.split())


def _shown(text: str) -> str:
    # A field in the wrong place may hold anything, also a name: only what could be an amount is repeated to a person.
    return text if len(text) <= 20 and re.fullmatch(r"[0-9.,+\- ]*", text) else ""  # noqa: PLR2004
