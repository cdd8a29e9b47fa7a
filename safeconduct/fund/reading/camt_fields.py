"""What stands in one element of a camt message. Names are those of ISO 20022, without their name space."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from safeconduct.fund.reading.fields import currency_of, minor_of, plain
from safeconduct.fund.reading.shape import BadFile, Fault, Place

Element: TypeAlias = etree._Element  # noqa: SLF001 - the type has no other name
Flat = dict[str, list[str]]  # "RmtInf/Ustrd" -> its texts, "Amt@Ccy" -> its attribute


def local(element: Element) -> str:
    """Give an element's name without its name space; of a comment, nothing."""
    tag: object = element.tag  # a comment's is a function
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def flat(element: Element, *, leave_out: str = "", into: Flat | None = None, path: str = "") -> Flat:
    """Give every text below an element by its path. Children of the name ``leave_out`` are passed over."""
    found: Flat = {} if into is None else into
    for child in element:
        name = local(child)
        if not name or name == leave_out:
            continue
        here = path + name
        if len(child):
            flat(child, into=found, path=here + "/")
        elif child.text:
            found.setdefault(here, []).append(child.text.strip())
            currency = child.get("Ccy")
            if currency is not None:
                found.setdefault(here + "@Ccy", []).append(currency)
    return found


def first(found: Flat, *paths: str) -> str:
    """Give the first text that stands under any of these paths, or nothing."""
    for path in paths:
        if texts := found.get(path):
            return texts[0]
    return ""


def needed(found: Flat, place: Place, *paths: str) -> str:
    """Give the first text under any of these paths; a file without it is refused."""
    text = first(found, *paths)
    if not text:
        raise BadFile(Fault.MISSING, place, expected=paths[0])
    return text


def signed(found: Flat, place: Place, *, amount: str = "Amt", way: str = "CdtDbtInd") -> tuple[int, str]:
    """Give (minor units, currency) of an amount with its direction: credit above nought, debit below.

    A reversal says its own direction (the reversal of a credit is a debit), so nothing is turned round for it.
    """
    currency = currency_of(needed(found, place, f"{amount}@Ccy"), place)
    minor = minor_of(needed(found, place, amount), currency, place)
    direction = needed(found, place, way)
    if direction not in {"CRDT", "DBIT"}:
        raise BadFile(Fault.MISSING, place, expected=way)
    return (minor if direction == "CRDT" else -minor), currency


def charges(found: Flat, currency: str, place: Place) -> int:
    """Give what was held back of a sum, in minor units of its own currency; charges in another one are not ours to add."""
    for path in ("Chrgs/Rcrd/Amt", "Chrgs/Amt", "Chrgs/TtlChrgsAndTaxAmt"):
        amounts = found.get(path, [])
        codes = found.get(f"{path}@Ccy", [])
        if len(amounts) == len(codes) and currency in codes:
            return sum(minor_of(text, currency, place) for text, code in zip(amounts, codes, strict=True) if code == currency)
    return 0


def other_side(found: Flat, role: str) -> tuple[str, str, str]:
    """Give (name, account, kind of account) of the debtor (``Dbtr``) or creditor (``Cdtr``)."""
    party, account = f"RltdPties/{role}", f"RltdPties/{role}Acct/Id"
    name = plain(first(found, f"{party}/Nm", f"{party}/Pty/Nm", f"RltdPties/Ultmt{role}/Nm", f"RltdPties/Ultmt{role}/Pty/Nm"))
    if iban := first(found, f"{account}/IBAN"):
        return name, iban.replace(" ", ""), "IBAN"
    for where in (
        f"{account}/Othr",
        *(f"{party}{step}/Id/{who}/Othr" for step in ("", "/Pty") for who in ("PrvtId", "OrgId")),
    ):
        if number := first(found, f"{where}/Id"):
            return name, plain(number), first(found, f"{where}/SchmeNm/Prtry", f"{where}/SchmeNm/Cd")
    return name, "", ""


def references(found: Flat) -> tuple[str, ...]:
    """Give the references a payer was given beforehand (OCR, RF, QRR), each once, in their order."""
    paths = ("RmtInf/Strd/CdtrRefInf/Ref", "RmtInf/Strd/RfrdDocInf/Nb")
    return tuple(dict.fromkeys(plain(text) for path in paths for text in found.get(path, []) if text))


def end_to_end(found: Flat) -> str:
    """Give the payer's own identifier, if there is one."""
    text = plain(first(found, "Refs/EndToEndId"))
    return "" if text.casefold() == "notprovided" else text


def message(found: Flat) -> str:
    """Give what the payer wrote."""
    return plain(" ".join(found.get("RmtInf/Ustrd", []) + found.get("RmtInf/Strd/AddtlRmtInf", [])))


def bank_code(found: Flat) -> str:
    """Give the bank's word for the kind of transaction: its own, such as ``MOB``, or the standard's, such as ``PMNT/RCDT/ESCT``."""
    own = first(found, "BkTxCd/Prtry/Cd")
    return own or "/".join(filter(None, (first(found, f"BkTxCd/Domn/{path}") for path in ("Cd", "Fmly/Cd", "Fmly/SubFmlyCd"))))
