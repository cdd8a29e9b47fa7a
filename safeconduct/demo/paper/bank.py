"""Bank files of the demonstration: camt.054 as a Swedish bank sends it a few times a day, with invented givers, umlauts and slips."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from xml.sax.saxutils import escape

from safeconduct.demo.tables import table

RIGHT, NEARLY = 0.72, 0.90  # of the messages are right; up to here they are nearly right; the rest say something else
TELEPHONES = range(46701740605, 46701740700)  # kept for books and films by the Swedish numbering authority
TWINS = 40  # every so many gifts, somebody gives the same twice


@dataclass(frozen=True, slots=True)
class Gift:
    """One payment: öre, who is said to have sent it, from which telephone, and what they wrote."""

    minor: int
    name: str
    telephone: str
    message: str


def invented_gifts(number: int, *, seed: int) -> list[Gift]:
    """Give so many, the same for the same seed."""
    chance, said = Random(seed), table("fund")["givers"]  # noqa: S311 — an invention, not a secret
    gifts: list[Gift] = []
    for place in range(number):
        if place and place % TWINS == 0:
            gifts.append(gifts[-1])
            continue
        sort = chance.random()
        words = said["right"] if sort < RIGHT else said["nearly"] if sort < NEARLY else said["other"]
        name = f"{chance.choice(said['first'])} {chance.choice(said['last'])}"
        gifts.append(Gift(chance.choice(said["sums"]) * 100, name, f"+{chance.choice(TELEPHONES)}", chance.choice(words)))
    return gifts


def camt_054(gifts: Sequence[Gift], *, on: date, number: int, iban: str) -> bytes:
    """Give a credit notification (camt.054.001.08) of one deposit with all of these, as bytes of UTF-8; ``number`` is the bank's own."""
    total = sum(gift.minor for gift in gifts)
    details = "".join(_details(gift, f"{number}{place:05}") for place, gift in enumerate(gifts, start=1))
    made = on.isoformat()
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>DEMO-{number}</MsgId><CreDtTm>{made}T12:00:00</CreDtTm></GrpHdr>
<Ntfctn><Id>DEMO-{number}</Id><ElctrncSeqNb>{number}</ElctrncSeqNb><CreDtTm>{made}T12:00:00</CreDtTm>
<Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>SEK</Ccy></Acct>
<TxsSummry><TtlNtries><NbOfNtries>1</NbOfNtries><Sum>{_kronor(total)}</Sum></TtlNtries></TxsSummry>
<Ntry><Amt Ccy="SEK">{_kronor(total)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{made}</Dt></BookgDt>
<AcctSvcrRef>DEMO{number:06}</AcctSvcrRef><BkTxCd><Prtry><Cd>MOB</Cd></Prtry></BkTxCd><NtryDtls><Btch><NbOfTxs>{len(gifts)}</NbOfTxs></Btch>
{details}</NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
"""
    return text.encode()


def _details(gift: Gift, reference: str) -> str:
    words = f"<RmtInf><Ustrd>{escape(gift.message)}</Ustrd></RmtInf>" if gift.message else ""
    return (
        f"<TxDtls><Refs><AcctSvcrRef>{reference}</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId></Refs>"
        f'<Amt Ccy="SEK">{_kronor(gift.minor)}</Amt>'
        f"<CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>{escape(gift.name)}</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>{gift.telephone}</Id>"
        f"<SchmeNm><Prtry>MOBNB</Prtry></SchmeNm></Othr></Id></DbtrAcct></RltdPties>{words}</TxDtls>\n"
    )


def _kronor(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02}"
