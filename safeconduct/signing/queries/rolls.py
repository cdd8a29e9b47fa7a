"""What the hot path needs to know of a roll: read once a second at most, kept in memory, and stale rather than absent.

While the database cannot be reached, what was read last goes on being used: people can be told to wait, or their signatures collected.
"""

import time
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import DatabaseError, InterfaceError

from safeconduct.signing.models import AddressRule, Roll
from safeconduct.signing.rules.addresses import DomainRule, Rules, with_rules
from safeconduct.signing.rules.switches import Switches
from safeconduct.signing.storing.ram import campaign_key, own_key
from safeconduct.signing.storing.switches import in_force
from safeconduct.vault.format.signatures import Sealer

SECONDS_GOOD = 1.0
SECONDS_OF_RULES = 30.0
SECONDS_KEPT = 600.0  # after somebody last asked
MOST_KEPT = 4096

Named = str | tuple[str, str]  # reference, or slugs of crisis and campaign


@dataclass(frozen=True, slots=True)
class RolledUp:
    """A roll as the hot path sees it. It holds keys: never written down, never shown."""

    id: UUID
    reference: str
    crisis: str
    slug: str
    state: str
    languages: tuple[str, ...]
    danger: frozenset[str]
    asks_postcode: bool
    goal: int
    closes_on: date | None
    is_demonstration: bool
    revision: int
    switches: Switches
    recipient: str
    is_provisional: bool  # the campaign's key is not in memory
    sealer: Sealer = field(repr=False, compare=False)
    key: bytes = field(repr=False)
    mail_key: bytes = field(repr=False)
    ticket_key: bytes = field(repr=False)
    rules: Rules = field(repr=False)

    def is_open(self, on: date) -> bool:
        """Tell whether it may be signed on this day, by its state, its last day and the switch that pauses it."""
        return self.state == "open" and not self.switches.pause and (self.closes_on is None or on <= self.closes_on)


@dataclass(slots=True)
class _Kept:
    value: Any
    read: float
    asked: float = 0.0


_kept: dict[Named, _Kept] = {}
_rules: list[_Kept] = []


def current(named: Named) -> RolledUp | None:
    """Give a roll by its reference or by the slugs of crisis and campaign, a second old at most; ``None`` where there is none.

    While the database is away: as it was read last, or DatabaseError where it never was.
    """
    at = time.monotonic()
    found = _kept.get(named)
    if found is None:
        return _renewed(named, None, asked=at)
    found.asked = at
    return found.value if at - found.read < SECONDS_GOOD else _renewed(named, found, asked=at)


def held(named: Named) -> RolledUp | None:
    """Give a roll out of memory, however old; it waits for nothing, so that an event loop may ask. See ``refresh``."""
    found = _kept.get(named)
    if found is None:
        return None
    found.asked = time.monotonic()
    return found.value  # type: ignore[no-any-return]


def refresh() -> None:
    """Read anew every roll that is kept in memory, and let those go that nobody asks for; for the thread that does so each second.

    Never fails for an absent database.
    """
    for named, found in list(_kept.items()):
        if time.monotonic() - found.asked > SECONDS_KEPT:
            _kept.pop(named, None)
        else:
            _renewed(named, found, asked=found.asked)


def forget() -> None:
    """Let everything go that is kept in memory."""
    _kept.clear()
    _rules.clear()


def switches_of(roll: Roll) -> Switches:
    """Give the switches in force: the roll's, and over them what was turned at this machine."""
    return in_force(roll.reference, roll.switches)


def address_rules() -> Rules:
    """Give how addresses are compared here: the rules of the program, and over them those of this installation."""
    if not _rules or time.monotonic() - _rules[0].read >= SECONDS_OF_RULES:
        _rules[:] = [_Kept(_read_rules(), time.monotonic())]
    return _rules[0].value  # type: ignore[no-any-return]


def _renewed(named: Named, found: _Kept | None, *, asked: float) -> RolledUp | None:
    if found is not None:
        found.read = time.monotonic()  # others take the old one while this thread reads
    try:
        rolled = _read(named, found.value if found else None)
    except (DatabaseError, InterfaceError):
        if found is None:
            raise
        return found.value  # type: ignore[no-any-return]
    if rolled is None:
        _kept.pop(named, None)
    elif len(_kept) < MOST_KEPT or named in _kept:
        _kept[named] = _Kept(rolled, time.monotonic(), asked)
    return rolled


def _read_rules() -> Rules:
    return with_rules({row.domain: DomainRule(row.strip, row.extension, row.alias_of) for row in AddressRule.objects.all()})


def _read(named: Named, before: RolledUp | None) -> RolledUp | None:
    lookup = {"reference": named} if isinstance(named, str) else {"crisis": named[0], "slug": named[1]}
    roll = Roll.objects.filter(**lookup).first()
    if roll is None:
        return None
    key = campaign_key(roll.id) if not roll.key_destroyed_on else None
    return RolledUp(
        id=roll.id,
        reference=roll.reference,
        crisis=roll.crisis,
        slug=roll.slug,
        state=roll.state,
        languages=tuple(roll.languages),
        danger=frozenset(roll.danger),
        asks_postcode=roll.asks_postcode,
        goal=roll.goal,
        closes_on=roll.closes_on,
        is_demonstration=roll.is_demonstration,
        revision=roll.revision,
        switches=switches_of(roll),
        recipient=roll.recipient,
        is_provisional=key is None,
        sealer=before.sealer if before and before.recipient == roll.recipient else Sealer(roll.recipient),
        key=key or own_key(f"provisional-{roll.id.hex}"),
        mail_key=own_key("mail"),
        ticket_key=own_key("tickets"),
        rules=address_rules(),
    )
