"""What the fund keeps. Of people it keeps nothing that can be read."""

from safeconduct.fund.models.ledger import Account, Book, Entry, Fund, Head, Line
from safeconduct.fund.models.payouts import Payout

__all__ = ["Account", "Book", "Entry", "Fund", "Head", "Line", "Payout"]
