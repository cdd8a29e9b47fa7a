"""MT940 (SWIFT): statements read field by field, each checked against its own two balances.

The library knows what banks make of the fields; what it does not do is done here: it takes a whole file into memory, reads
some broken ones as empty, and writes what it cannot read, names included, to the log. So only its patterns are used.

A statement says how it begins and ends, but a file does not say how many statements it has: one that was cut exactly between
two cannot be told from a shorter one. The running number tells, once the next file comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from mt940 import tags

from safeconduct.fund.reading.fields import currency_of, minor_of, plain
from safeconduct.fund.reading.guarded import lines_of
from safeconduct.fund.reading.mt940_words import told
from safeconduct.fund.reading.shape import BadFile, Closed, Deposit, Fault, Found, Payment, Place, Statement, Stream

LONGEST, MOST_LINES = 1_000, 200
FIELD = re.compile(r":([0-9]{2}[A-Z]?|NS):(.*)")
AROUND = re.compile(r"\{.*|-\}?.*|[A-Z0-9]{3,16}|\$?")  # envelopes of SWIFT, and the header lines of some banks
TOTAL = re.compile(r"([0-9]{1,9})([A-Z]{3})([0-9,]{1,16})")
MOVEMENT, BALANCE = tags.Statement().re, tags.FinalOpeningBalance().re
SIGNS = {"C": 1, "D": -1, "RC": -1, "RD": 1}


@dataclass
class _Statement:
    """One statement while it goes by."""

    account: str = ""
    number: str = ""
    currency: str = ""
    opening: int = 0
    total: int = 0
    entries: int = 0
    is_open: bool = False
    is_closed: bool = False
    tally: dict[str, list[int]] = field(default_factory=lambda: {"C": [0, 0], "D": [0, 0]})


@dataclass
class _Reading:
    statement: _Statement | None = None
    waiting: Payment | None = None  # a movement whose words may still come
    meets: dict[str, int] = field(default_factory=dict)  # account -> balance that its next page must begin with


def read_mt940(stream: Stream) -> Iterator[Found]:
    """Read a whole file; see ``shape`` for what comes. Closing balances are told by ``Closed``.

    :raises BadFile: for a field that cannot be read, and where opening and movements do not make the closing balance
    """
    reading = _Reading()
    place = Place(line=1)
    for name, text, at in _fields(stream):
        place = at
        if name == "86" and reading.waiting is not None:
            yield from _spoken(reading, text)
            continue
        yield from _release(reading)
        yield from _field(reading, name, text, place)
    yield from _release(reading)
    if reading.statement is None:
        raise BadFile(Fault.UNKNOWN_FORMAT)
    if not reading.statement.is_closed or reading.meets:
        raise BadFile(Fault.CUT_SHORT, place)


def _fields(stream: Stream) -> Iterator[tuple[str, str, Place]]:
    """Give (name, text with its lines, place) of each field."""
    name, lines, start = "", [""], Place()
    for number, text in _texts(stream):
        if matched := FIELD.fullmatch(text):
            if name:
                yield name, "\n".join(lines), start
            name, lines, start = matched[1], [matched[2]], Place(line=number)
        elif text.startswith(("{", "-}")) or text == "-" or not name:
            if not AROUND.fullmatch(text.strip()):
                raise BadFile(Fault.UNKNOWN_LINE, Place(line=number))
            if name:
                yield name, "\n".join(lines), start
            name = ""
        elif len(lines) == MOST_LINES:
            raise BadFile(Fault.UNKNOWN_LINE, Place(line=number))
        else:
            lines.append(text)
    if name:
        yield name, "\n".join(lines), start


def _texts(stream: Stream) -> Iterator[tuple[int, str]]:
    encoding = ""
    for number, raw, _ in lines_of(stream, most=LONGEST):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if not line.isascii() and not encoding:
            encoding = "utf-8" if _is_utf8(line) else "iso-8859-1"
        try:
            text = line.decode(encoding or "ascii")
        except UnicodeDecodeError as wrong:
            raise BadFile(Fault.WRONG_ENCODING, Place(line=number)) from wrong
        if re.search(r"[\x01-\x08\x0b-\x1f\x7f-\x9f]", text.strip("\x01\x03\x1a")):
            raise BadFile(Fault.WRONG_ENCODING, Place(line=number))
        yield number, text.strip("\x01\x03\x1a").rstrip()


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _field(reading: _Reading, name: str, text: str, place: Place) -> Iterator[Found]:
    statement = reading.statement
    if name == "20":
        if statement is not None and not statement.is_closed:
            raise BadFile(Fault.CUT_SHORT, place)
        reading.statement = _Statement()
    elif statement is None:
        raise BadFile(Fault.UNKNOWN_FORMAT, place)
    elif name == "25":
        statement.account = plain(text).replace(" ", "")
    elif name in {"28", "28C"}:
        statement.number = plain(text)
    elif name in {"60F", "60M"}:
        yield _open(reading, statement, name, text, place)
    elif name == "61":
        _movement(reading, statement, text, place)
    elif name in {"62F", "62M"}:
        yield _close(reading, statement, name, text, place)
    elif name in {"90C", "90D"}:
        _total(statement, name, text, place)


def _balance(text: str, place: Place) -> tuple[int, str]:
    matched = BALANCE.fullmatch(text.strip())
    if matched is None:
        raise BadFile(Fault.BAD_AMOUNT, place)
    currency = currency_of(matched["currency"], place)
    minor = minor_of(matched["amount"], currency, place, point=",")
    return (minor if matched["status"].upper() == "C" else -minor), currency


def _open(reading: _Reading, statement: _Statement, name: str, text: str, place: Place) -> Statement:
    if statement.is_open or statement.is_closed:
        raise BadFile(Fault.OUT_OF_ORDER, place)
    if not statement.account:
        raise BadFile(Fault.MISSING, place, expected=":25:")
    statement.opening, statement.currency = _balance(text, place)
    statement.is_open = True
    before = reading.meets.pop(statement.account, None)
    if before is not None and before != statement.opening:
        raise BadFile(Fault.STATEMENTS_DO_NOT_MEET, place, found=str(statement.opening), expected=str(before))
    return Statement(
        format="mt940", account=statement.account, currency=statement.currency, number=statement.number, opening=statement.opening
    )


def _movement(reading: _Reading, statement: _Statement, text: str, place: Place) -> None:
    if not statement.is_open or statement.is_closed:
        raise BadFile(Fault.OUT_OF_ORDER, place)
    matched = MOVEMENT.fullmatch(text)
    if matched is None:
        raise BadFile(Fault.BAD_AMOUNT, place)
    mark = matched["status"].upper()
    minor = SIGNS[mark] * minor_of(matched["amount"], statement.currency, place, point=",")
    statement.entries += 1
    statement.total += minor
    tally = statement.tally["C" if minor >= 0 else "D"]
    tally[0], tally[1] = tally[0] + 1, tally[1] + abs(minor)
    reference = plain(matched["customer_reference"] or "")
    bank_reference = plain(matched["bank_reference"] or "")
    deposit = Deposit(
        number=statement.entries,
        on=_day(matched, place),
        minor=minor,
        currency=statement.currency,
        is_reversal=mark.startswith("R"),
        kind=plain(matched["id"] or ""),
        bank_reference=bank_reference,
        count=None,
    )
    reading.waiting = Payment(
        deposit=deposit,
        number=1,
        minor=minor,
        note=plain(matched["extra_details"] or ""),
        references=() if reference.upper() in {"", "NONREF", "NOTPROVIDED"} else (reference,),
        bank_reference=bank_reference,
    )


def _day(matched: re.Match[str], place: Place) -> date:
    """Give the day of booking; it is written without its year, which is the one that brings it nearest to the value date."""
    try:
        value = date(2000 + int(matched["year"]), int(matched["month"]), int(matched["day"]))
        month, day = (matched["entry_month"] or "").strip(), (matched["entry_day"] or "").strip()
        if not month or not day:
            return value
        years = [value.year] if (month, day) == ("02", "29") else [value.year - 1, value.year, value.year + 1]
        return min((date(year, int(month), int(day)) for year in years), key=lambda one: abs(one - value))
    except ValueError as wrong:
        raise BadFile(Fault.BAD_DATE, place) from wrong


def _spoken(reading: _Reading, text: str) -> Iterator[Found]:
    if reading.waiting is not None:
        words = told(text)
        reading.waiting = replace(
            reading.waiting,
            payer_name=words.name,
            payer_account=words.account,
            account_kind="IBAN" if re.match(r"[A-Z]{2}[0-9]{2}", words.account) else "",
            message=words.message,
            end_to_end=words.end_to_end,
        )
    yield from _release(reading)


def _release(reading: _Reading) -> Iterator[Found]:
    """Give the movement that waited for its words."""
    if reading.waiting is not None:
        yield reading.waiting.deposit
        yield reading.waiting
        reading.waiting = None


def _close(reading: _Reading, statement: _Statement, name: str, text: str, place: Place) -> Closed:
    if not statement.is_open or statement.is_closed:
        raise BadFile(Fault.OUT_OF_ORDER, place)
    closing, currency = _balance(text, place)
    if currency != statement.currency:
        raise BadFile(Fault.MIXED_CURRENCIES, place, found=currency, expected=statement.currency)
    if statement.opening + statement.total != closing:
        raise BadFile(Fault.BALANCE_DIFFERS, place, found=str(statement.opening + statement.total), expected=str(closing))
    statement.is_closed = True
    if name == "62M":
        reading.meets[statement.account] = closing
    return Closed(closing=closing, deposits=statement.entries, payments=statement.entries, total=statement.total)


def _total(statement: _Statement, name: str, text: str, place: Place) -> None:
    matched = TOTAL.fullmatch(text.strip())
    if matched is None or not statement.is_closed:
        raise BadFile(Fault.OUT_OF_ORDER if matched else Fault.BAD_AMOUNT, place)
    count, total = statement.tally[name[2]]
    if int(matched[1]) != count:
        raise BadFile(Fault.COUNT_DIFFERS, place, found=str(count), expected=str(int(matched[1])))
    if (said := minor_of(matched[3], statement.currency, place, point=",")) != total:
        raise BadFile(Fault.SUM_DIFFERS, place, found=str(total), expected=str(said))
