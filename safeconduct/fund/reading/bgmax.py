"""BgMax, the files of Bankgirot: history, because since September 2026 they leave payments out.

80 columns in ISO 8859-1. A deposit's day and sum stand after its payments, so the payments of one deposit are held until it
ends; the file is not. Positions are those of Bankgirot's technical manual, counted from one. Addresses and organisation
numbers of givers are passed over: nobody needs them here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from safeconduct.fund.reading.fields import plain
from safeconduct.fund.reading.guarded import lines_of
from safeconduct.fund.reading.shape import BadFile, Caution, Closed, Deposit, Fault, Found, Payment, Place, Statement, Stream, Warned

WIDTH = 80
CURRENCIES = {"SEK", "EUR"}
INCOMPLETE_SINCE = date(2026, 9, 8)  # the banks' notice: payments on the new infrastructure are left out
PASSED_OVER = {"27", "28", "29"}
OF_A_PAYMENT = {"22", "23", "25", "26", *PASSED_OVER}


@dataclass
class _Section:
    """One opening record and what follows until its deposit."""

    bankgiro: str
    currency: str
    deposit: Deposit
    payments: list[Payment] = field(default_factory=list)


@dataclass
class _Reading:
    section: _Section | None = None
    statements: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    has_begun: bool = False
    has_ended: bool = False


def read_bgmax(stream: Stream) -> Iterator[Found]:
    """Read a whole file; each deposit is given as a statement of its own, without balances.

    :raises BadFile: for an unknown record, one out of order, or a sum or count that is another one
    """
    reading = _Reading()
    number = 0
    for number, raw, _ in lines_of(stream, most=4 * WIDTH):
        place = Place(line=number)
        line = _text(raw, place)
        if not line.strip():
            continue
        if reading.has_ended or (line[:2] == "01") == reading.has_begun:
            raise BadFile(Fault.OUT_OF_ORDER if reading.has_begun else Fault.UNKNOWN_FORMAT, place)
        yield from _record(reading, line, place)
    if not reading.has_ended:
        raise BadFile(Fault.CUT_SHORT, Place(line=number))


def _text(raw: bytes, place: Place) -> str:
    line = raw.rstrip(b" \x1a")
    if len(line) > WIDTH:
        raise BadFile(Fault.LINE_TOO_LONG, place)
    if not line.isascii():
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            raise BadFile(Fault.WRONG_ENCODING, place)  # columns have moved with every letter of two bytes
    text = line.decode("iso-8859-1").replace("\t", " ").ljust(WIDTH)
    if any(not letter.isprintable() for letter in text.replace("\xa0", " ").replace("\xad", "-")):
        raise BadFile(Fault.WRONG_ENCODING, place)
    return text


def _record(reading: _Reading, line: str, place: Place) -> Iterator[Found]:
    code = line[:2]
    reading.counts[code] += 1
    if code == "01":
        _start(reading, line, place)
    elif code == "05":
        _open(reading, line, place)
    elif code == "70":
        _end(reading, line, place)
    elif code in {"20", "21", "15"} or code in OF_A_PAYMENT:
        if reading.section is None:
            raise BadFile(Fault.OUT_OF_ORDER, place)
        if code == "15":
            yield from _deposit(reading, reading.section, line, place)
        elif code in OF_A_PAYMENT:
            _more(reading.section, line, place)
        else:
            _payment(reading.section, line, place)
    else:
        raise BadFile(Fault.UNKNOWN_LINE, place)


def _start(reading: _Reading, line: str, place: Place) -> None:
    if line[2:22].strip() != "BGMAX":
        raise BadFile(Fault.UNKNOWN_FORMAT, place)
    if line[22:24] != "01":
        raise BadFile(Fault.UNKNOWN_VERSION, place)
    if line[44] == "T":
        raise BadFile(Fault.TEST_FILE, place)
    if line[44] != "P":
        raise BadFile(Fault.MISSING, place, expected="P")
    reading.has_begun = True


def _open(reading: _Reading, line: str, place: Place) -> None:
    if reading.section is not None:
        raise BadFile(Fault.OUT_OF_ORDER, place)
    bankgiro, currency = line[2:12].strip().lstrip("0"), line[22:25]
    if not (bankgiro.isascii() and bankgiro.isdigit()):
        raise BadFile(Fault.MISSING, place, expected="Bankgiro")
    if currency not in CURRENCIES:
        raise BadFile(Fault.BAD_CURRENCY, place)
    # Its day is known when the section ends; nothing is given away before.
    reading.section = _Section(bankgiro, currency, Deposit(number=1, on=date.min, minor=0, currency=currency))


def _payment(section: _Section, line: str, place: Place) -> None:
    minor = _number(line[37:55], place, Fault.BAD_AMOUNT)
    payer = line[2:12].strip().lstrip("0")
    section.payments.append(
        Payment(
            deposit=section.deposit,
            number=len(section.payments) + 1,
            minor=minor if line[:2] == "20" else -minor,
            payer_account=payer,
            account_kind="BGNR" if payer else "",
            references=_reference(line),
            bank_reference=line[57:69].strip(),
        )
    )


def _reference(line: str) -> tuple[str, ...]:
    reference = plain(line[12:37])
    return (reference,) if reference.strip("0") else ()


def _more(section: _Section, line: str, place: Place) -> None:
    if not section.payments:
        raise BadFile(Fault.OUT_OF_ORDER, place)
    last, code = section.payments[-1], line[:2]
    if code in {"22", "23"}:
        last = replace(last, references=tuple(dict.fromkeys((*last.references, *_reference(line)))))
    elif code == "25":
        last = replace(last, message=plain(f"{last.message} {line[2:52]}"))
    elif code == "26":
        last = replace(last, payer_name=plain(f"{line[2:37]} {line[37:72]}"))
    section.payments[-1] = last


def _deposit(reading: _Reading, section: _Section, line: str, place: Place) -> Iterator[Found]:
    """End a section: give it when its sum and count are those of its payments."""
    total, count = _number(line[50:68], place, Fault.BAD_AMOUNT), _number(line[71:79], place, Fault.COUNT_DIFFERS)
    found = sum(payment.minor for payment in section.payments)
    if line[68:71] != section.currency:
        raise BadFile(Fault.MIXED_CURRENCIES, place, expected=section.currency)
    if abs(found) != total:
        raise BadFile(Fault.SUM_DIFFERS, place, found=str(found), expected=str(total))
    if count != len(section.payments):
        raise BadFile(Fault.COUNT_DIFFERS, place, found=str(len(section.payments)), expected=str(count))
    on = _day(line[37:45], place)
    reading.statements += 1
    serial = line[45:50].strip()
    yield Statement(format="bgmax", account=section.bankgiro, currency=section.currency, number=serial, since=on, until=on)
    if on >= INCOMPLETE_SINCE:
        yield Warned(Caution.BGMAX_INCOMPLETE, place)
    deposit = replace(section.deposit, on=on, minor=found, kind=line[79].strip(), bank_reference=serial, count=count)
    yield deposit
    for payment in section.payments:
        yield replace(payment, deposit=deposit)
    yield Closed(closing=None, deposits=1, payments=count, total=found)
    reading.section = None


def _end(reading: _Reading, line: str, place: Place) -> None:
    if reading.section is not None:
        raise BadFile(Fault.OUT_OF_ORDER, place)
    counts = reading.counts
    found = (counts["20"], counts["21"], counts["22"] + counts["23"], counts["15"])
    for at, number in zip(range(2, 34, 8), found, strict=True):
        said = _number(line[at : at + 8], place, Fault.COUNT_DIFFERS)
        if said != number:
            raise BadFile(Fault.COUNT_DIFFERS, place, found=str(number), expected=str(said))
    reading.has_ended = True


def _number(text: str, place: Place, fault: Fault) -> int:
    if not (text.isascii() and text.isdigit()):
        raise BadFile(fault, place)
    return int(text)


def _day(text: str, place: Place) -> date:
    try:
        _number(text, place, Fault.BAD_DATE)
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as wrong:
        raise BadFile(Fault.BAD_DATE, place) from wrong
