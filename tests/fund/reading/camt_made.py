"""Makes camt files for tests. Every person and account in them is invented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

ACCOUNT = "SE0000000000000000000001"
TOPS = {"052": ("BkToCstmrAcctRpt", "Rpt"), "053": ("BkToCstmrStmt", "Stmt"), "054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn")}


@dataclass(frozen=True)
class Part:
    """One payment as a test wants it; ``minor`` in öre, below nought for money out."""

    minor: int
    name: str = "Åsa Öberg-Ärlig"
    text: str = "Tjetjenien"
    reference: str = ""
    account: str = "+46700000000"
    end_to_end: str = "NOTPROVIDED"


@dataclass(frozen=True)
class Whole:
    """One entry: its payments, or none of them for a bare sum."""

    parts: tuple[Part, ...]
    state: str = "BOOK"
    reference: str = "R1"
    reversal: bool = False
    has_details: bool = True
    has_batch: bool = False
    minor: int | None = None
    day: str = "2026-11-23"
    more: str = ""

    @property
    def total(self) -> int:
        return sum(part.minor for part in self.parts) if self.minor is None else self.minor


@dataclass(frozen=True)
class Made:
    """A whole statement."""

    entries: tuple[Whole, ...] = ()
    kind: str = "053"
    version: str = "08"
    opening: int = 1_000_00
    number: str = "17"
    currency: str = "SEK"
    closing: int | None = None
    totals: bool = True
    head: str = ""
    change: dict[str, str] = field(default_factory=dict)

    def bytes(self) -> bytes:
        text = "".join(document([self]))
        for old, new in self.change.items():
            assert text.count(old) >= 1, f"{old} is not in the file"
            text = text.replace(old, new, 1)
        return text.encode()


def money(minor: int) -> str:
    return f"{abs(minor) // 100}.{abs(minor) % 100:02}"


def way(minor: int) -> str:
    return "CRDT" if minor >= 0 else "DBIT"


def document(statements: Iterable[Made]) -> Iterator[str]:
    made = list(statements)
    top, name = TOPS[made[0].kind]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.{made[0].kind}.001.{made[0].version}"><{top}>'
    yield "<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-23T18:00:00</CreDtTm></GrpHdr>\n"
    for one in made:
        yield from statement(one, name)
    yield f"</{top}></Document>"


def balance(code: str, minor: int, currency: str) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='{currency}'>{money(minor)}</Amt>"
        f"<CdtDbtInd>{way(minor)}</CdtDbtInd><Dt><Dt>2026-11-23</Dt></Dt></Bal>\n"
    )


def statement(one: Made, name: str) -> Iterator[str]:
    booked = [entry.total for entry in one.entries if entry.state == "BOOK"]
    yield f"<{name}><Id>S1</Id><ElctrncSeqNb>{one.number}</ElctrncSeqNb><CreDtTm>2026-11-23T18:00:00</CreDtTm>"
    yield f"<Acct><Id><IBAN>{ACCOUNT}</IBAN></Id><Ccy>{one.currency}</Ccy></Acct>\n"
    if one.kind == "053":
        yield balance("OPBD", one.opening, one.currency)
        yield balance("CLBD", one.opening + sum(booked) if one.closing is None else one.closing, one.currency)
    if one.totals:
        came, went = sum(m for m in booked if m >= 0), -sum(m for m in booked if m < 0)
        yield f"<TxsSummry><TtlNtries><NbOfNtries>{len(booked)}</NbOfNtries><Sum>{money(came + went)}</Sum></TtlNtries>"
        yield f"<TtlCdtNtries><NbOfNtries>{sum(m >= 0 for m in booked)}</NbOfNtries><Sum>{money(came)}</Sum></TtlCdtNtries></TxsSummry>\n"
    for entry in one.entries:
        yield entry_of(entry, one)
    yield f"{one.head}</{name}>\n"


def entry_of(entry: Whole, one: Made) -> str:
    state = entry.state if one.version < "04" else f"<Cd>{entry.state}</Cd>"
    lines = [
        f"<Ntry><Amt Ccy='{one.currency}'>{money(entry.total)}</Amt><CdtDbtInd>{way(entry.total)}</CdtDbtInd>",
        "<RvslInd>true</RvslInd>" if entry.reversal else "",
        f"<Sts>{state}</Sts><BookgDt><Dt>{entry.day}</Dt></BookgDt><AcctSvcrRef>{entry.reference}</AcctSvcrRef>",
        f"<BkTxCd><Prtry><Cd>MOB</Cd></Prtry></BkTxCd>{entry.more}<NtryDtls>",
        f"<Btch><NbOfTxs>{len(entry.parts)}</NbOfTxs></Btch>" if entry.has_batch else "",
        *(detail(part, one) for part in entry.parts if entry.has_details),
        "</NtryDtls></Ntry>\n",
    ]
    return "".join(lines)


def detail(part: Part, one: Made) -> str:
    role = "Dbtr" if part.minor >= 0 else "Cdtr"
    amount = f"<Amt Ccy='{one.currency}'>{money(part.minor)}</Amt>"
    whole = f"<AmtDtls><TxAmt>{amount}</TxAmt></AmtDtls>" if one.version < "04" else f"{amount}<CdtDbtInd>{way(part.minor)}</CdtDbtInd>"
    name = f"<Nm>{escape(part.name)}</Nm>"
    strd = f"<Strd><CdtrRefInf><Ref>{part.reference}</Ref></CdtrRefInf></Strd>" if part.reference else ""
    return (
        f"<TxDtls><Refs><EndToEndId>{part.end_to_end}</EndToEndId></Refs>{whole}"
        f"<RltdPties><{role}>{name if one.version < '08' else f'<Pty>{name}</Pty>'}</{role}>"
        f"<{role}Acct><Id><Othr><Id>{part.account}</Id><SchmeNm><Prtry>MOBNB</Prtry></SchmeNm></Othr></Id></{role}Acct></RltdPties>"
        f"<RmtInf><Ustrd>{escape(part.text)}</Ustrd>{strd}</RmtInf></TxDtls>\n"
    )
