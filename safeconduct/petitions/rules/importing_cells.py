"""What a cell of somebody else's list says: a country, a day, yes or no, an address, a name. Pure; every repair is said."""

import re
import unicodedata
from datetime import date
from functools import cache

from safeconduct.kit.countries import country_names
from safeconduct.signing.rules.addresses import LONGEST_MAIL, split_mail
from safeconduct.signing.rules.entry import BEGINNINGS, LINKS, LONGEST_NAME, tidy

IN_LANGUAGES = ("en", "de", "sv", "da", "nb", "fr", "es", "it", "nl", "pl", "ru", "fi")
ALSO_CALLED = {
    "UK": "GB", "GREAT BRITAIN": "GB", "ENGLAND": "GB", "SCOTLAND": "GB", "WALES": "GB", "NORTHERN IRELAND": "GB", "USA": "US",
    "UNITED STATES OF AMERICA": "US", "U.S.A.": "US", "HOLLAND": "NL", "CZECH REPUBLIC": "CZ", "TSCHECHISCHE REPUBLIK": "CZ",
    "RUSSIAN FEDERATION": "RU", "RUSSISCHE FÖDERATION": "RU",
}  # fmt: skip
YES = frozenset({
    "1", "true", "yes", "y", "ja", "oui", "sí", "si", "да", "x", "wahr", "t", "ok", "confirmed", "bestätigt", "bestatigt", "verified",
    "validated", "valid", "public", "öffentlich", "offentligt",
})  # fmt: skip
NO = frozenset({
    "0", "false", "no", "n", "nein", "nej", "non", "нет", "falsch", "f", "-", "unconfirmed", "unbestätigt", "pending", "invalid",
    "rejected", "anonymous", "anonym", "private",
})  # fmt: skip
GUARDED = re.compile(r"^['’`\"]+(?=[=+\-@])")  # a spreadsheet was kept from taking the cell for a formula
SIGNS = "".join(sorted(BEGINNINGS)) + "|% '"
CALLS = re.compile(r"[(!|]|\bcmd\b|https?:", re.IGNORECASE)  # no name holds these after a sign that begins a formula
IN_BRACKETS = re.compile(r"^[^<>]*<\s*(?:mailto:)?([^<>\s]+)\s*>\s*$", re.IGNORECASE)
ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T\s,])")
OURS = re.compile(r"^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})(?:$|[T\s,])")
FIRST_YEAR = 1990
TWELVE = 12


@cache
def _codes() -> dict[str, str]:
    found = {_plain(name): code for language in IN_LANGUAGES for code, name in country_names(language).items()}
    known = country_names("en")
    return found | {_plain(name): code for name, code in ALSO_CALLED.items()} | {_plain(code): code for code in known}


def country_in(cell: str) -> tuple[str, bool]:
    """Give the code of a country by code or name in one of twelve languages, and whether what stands there was understood."""
    plain = _plain(cell)
    return (_codes().get(plain, ""), not plain or plain in _codes())


def yes_in(cell: str) -> bool | None:
    """Tell yes or no; ``None`` for neither, which of an empty cell is so too."""
    word = cell.strip().casefold()
    return True if word in YES else False if word in NO else None


def day_in(cell: str, *, month_first: bool, latest: date) -> date | None:
    """Give the day that stands at the beginning of a cell; ``None`` for anything else, and for days that cannot be."""
    text = cell.strip()
    if found := ISO.match(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := OURS.match(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        # Points stand between day and month in that order everywhere; a number over twelve is no month.
        swapped = found[2] != "." and (month_first or second > TWELVE) and first <= TWELVE
        day, month = (second, first) if swapped else (first, second)
    else:
        return None
    try:
        on = date(year, month, day)
    except ValueError:
        return None
    return on if on.year >= FIRST_YEAR and on <= latest else None


def mail_in(cell: str) -> tuple[str, str]:
    """Give an address and what is wrong: ``no-address``, ``bad-address``, or nothing. ``Ada <ada@…>`` and ``mailto:`` are understood."""
    text = tidy(cell, LONGEST_MAIL)
    found = IN_BRACKETS.match(text)
    text = (found[1] if found else text).strip("'\" ").removeprefix("mailto:").rstrip(",;.")
    if not text or text in {"-", "–", "n/a"}:
        return "", "no-address"
    local, _at, domain = text.rpartition("@")
    mail = f"{local}@{domain.lower()}"
    return (mail, "") if split_mail(mail)[1] else ("", "bad-address")


def name_in(cell: str) -> tuple[str, str, bool]:
    """Give a name, what is wrong with it (``formula``, ``link``, ``long-name``, or nothing), and whether a formula's sign was taken off."""
    text = tidy(cell, LONGEST_NAME)
    bare = GUARDED.sub("", text)
    is_repaired = False
    if bare[:1] and bare[0] in SIGNS:
        rest = bare.lstrip(SIGNS)
        if CALLS.search(bare) or not any(map(str.isalpha, rest)):
            return "", "formula", False
        bare, is_repaired = rest, True
    if len(bare) > LONGEST_NAME:
        return "", "long-name", False
    small = bare.lower()
    if any(mark in small for mark in LINKS):
        return "", "link", False
    return (bare, "", is_repaired) if any(map(str.isalpha, bare)) else ("", "", False)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFC", text).strip().casefold()
    return " ".join(letters.split())
