"""What the fund keeps. Of people it keeps nothing that can be read."""

from safeconduct.fund.models.appeals import Appeal, AppealText, Count, Step, StepPart
from safeconduct.fund.models.bank import BankFile, BankLine, Mapping
from safeconduct.fund.models.channels import BankAccount, Channel, Payee
from safeconduct.fund.models.ledger import Account, Book, Entry, Fund, Head, Line
from safeconduct.fund.models.payouts import Limits, ListedName, PaidCell, PaymentOrder, Payout, ScreeningList
from safeconduct.fund.models.publishing import DayRoot, KeptHead

__all__ = [
    "Account",
    "Appeal",
    "AppealText",
    "BankAccount",
    "BankFile",
    "BankLine",
    "Book",
    "Channel",
    "Count",
    "DayRoot",
    "Entry",
    "Fund",
    "Head",
    "KeptHead",
    "Limits",
    "Line",
    "ListedName",
    "Mapping",
    "PaidCell",
    "Payee",
    "PaymentOrder",
    "Payout",
    "ScreeningList",
    "Step",
    "StepPart",
]
