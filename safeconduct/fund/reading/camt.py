"""camt.052, camt.053 and camt.054 (ISO 20022), versions 02 to 13: read as they come, a payment at a time.

What is held at any moment is one payment, however large the file or a single entry is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from safeconduct.fund.reading import camt_fields as fields
from safeconduct.fund.reading.camt_sums import Sums
from safeconduct.fund.reading.fields import currency_of, day_of, minor_of, plain
from safeconduct.fund.reading.guarded import GuardedXml
from safeconduct.fund.reading.shape import BadFile, Caution, Closed, Deposit, Fault, Found, Payment, Place, Statement, Stream, Warned

Element = fields.Element
Flat = fields.Flat
VERSION = re.compile(r"urn:iso:std:iso:20022:tech:xsd:camt\.(05[234])\.001\.(0[2-9]|1[0-3])")
STATEMENTS = {"052": "Rpt", "053": "Stmt", "054": "Ntfctn"}
STATES = {"BOOK": True, "PDNG": False, "INFO": False, "FUTR": False}
LISTENED = tuple(f"{{*}}{name}" for name in ("Document", *STATEMENTS.values(), "Ntry", "Btch", "TxDtls", "NtryDtls"))


@dataclass
class _Entry:
    """One entry while its details go by."""

    head: Flat
    deposit: Deposit
    place: Place
    payments: int = 0
    total: int = 0
    charges: int = 0
    claimed: int | None = None  # how many payments all batches so far say they hold
    batch: Flat = field(default_factory=dict)
    batch_total: int = 0
    batch_payments: int = 0


@dataclass
class _Reading:
    """Where in the file we are."""

    kind: str = ""
    statement: Statement | None = None
    sums: Sums = field(default_factory=Sums)
    entry: _Entry | None = None
    place: Place = field(default_factory=Place)
    last: dict[str, tuple[int, int | None]] = field(default_factory=dict)  # account -> number and closing of its last statement


def read_camt(stream: Stream) -> Iterator[Found]:
    """Read a whole file; see ``shape`` for what comes.

    :raises BadFile: for anything that is not whole, not in order or does not add up
    """
    reading = _Reading()
    try:
        parser = etree.iterparse(
            GuardedXml(stream),
            events=("start", "end"),
            tag=LISTENED,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
        )
        for event, element in parser:
            yield from _begun(reading, element) if event == "start" else _ended(reading, element)
    except etree.XMLSyntaxError as wrong:
        # Without the parser's own words: they may quote the file.
        raise BadFile(Fault.BROKEN, Place(line=wrong.lineno or 0)) from None
    if not reading.kind or reading.place.statement == 0:
        raise BadFile(Fault.MISSING, expected=STATEMENTS.get(reading.kind, "Document"))


def _begun(reading: _Reading, element: Element) -> Iterator[Found]:
    name = fields.local(element)
    if not reading.kind:
        reading.kind = _kind(element)
    elif name == STATEMENTS[reading.kind]:
        message = element.getparent()
        if message is None or message.getparent() is not element.getroottree().getroot():
            raise BadFile(Fault.OUT_OF_ORDER, reading.place)
        reading.place = Place(statement=reading.place.statement + 1)
        reading.statement = None
        reading.sums = Sums()
    elif name == "Ntry":
        statement = element.getparent()
        if statement is None or fields.local(statement) != STATEMENTS[reading.kind]:
            raise BadFile(Fault.OUT_OF_ORDER, reading.place)
        yield from _open(reading, statement)
        reading.place = Place(statement=reading.place.statement, entry=reading.place.entry + 1)


def _ended(reading: _Reading, element: Element) -> Iterator[Found]:
    name = fields.local(element)
    if name == "Btch":
        _batch(reading, element)
    elif name == "TxDtls":
        yield from _details(reading, element)
        _forget(element)
    elif name == "NtryDtls":
        _batch_ends(reading)
        _forget(element)
    elif name == "Ntry":
        yield from _close_entry(reading, element)
        _forget(element)
    elif name == STATEMENTS[reading.kind]:
        yield from _open(reading, element)
        yield _close(reading)
        element.clear()


def _kind(root: Element) -> str:
    matched = VERSION.fullmatch(etree.QName(root).namespace or "")
    if root.getparent() is not None or fields.local(root) != "Document":
        raise BadFile(Fault.UNKNOWN_FORMAT)
    if matched is None:
        raise BadFile(Fault.UNKNOWN_VERSION)
    return matched[1]


def _forget(element: Element) -> None:
    # The element itself stays until the next one of its kind: the parser may still be about to write behind it.
    element.clear()
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None and before.tag == element.tag:
        parent.remove(before)


def _open(reading: _Reading, element: Element) -> Iterator[Found]:
    """Give the statement's head once, as soon as all of it went by."""
    if reading.statement is not None:
        return
    head = fields.flat(element, leave_out="Ntry")
    sums = Sums.of(element, head, kind=reading.kind, place=reading.place)
    account = fields.first(head, "Acct/Id/IBAN", "Acct/Id/Othr/Id").replace(" ", "")
    if not account:
        raise BadFile(Fault.MISSING, reading.place, expected="Acct/Id")
    since, until = (fields.first(head, f"FrToDt/{end}", f"FrToDt/{end}Tm") for end in ("FrDt", "ToDt"))
    reading.sums = sums
    reading.statement = Statement(
        format=f"camt.{reading.kind}",
        account=account,
        currency=sums.currency,
        number=fields.first(head, "ElctrncSeqNb", "LglSeqNb"),
        opening=sums.opening,
        closing=sums.closing,
        since=day_of(since, reading.place) if since else None,
        until=day_of(until, reading.place) if until else None,
    )
    yield reading.statement
    yield from _follows(reading, reading.statement)


def _follows(reading: _Reading, statement: Statement) -> Iterator[Warned]:
    """Compare with the last statement of the same account in this file: the numbers follow, the balances meet."""
    if reading.kind != "053" or not statement.number.isdecimal():
        return
    number = int(statement.number)
    before, closing = reading.last.get(statement.account, (number - 1, None))
    if number > before + 1:
        yield Warned(Caution.NUMBER_MISSING, reading.place)
    elif number == before + 1 and closing is not None and statement.opening is not None and closing != statement.opening:
        raise BadFile(Fault.STATEMENTS_DO_NOT_MEET, reading.place, found=str(statement.opening), expected=str(closing))
    reading.last[statement.account] = (number, statement.closing)


def _head(reading: _Reading, element: Element) -> _Entry:
    """Read what stands before an entry's details."""
    place = reading.place
    head = fields.flat(element, leave_out="NtryDtls")
    minor, currency = fields.signed(head, place)
    if currency != (reading.sums.currency or currency):
        raise BadFile(Fault.MIXED_CURRENCIES, place, found=currency, expected=reading.sums.currency)
    state = fields.needed(head, place, "Sts", "Sts/Cd")
    if state not in STATES:
        raise BadFile(Fault.UNKNOWN_STATE, place)
    when = fields.needed(head, place, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm")
    deposit = Deposit(
        number=place.entry,
        on=day_of(when, place),
        minor=minor,
        currency=currency,
        is_booked=STATES[state],
        is_reversal=fields.first(head, "RvslInd") in {"true", "1"},
        kind=fields.bank_code(head),
        bank_reference=plain(fields.first(head, "AcctSvcrRef", "NtryRef")),
        charges=fields.charges(head, currency, place),
    )
    return _Entry(head, deposit, place)


def _entry_of(reading: _Reading, element: Element) -> _Entry:
    if reading.entry is None:
        entry = element.getparent()
        if entry is None or fields.local(entry) != "Ntry":
            raise BadFile(Fault.OUT_OF_ORDER, reading.place)
        reading.entry = _head(reading, entry)
    return reading.entry


def _batch(reading: _Reading, element: Element) -> None:
    details = element.getparent()
    if details is None:
        raise BadFile(Fault.OUT_OF_ORDER, reading.place)
    entry = _entry_of(reading, details)
    entry.batch = fields.flat(element)
    said = fields.first(entry.batch, "NbOfTxs")
    if said:
        if not re.fullmatch(r"[0-9]{1,15}", said):
            raise BadFile(Fault.COUNT_DIFFERS, entry.place)
        entry.claimed = (entry.claimed or 0) + int(said)


def _details(reading: _Reading, element: Element) -> Iterator[Found]:
    details = element.getparent()
    if details is None:
        raise BadFile(Fault.OUT_OF_ORDER, reading.place)
    entry = _entry_of(reading, details)
    if entry.payments == 0:
        yield _counted(entry)
    entry.payments += 1
    entry.batch_payments += 1
    place = Place(statement=entry.place.statement, entry=entry.place.entry, payment=entry.payments)
    payment = _payment(entry, fields.flat(element), place)
    entry.total += payment.minor
    entry.batch_total += payment.minor
    entry.charges += payment.charges
    yield payment


def _counted(entry: _Entry) -> Deposit:
    if entry.claimed is None:
        return entry.deposit
    known = {name: getattr(entry.deposit, name) for name in entry.deposit.__slots__}
    entry.deposit = Deposit(**{**known, "count": entry.claimed})
    return entry.deposit


def _payment(entry: _Entry, found: Flat, place: Place) -> Payment:
    """Read one ``TxDtls``; where it gives no sum it is the entry's (and the entry must have no other)."""
    deposit = entry.deposit
    minor = _own_sum(deposit, found, place)
    comes_in = (minor > 0 or (minor == 0 and deposit.minor > 0)) != deposit.is_reversal
    name, account, kind = fields.other_side(found, "Dbtr" if comes_in else "Cdtr")
    number = place.payment or 1
    return Payment(
        deposit=deposit,
        number=number,
        minor=minor,
        payer_name=name,
        payer_account=account,
        account_kind=kind,
        message=fields.message(found),
        note=plain(fields.first(found, "AddtlTxInf")),
        references=fields.references(found),
        end_to_end=fields.end_to_end(found),
        bank_reference=plain(fields.first(found, "Refs/AcctSvcrRef")) or deposit.bank_reference,
        charges=fields.charges(found, deposit.currency, place),
        original=_original(found, deposit, place),
        rate=fields.first(
            found, "AmtDtls/TxAmt/CcyXchg/XchgRate", "AmtDtls/InstdAmt/CcyXchg/XchgRate", "AmtDtls/CntrValAmt/CcyXchg/XchgRate"
        ),
    )


def _own_sum(deposit: Deposit, found: Flat, place: Place) -> int:
    for path in ("Amt", "AmtDtls/TxAmt/Amt"):
        if first := fields.first(found, path):
            currency = currency_of(fields.needed(found, place, f"{path}@Ccy"), place)
            if currency == deposit.currency:
                minor = minor_of(first, currency, place)
                way = fields.first(found, "CdtDbtInd") or ("CRDT" if deposit.minor >= 0 else "DBIT")
                if way not in {"CRDT", "DBIT"}:
                    raise BadFile(Fault.MISSING, place, expected="CdtDbtInd")
                return minor if way == "CRDT" else -minor
    return deposit.minor


def _original(found: Flat, deposit: Deposit, place: Place) -> str:
    for path in ("AmtDtls/InstdAmt/Amt", "AmtDtls/TxAmt/Amt", "Amt"):
        currency = fields.first(found, f"{path}@Ccy")
        if currency and currency != deposit.currency:
            amount = fields.first(found, path)
            minor_of(amount, currency_of(currency, place), place)
            return f"{amount} {currency}"
    return ""


def _batch_ends(reading: _Reading) -> None:
    """Compare the details of one batch with what its head says, if they are here at all."""
    entry = reading.entry
    if entry is None:
        return
    count, total = fields.first(entry.batch, "NbOfTxs"), fields.first(entry.batch, "TtlAmt")
    if entry.batch_payments and count and int(count) != entry.batch_payments:
        raise BadFile(Fault.COUNT_DIFFERS, entry.place, found=str(entry.batch_payments), expected=count)
    if entry.batch_payments and total and fields.first(entry.batch, "TtlAmt@Ccy") == entry.deposit.currency:
        said = minor_of(total, entry.deposit.currency, entry.place)
        if said != abs(entry.batch_total):
            raise BadFile(Fault.DETAILS_DIFFER, entry.place, found=str(abs(entry.batch_total)), expected=str(said))
    entry.batch, entry.batch_payments, entry.batch_total = {}, 0, 0


def _close_entry(reading: _Reading, element: Element) -> Iterator[Found]:
    entry = reading.entry or _head(reading, element)
    reading.entry = None
    if entry.payments == 0:
        yield _counted(entry)
        if entry.claimed in {None, 1}:
            entry.payments = 1
            yield _alone(entry, element)
    elif entry.deposit.minor not in {entry.total, entry.total - entry.charges, entry.total - entry.deposit.charges}:
        # Charges may be held back from the sum: then the payments are what was given, the entry what arrived.
        raise BadFile(Fault.DETAILS_DIFFER, entry.place, found=str(entry.total), expected=str(entry.deposit.minor))
    reading.sums.add(entry.deposit, payments=entry.payments)


def _alone(entry: _Entry, element: Element) -> Payment:
    """An entry without details is one payment, of which the bank says little."""
    note = plain(fields.first(fields.flat(element, leave_out="NtryDtls"), "AddtlNtryInf"))
    deposit = entry.deposit
    return Payment(deposit=deposit, number=1, minor=deposit.minor, note=note, bank_reference=deposit.bank_reference)


def _close(reading: _Reading) -> Closed:
    return reading.sums.close(reading.place)
