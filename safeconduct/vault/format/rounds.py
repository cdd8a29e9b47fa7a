"""What the opener of a round of placement signs: which round, on which vault, for what, until when, and who its two coordinators are."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from safeconduct.vault.format.octets import pae


@dataclass(frozen=True, slots=True, order=True)
class Coordinator:
    """One of the two (a member's reference), with their public keys of the day on which the round was opened."""

    member: str
    recipient: str
    signing_key: bytes


def round_statement(*, round_: UUID, vault: UUID, crisis: str, closes_on: str, coordinators: Iterable[Coordinator]) -> bytes:
    """Give what the opener signs; ``crisis`` is a reference, ``closes_on`` a day as 2026-11-23."""
    people = [part for one in sorted(coordinators) for part in (one.member, one.recipient, one.signing_key)]
    return pae("safeconduct/v1/round", round_.bytes, vault.bytes, crisis, closes_on, *people)
