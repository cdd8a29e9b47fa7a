"""The accounts of a book, by their codes: ``bank:bg:SEK``, ``gifts:tjetjenien:SEK``, ``help:tjetjenien:shelter:SEK``."""

import re
from dataclasses import dataclass

from safeconduct.fund.rules.payouts import PURPOSES

# What each role is in a balance sheet. Roles of a fund come with the fund's code.
OF_A_CHANNEL = {"bank": "asset", "clearing": "clearing"}
OF_A_BOOK = {"unmatched": "liability", "fx": "clearing"}
OF_A_FUND = {
    "gifts": "income",
    "refunds": "expense",
    "help": "expense",
    "fees": "expense",
    "transfer-in": "income",
    "transfer-out": "expense",
    "exchanged": "clearing",  # the fund's own money, from one currency into another
}
KINDS = OF_A_CHANNEL | OF_A_BOOK | OF_A_FUND
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
CURRENCY = re.compile(r"[A-Z]{3}")


class NoSuchAccount(ValueError):
    """A code that names no account."""


@dataclass(frozen=True, slots=True)
class AccountName:
    """What a code says: its role, and of what it is: a channel, a fund, a purpose."""

    role: str
    currency: str
    channel: str = ""
    fund: str = ""
    purpose: str = ""

    @property
    def kind(self) -> str:
        """One of asset, clearing, liability, income, expense."""
        return KINDS[self.role]


def account_named(code: str) -> AccountName:
    """Read the code of an account.

    :raises NoSuchAccount: if no account can have it
    """
    role, *of, currency = code.split(":") if code.count(":") else ("", "")
    if not CURRENCY.fullmatch(currency) or not all(NAME.fullmatch(part) for part in of):
        raise NoSuchAccount(code)
    if role in OF_A_BOOK and not of:
        return AccountName(role, currency)
    if role in OF_A_CHANNEL and len(of) == 1:
        return AccountName(role, currency, channel=of[0])
    if role == "help" and len(of) == 2 and of[1] in PURPOSES:  # noqa: PLR2004 — a fund and a purpose
        return AccountName(role, currency, fund=of[0], purpose=of[1])
    if role in OF_A_FUND and role != "help" and len(of) == 1:
        return AccountName(role, currency, fund=of[0])
    raise NoSuchAccount(code)
