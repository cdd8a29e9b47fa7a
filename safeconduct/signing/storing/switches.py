"""Switches that were turned at this machine: a small file in memory that wins over what the database says, and is there when it is not.

``{"PE-7Q4MZK": {"pause": true, "message": {"en": "…"}}}``: only what was turned here stands in it; an off that is written here counts
as well as an on.
"""

import json
import os
from collections.abc import Mapping
from typing import Any

from safeconduct.signing.rules.switches import NAMES, Switches, read_switches
from safeconduct.signing.storing.ram import ram_folder

FILE = "switches.json"


def turned_here() -> dict[str, dict[str, Any]]:
    """Give what was turned at this machine, by the campaign's reference; nothing where there is no such file."""
    try:
        found = json.loads((ram_folder() / FILE).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(reference): turned for reference, turned in found.items() if isinstance(turned, dict)}


def turn_here(reference: str, turned: Mapping[str, Any]) -> None:
    """Turn switches of one campaign at this machine, beside those that were turned here before."""
    _write({**turned_here(), reference: {**turned_here().get(reference, {}), **_known(turned)}})


def clear_here(reference: str) -> bool:
    """Let what the database says count again for a campaign; tell whether anything had been turned here."""
    kept = turned_here()
    was = kept.pop(reference, None) is not None
    _write(kept)
    return was


def in_force(reference: str, kept: Mapping[str, Any]) -> Switches:
    """Give the switches of a campaign: what its roll keeps, and over it what was turned at this machine."""
    return read_switches({**kept, **turned_here().get(reference, {})})


def _known(turned: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in turned.items() if name in NAMES}


def _write(kept: Mapping[str, Mapping[str, Any]]) -> None:
    path = ram_folder() / FILE
    half = path.with_name(f"{FILE}.{os.getpid()}.new")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(kept, file, ensure_ascii=False)
    half.replace(path)
