"""What a bank file says, whatever its format, and how a reader refuses one.

A reader is a generator over a binary stream that is only ever read forwards. It gives, for each statement of the file, a
``Statement``, then for each entry a ``Deposit`` and the ``Payment`` it is made of, and at the end ``Closed``, which is only
given when every sum and count of the file agreed. ``Warned`` may stand anywhere. Any fault raises ``BadFile``: whoever takes
these in books nothing before the generator has ended by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol


class Stream(Protocol):
    """Bytes that are read forwards in pieces: an open file, an upload, a decrypting reader."""

    def read(self, size: int = -1, /) -> bytes:
        """Give at most so many bytes, none at the end."""
        ...


class Fault(StrEnum):
    """Why a file is refused. What a person reads of each stands in ``fund.words``."""

    UNKNOWN_FORMAT = "unknown-format"
    UNKNOWN_VERSION = "unknown-version"
    EMPTY = "empty"
    BROKEN = "broken"
    CUT_SHORT = "cut-short"
    FORBIDDEN_MARKUP = "forbidden-markup"
    ZERO_BYTE = "zero-byte"
    WRONG_ENCODING = "wrong-encoding"
    LINE_TOO_LONG = "line-too-long"
    UNKNOWN_LINE = "unknown-line"
    OUT_OF_ORDER = "out-of-order"
    TEST_FILE = "test-file"
    MISSING = "missing"
    BAD_AMOUNT = "bad-amount"
    BAD_DATE = "bad-date"
    BAD_CURRENCY = "bad-currency"
    MIXED_CURRENCIES = "mixed-currencies"
    UNKNOWN_STATE = "unknown-state"
    DETAILS_DIFFER = "details-differ"
    BALANCE_DIFFERS = "balance-differs"
    COUNT_DIFFERS = "count-differs"
    SUM_DIFFERS = "sum-differs"
    STATEMENTS_DO_NOT_MEET = "statements-do-not-meet"
    COLUMNS_DIFFER = "columns-differ"


class Caution(StrEnum):
    """What a person must know of a file that is read all the same."""

    BGMAX_INCOMPLETE = "bgmax-incomplete"
    NUMBER_MISSING = "number-missing"
    NO_TOTALS = "no-totals"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file: a line where the format has lines, else statement, entry and payment, each counted from one."""

    line: int = 0
    statement: int = 0
    entry: int = 0
    payment: int = 0


class BadFile(Exception):
    """This file is refused whole.

    ``found`` and ``expected`` are sums, counts or codes; never a name, a message or an account.
    """

    def __init__(self, fault: Fault, place: Place = Place(), *, found: str = "", expected: str = "") -> None:
        super().__init__(fault.value, place)
        self.fault = fault
        self.place = place
        self.found = found
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Statement:
    """The beginning of an account's statement. ``number`` is the bank's own running number, or empty.

    ``opening`` and ``closing`` are minor units, negative when overdrawn, None where the format does not say (or says later:
    see ``Closed``).
    """

    format: str
    account: str
    currency: str
    number: str
    opening: int | None = None
    closing: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Deposit:
    """One entry on the account, which may be the sum of many payments.

    ``minor`` is what the account changed by: above nought came in, below went out; a reversal of income is below nought.
    ``is_booked`` is False for what the bank only announces: that never reaches the books. ``count`` is how many payments the
    bank says it holds, None if it does not say; a deposit of which the file gives only the sum has no payments here.
    """

    number: int
    on: date
    minor: int
    currency: str
    is_booked: bool = True
    is_reversal: bool = False
    kind: str = ""
    bank_reference: str = ""
    charges: int = 0
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment inside a deposit. The texts are personal data: they are sealed, and never written to a log.

    ``number`` counts from one inside the deposit. ``payer_*`` is the other side: who gave, or for money out who got it.
    ``account_kind`` is IBAN or the bank's own word (``BBAN``, ``MOBNB``, ``BGNR``). ``original`` is the sum as it was sent in
    another currency, such as ``20.00 EUR``, with ``rate`` as the bank wrote it. ``charges`` are minor units held back.
    """

    deposit: Deposit
    number: int
    minor: int
    payer_name: str = ""
    payer_account: str = ""
    account_kind: str = ""
    message: str = ""
    note: str = ""
    references: tuple[str, ...] = ()
    end_to_end: str = ""
    bank_reference: str = ""
    charges: int = 0
    original: str = ""
    rate: str = ""

    @property
    def on(self) -> date:
        """The day it is booked."""
        return self.deposit.on

    @property
    def currency(self) -> str:
        """ISO 4217."""
        return self.deposit.currency


@dataclass(frozen=True, slots=True)
class Closed:
    """The end of a statement whose sums agreed. Sums are of what is booked, in minor units; so is ``closing``."""

    closing: int | None
    deposits: int
    payments: int
    total: int


@dataclass(frozen=True, slots=True)
class Warned:
    """Something a person must know."""

    caution: Caution
    place: Place = field(default_factory=Place)


Found = Statement | Deposit | Payment | Closed | Warned
