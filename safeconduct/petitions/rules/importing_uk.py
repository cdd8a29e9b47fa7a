"""What the petitions site of the United Kingdom publishes of a petition: how many signed, by country; nobody is named. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from safeconduct.petitions.rules.importing_cells import country_in
from safeconduct.petitions.rules.importing_text import Unreadable, decode

LONGEST_TITLE = 120
MOST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How many signed there. ``by_country`` may say less than ``total``: not every signature has a country."""

    number: str
    title: str
    total: int
    by_country: Mapping[str, int]


def read_uk(data: bytes) -> Elsewhere:
    """Read the JSON of one petition.

    :raises Unreadable: if it is anything else
    """
    try:
        found = json.loads(decode(data))
        told, attributes = found["data"], found["data"]["attributes"]
        total = _count(attributes["signature_count"])
        title = str(attributes["action"]).strip()[:LONGEST_TITLE]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unreadable("json") from None
    return Elsewhere(str(told.get("id", ""))[:20], title, total, _countries(attributes.get("signatures_by_country")))


def _countries(rows: Any) -> dict[str, int]:
    counted: dict[str, int] = {}
    for row in rows if isinstance(rows, list) else []:
        if not isinstance(row, dict):
            raise Unreadable("json")
        try:
            code, _is_understood = country_in(str(row.get("code") or row.get("name") or ""))
            counted[code] = counted.get(code, 0) + _count(row.get("signature_count"))
        except ValueError:
            raise Unreadable("json") from None
    return counted


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST:
        raise ValueError
    return value
