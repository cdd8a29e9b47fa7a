"""Rules of law as data: who looks at an application for asylum, and who can be asked for urgent measures, with their days and sources."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any


def rule_sets() -> list[dict[str, Any]]:
    """Give the sets of rules on responsibility, the oldest first; days as text, "" for an end that nobody knows."""
    return [_with_days(one) for one in _read("rule_sets.toml")["sets"]]


def visa_system() -> dict[str, Any]:
    """Give the states that enter refused visas into the Visa Information System, and for how many years they stay there."""
    found: dict[str, Any] = _read("rule_sets.toml")["visa_system"]
    return found


def mechanisms() -> list[dict[str, Any]]:
    """Give who can be asked for urgent measures; no ``countries`` are all, no ``within_days`` is no limit."""
    return [_with_days(one) for one in _read("mechanisms.toml")["mechanisms"]]


def _with_days(one: Mapping[str, Any]) -> dict[str, Any]:
    until = one.get("until")
    return {**one, "from": one["from"].isoformat(), "until": until.isoformat() if until else ""}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
