"""What banks write into field 86 of an MT940 file: who gave, and what they wrote. There are three habits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from safeconduct.fund.reading.fields import plain

NUMBERED = re.compile(r"[0-9]{3}\?[0-9]{2}")  # 166?00SEPA-CREDIT?20EREF+…?32NAME
NAMED = re.compile(r"/(TRTP|IBAN|BIC|NAME|REMI|EREF|MARF|CSID|CNTP|ORDP|BENM|ISDT|PREF|TRCD|RTRN|PURP|ULTD|ULTC|ACCW|SVCL|KREF|ID)/")
INSIDE = re.compile(r"(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|COAM|OAMT|IBAN|BIC)\+")
MESSAGE = {*(str(number) for number in range(20, 30)), "60", "61", "62", "63"}
MOST_OF_A_PARTY = 3  # account, bank, name: the rest of /CNTP/ is a town


@dataclass(frozen=True)
class Told:
    """The words of one movement."""

    name: str = ""
    account: str = ""
    message: str = ""
    end_to_end: str = ""


def told(text: str) -> Told:
    """Read a field 86; what follows no known habit is the message as it stands."""
    joined = text.replace("\n", "")
    if NUMBERED.match(joined):
        return _numbered(joined)
    if joined.startswith("/") and NAMED.match(joined):
        return _named(joined)
    return Told(message=plain(text))


def _numbered(text: str) -> Told:
    parts: dict[str, str] = {}
    for part in text.split("?")[1:]:
        key = "message" if part[:2] in MESSAGE else part[:2]
        parts[key] = parts.get(key, "") + part[2:]
    message, inside = parts.get("message", ""), {}
    if INSIDE.match(message):
        pieces = INSIDE.split(message)
        inside = dict(zip(pieces[1::2], pieces[2::2], strict=True))
        message = inside.get("SVWZ", "")
    name = plain(parts.get("32", "") + parts.get("33", ""))
    return Told(name, parts.get("31", "").strip() or inside.get("IBAN", "").strip(), plain(message), _reference(inside.get("EREF", "")))


def _named(text: str) -> Told:
    pieces = NAMED.split(text)
    parts: dict[str, str] = {}
    for key, value in zip(pieces[1::2], pieces[2::2], strict=True):
        parts.setdefault(key, value)
    account, _, name = [*parts.get("CNTP", "").split("/"), "", "", ""][:MOST_OF_A_PARTY]
    message = re.sub(r"^(USTD|STRD)?/+", "", parts.get("REMI", ""))
    return Told(
        name=plain(parts.get("NAME", "").strip("/") or name),
        account=parts.get("IBAN", "").strip("/ ") or account.strip(),
        message=plain(message.rstrip("/")),
        end_to_end=_reference(parts.get("EREF", "")),
    )


def _reference(text: str) -> str:
    reference = plain(text.strip("/"))
    return "" if reference.upper() in {"NOTPROVIDED", "NONREF"} else reference
