"""Tables (CSV) as a bank's pages give them, read by what somebody once said of their columns.

A table does not say how much should be in it. So either it has a column with the balance after each row, which is checked, or
a person compares number and sum; a row that cannot be read exactly refuses the file.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from safeconduct.fund.reading.fields import currency_of, minor_of, plain
from safeconduct.fund.reading.guarded import lines_of
from safeconduct.fund.reading.shape import BadFile, Caution, Closed, Deposit, Fault, Found, Payment, Place, Statement, Stream, Warned
from safeconduct.fund.rules.money import digits_of

LONGEST = 16_384
GROUP, YEAR = 3, 4  # digits
ENCODINGS = ("utf-8", "iso-8859-1", "windows-1252")
ORDERS = ("ymd", "dmy", "mdy")
DELIMITERS = (";", ",", "\t", "|")
WORDS = ("payer_name", "payer_account", "message", "reference", "bank_reference")


@dataclass(frozen=True)
class Mapping:
    """What somebody said of a bank's table.

    ``header`` is its first row after ``skipped`` lines, word for word: a table with another one is refused. The fields name
    columns of it; ``balance`` is the account's after the row. ``order`` is that of the days, ``point`` the decimal sign,
    ``has_last_end`` whether the last row ends like the others: then one that was cut is noticed.
    """

    account: str
    currency: str
    header: tuple[str, ...]
    day: str
    amount: str
    payer_name: str = ""
    payer_account: str = ""
    message: str = ""
    reference: str = ""
    bank_reference: str = ""
    balance: str = ""
    delimiter: str = ";"
    encoding: str = "utf-8"
    order: str = "ymd"
    point: str = ","
    skipped: int = 0
    has_last_end: bool = True

    def faults(self) -> list[str]:
        """Give the names of the fields that cannot be as they are."""
        checks = {
            "delimiter": self.delimiter in DELIMITERS and self.delimiter != self.point,
            "encoding": self.encoding in ENCODINGS,
            "order": self.order in ORDERS,
            "point": self.point in {",", "."},
            "header": len(set(self.header)) == len(self.header) > 1,
            "day": self.day in self.header,
            "amount": self.amount in self.header and self.amount != self.day,
            **{name: getattr(self, name) in {"", *self.header} for name in (*WORDS, "balance")},
        }
        return [name for name, holds in checks.items() if not holds]


@dataclass
class _Sums:
    rows: int = 0
    total: int = 0
    balances: list[int] = field(default_factory=list)  # the first and the last
    follows: set[str] = field(default_factory=lambda: {"oldest first", "newest first"})
    last: int = 0


def read_csv(stream: Stream, mapping: Mapping) -> Iterator[Found]:
    """Read a whole table; each row is a deposit of one payment.

    :raises BadFile: for other columns, a row that cannot be read exactly, a balance that does not follow
    :raises ValueError: for a mapping that has faults
    """
    if mapping.faults():
        raise ValueError(mapping.faults())
    currency_of(mapping.currency, Place())
    yield Statement(format="csv", account=mapping.account, currency=mapping.currency, number="")
    if not mapping.balance:
        yield Warned(Caution.NO_TOTALS)
    sums, has_header = _Sums(), False
    for place, row in _rows(stream, mapping):
        if not has_header:
            has_header = True
            if tuple(cell.strip() for cell in row) != mapping.header:
                raise BadFile(Fault.COLUMNS_DIFFER, place)
            continue
        if len(row) != len(mapping.header):
            raise BadFile(Fault.COLUMNS_DIFFER, place, found=str(len(row)), expected=str(len(mapping.header)))
        payment = _payment(dict(zip(mapping.header, row, strict=True)), mapping, sums, place)
        yield payment.deposit
        yield payment
    if not has_header:
        raise BadFile(Fault.CUT_SHORT)
    closing = None
    if sums.balances:
        closing = sums.balances[1] if "oldest first" in sums.follows else sums.balances[0]
    yield Closed(closing=closing, deposits=sums.rows, payments=sums.rows, total=sums.total)


def _rows(stream: Stream, mapping: Mapping) -> Iterator[tuple[Place, list[str]]]:
    """Give (place, cells). A cell in quotation marks may hold the delimiter, never the end of a line."""
    for number, raw, has_end in lines_of(stream, most=LONGEST):
        place = Place(line=number)
        line = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
        if not has_end and mapping.has_last_end:
            raise BadFile(Fault.CUT_SHORT, place)
        try:
            text = line.decode(mapping.encoding)
        except UnicodeDecodeError as wrong:
            raise BadFile(Fault.WRONG_ENCODING, place) from wrong
        if number <= mapping.skipped or not text.strip():
            continue
        try:
            yield place, next(csv.reader([text], delimiter=mapping.delimiter, strict=True))
        except csv.Error as wrong:
            raise BadFile(Fault.BROKEN, place) from wrong


def _payment(cells: dict[str, str], mapping: Mapping, sums: _Sums, place: Place) -> Payment:
    minor = _signed(cells[mapping.amount], mapping, place)
    sums.rows += 1
    sums.total += minor
    if mapping.balance:
        _follow(sums, minor, _signed(cells[mapping.balance], mapping, place), place)
    words = {name: plain(cells[column]) if (column := getattr(mapping, name)) else "" for name in WORDS}
    deposit = Deposit(
        number=sums.rows,
        on=_day(cells[mapping.day], mapping.order, place),
        minor=minor,
        currency=mapping.currency,
        bank_reference=words["bank_reference"],
        count=1,
    )
    return Payment(
        deposit=deposit,
        number=1,
        minor=minor,
        payer_name=words["payer_name"],
        payer_account=words["payer_account"],
        message=words["message"],
        references=(words["reference"],) if words["reference"] else (),
        bank_reference=words["bank_reference"],
    )


def _follow(sums: _Sums, minor: int, balance: int, place: Place) -> None:
    """Compare a row's balance with that of the row before; which of the two is older shows itself."""
    if not sums.balances:
        sums.balances = [balance, balance]
    else:
        if sums.balances[1] + minor != balance:
            sums.follows.discard("oldest first")
        if balance + sums.last != sums.balances[1]:
            sums.follows.discard("newest first")
        if not sums.follows:
            raise BadFile(Fault.BALANCE_DIFFERS, place, found=str(balance))
        sums.balances[1] = balance
    sums.last = minor


def _signed(text: str, mapping: Mapping, place: Place) -> int:
    """Read an amount with its sign; thousands may be apart by spaces, and by nothing else."""
    written = text.strip().replace("\u2212", "-")
    is_out = written.startswith("-")
    unsigned = written.removeprefix("-") if is_out else written.removeprefix("+")
    groups = unsigned.replace("\xa0", " ").replace("\u202f", " ").split(" ")
    whole, _, behind = groups[-1].partition(mapping.point)
    if len(groups) > 1 and not (1 <= len(groups[0]) <= GROUP and all(len(one) == GROUP for one in (*groups[1:-1], whole))):
        raise BadFile(Fault.BAD_AMOUNT, place)
    if len(behind) > digits_of(mapping.currency):
        raise BadFile(Fault.BAD_AMOUNT, place)  # 1.000 is a thousand to whoever reads its sign as one of thousands
    minor = minor_of("".join(groups), mapping.currency, place, point=mapping.point)
    return -minor if is_out else minor


def _day(text: str, order: str, place: Place) -> date:
    parts = text.strip().replace("/", "-").replace(".", "-").split("-")
    try:
        numbers = dict(zip(order, parts, strict=True))
        if len(numbers["y"]) != YEAR or not all(part.isascii() and part.isdigit() and len(part) <= YEAR for part in parts):
            raise BadFile(Fault.BAD_DATE, place)
        return date(int(numbers["y"]), int(numbers["m"]), int(numbers["d"]))
    except ValueError as wrong:
        raise BadFile(Fault.BAD_DATE, place) from wrong
