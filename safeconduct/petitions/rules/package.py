"""What stands in the files of a package that is handed over. Pure, row by row, so that a million need no more room than one.

The browser writes the same files (client/handover); both are held to client/vectors/package.json.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

BOM = "\ufeff"  # without it some programs read UTF-8 as another code
NEWLINE = "\r\n"  # RFC 4180
# A program for tables takes what begins so for a formula, and runs it. Signs that are not seen may stand before it.
FORMULA = re.compile(r"^[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r|%]")
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
COLUMNS = ("number", "name", "country", "named")
VOLUME = 5_000  # names of one printed volume
NAMED = {"public": "in public", "addressee": "to the addressee"}


def safe_cell(text: str) -> str:
    """Give a text that no program for tables takes for a formula, without signs that no table can hold; otherwise as it is."""
    plain = UNSEEN.sub("", text)
    return f"'{plain}" if FORMULA.match(plain) else plain


def csv_line(cells: Iterable[str]) -> str:
    """Give one line of a table as RFC 4180 says, each cell safe."""
    return ",".join(_quoted(safe_cell(cell)) for cell in cells) + NEWLINE


def list_row(number: int, signed: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the cells of a signer: what they agreed to and nothing else, so no mail address and no postcode."""
    return (str(number), signed["name"], signed["country"], NAMED[signed["visibility"]])


def list_csv(signers: Iterable[Mapping[str, Any]], *, with_mark: bool = True) -> Iterator[str]:
    """Give ``list.csv`` line by line; with the mark that spreadsheets need in order to read UTF-8."""
    yield (BOM if with_mark else "") + csv_line(COLUMNS)
    for number, signed in enumerate(signers, start=1):
        yield csv_line(list_row(number, signed))


def list_json(reference: str, signers: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Give ``list.json`` piece by piece, with the names of fields that OSDI gives signatures and people."""
    yield f'{{"petition":{_json(reference)},"signatures":['
    for number, signed in enumerate(signers, start=1):
        yield ("," if number > 1 else "") + "\n" + signature_json(number, signed)
    yield "\n]}\n"


def signature_json(number: int, signed: Mapping[str, Any]) -> str:
    """Give one signature of ``list.json``."""
    person = {"full_name": signed["name"], "postal_addresses": [{"country": signed["country"]}]}
    return _json({"identifiers": [f"safeconduct:{number}"], "person": person, "visibility": signed["visibility"]})


def counts_csv(kinds: Mapping[tuple[str, str, str], int]) -> Iterator[str]:
    """Give ``counts.csv``: how many by country, channel and visibility, and in all."""
    yield csv_line(("country", "channel", "visibility", "signatures"))
    for kind in sorted(kinds):
        yield csv_line((*kind, str(kinds[kind])))
    yield csv_line(("all", "", "", str(sum(kinds.values()))))


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if re.search(r'[",\r\n]', cell) or cell != cell.strip() else cell


def _json(thing: Any) -> str:
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":"))
