"""The switch board: what can be turned off on a bad day, campaign by campaign. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Switches:
    """What is turned off, or on. Everything is as usual unless somebody says otherwise."""

    hide_counter: bool = False
    hide_lists: bool = False
    hide_reasons: bool = False
    pause_mail: bool = False  # mails wait; signatures go on
    collect_only: bool = False  # signatures go into a local file, sealed, and into the database later
    proof: bool = False  # browsers must work for a signature; those without scripts meet tighter limits
    pause: bool = False  # nobody can sign
    message: Mapping[str, str] = field(default_factory=dict)  # language -> what is said meanwhile


NAMES = tuple(one.name for one in fields(Switches))


def read_switches(kept: Mapping[str, Any]) -> Switches:
    """Read what a roll or the local file holds; unknown names are passed over."""
    return Switches(**{name: value for name, value in kept.items() if name in NAMES})


def to_json(switches: Switches) -> dict[str, Any]:
    """Give what a roll keeps: only what differs from the usual."""
    usual = asdict(Switches())
    return {name: value for name, value in asdict(switches).items() if value != usual[name]}
