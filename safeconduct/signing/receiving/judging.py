"""Judge a form that came, before anything is sealed: has its ticket been used, did it touch a trap, do too many come from one place?

No address is kept or logged. A place is known to this process's memory as a keyed tag of its block alone, under a key that the process
made for itself and that is gone with it. Nobody is refused for being quick, and nobody who is set aside is told so.
"""

import secrets
from collections import OrderedDict
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from threading import Lock

from django.conf import settings

from safeconduct.signing.queries.rolls import RolledUp
from safeconduct.signing.rules.entry import Entry
from safeconduct.signing.rules.limits import (
    MOST_BLOCKS,
    MOST_TICKETS,
    USUAL,
    WITHOUT_PROOF,
    WITHOUT_TICKET,
    Bucket,
    Lane,
    Network,
    block_of,
    client_of,
    read_networks,
    take_turn,
)
from safeconduct.signing.rules.proof import is_worked
from safeconduct.signing.rules.tickets import RANDOM_LENGTH, new_ticket, read_ticket
from safeconduct.vault.format.signatures import new_key, tag_of


class Verdict(StrEnum):
    """What is to happen with a form."""

    OK = "ok"
    SET_ASIDE = "set-aside"  # kept in that state and answered like any other: no mail goes out until a person has looked
    AGAIN = "again"  # shown once more as it was filled in, with a fresh ticket


class Gate:
    """What one process remembers in order to judge: used tickets, and how many came from where. Its size is bounded."""

    def __init__(self, *, most_blocks: int = MOST_BLOCKS, most_tickets: int = MOST_TICKETS) -> None:
        self._key, self._lock = new_key(), Lock()
        self._most_blocks, self._most_tickets = most_blocks, most_tickets
        self._blocks: OrderedDict[bytes, Bucket] = OrderedDict()
        self._used: OrderedDict[bytes, bytes] = OrderedDict()

    def use(self, random: bytes, mail: str) -> bool:
        """Use a ticket for an address; tell whether it was free, or had been used for this very address: a form that is sent twice."""
        tag = tag_of(self._key, "used", mail)
        with self._lock:
            if (before := self._used.get(random)) is not None:
                return before == tag
            self._used[random] = tag
            if len(self._used) > self._most_tickets:
                self._used.popitem(last=False)
        return True

    def may_pass(self, lane: Lane, place: bytes, moment: float) -> bool:
        """Take a turn of a place in its lane; tell whether there was one."""
        tag = tag_of(self._key, f"{lane.turns}", place.hex())
        with self._lock:
            bucket = self._blocks.get(tag)
            if bucket is None:
                bucket = self._blocks[tag] = Bucket(lane.turns, moment)
                if len(self._blocks) > self._most_blocks:
                    self._blocks.popitem(last=False)
            else:
                self._blocks.move_to_end(tag)
            return take_turn(bucket, lane, moment)

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._blocks.clear()
            self._used.clear()


gate = Gate()


def judge(entry: Entry, rolled: RolledUp, *, peer: str, forwarded: str, at: datetime, needs_ticket: bool | None = None) -> Verdict:
    """Judge an entry in which ``problems_of`` finds nothing.

    ``peer`` is whoever is connected to us, ``forwarded`` the header X-Forwarded-For or nothing. ``needs_ticket`` is false where no page of
    ours was needed; unless it is said, it is false behind a cache that readers share.
    """
    moment = at.timestamp()
    if entry.ticket or (not settings.SHARED_CACHE if needs_ticket is None else needs_ticket):
        ticket = read_ticket(rolled.ticket_key, entry.ticket, int(moment) // 60)
        if ticket is None or not gate.use(ticket.random, entry.mail):
            return Verdict.AGAIN
    if entry.website:
        return Verdict.SET_ASIDE
    block = block_of(client_of(peer, forwarded, _proxies(tuple(settings.TRUSTED_PROXIES))))
    lane = _lane_of(entry, rolled)
    if (block or lane is WITHOUT_PROOF) and not gate.may_pass(lane, rolled.id.bytes + block, moment):
        return Verdict.SET_ASIDE
    return Verdict.OK


def _lane_of(entry: Entry, rolled: RolledUp) -> Lane:
    if rolled.switches.proof and not is_worked(entry.ticket, entry.proof):
        return WITHOUT_PROOF
    return USUAL if entry.ticket else WITHOUT_TICKET


def fresh_ticket(rolled: RolledUp, *, at: datetime) -> str:
    """Make a ticket for a form."""
    return new_ticket(rolled.ticket_key, secrets.token_bytes(RANDOM_LENGTH), int(at.timestamp()) // 60)


@lru_cache(maxsize=4)
def _proxies(named: tuple[str, ...]) -> tuple[Network, ...]:
    return read_networks(named)
