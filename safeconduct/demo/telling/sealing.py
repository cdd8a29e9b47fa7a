"""Vaults and records of the cast, sealed as their browsers would seal them; the server's own actions take them in."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID, uuid4

from safeconduct.people.models import Member
from safeconduct.vault.actions.create_vault import create_vault
from safeconduct.vault.actions.keep_record import keep_record
from safeconduct.vault.format.grants import seal_grant
from safeconduct.vault.format.members import MemberKeys
from safeconduct.vault.format.records import moment_of, seal_statement
from safeconduct.vault.format.roots import ROOT_LENGTH, epoch_statement, recipient_of, vault_identity
from safeconduct.vault.format.signing import sign
from safeconduct.vault.models import Vault
from safeconduct.vault.receiving import Given


class Holder(Protocol):
    """A member and what only their browser knows."""

    @property
    def member(self) -> Member: ...
    @property
    def keys(self) -> MemberKeys: ...


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """A vault in its first epoch, with what its holders know of it."""

    vault: Vault
    root: bytes
    identity: str  # AGE-SECRET-KEY-1…
    recipient: str


def seal_vault(kind: str, holders: Sequence[Holder], *, at: datetime) -> Sealed:
    """Make a vault of this kind for these members, as the first of them."""
    maker, vault, root = holders[0], uuid4(), secrets.token_bytes(ROOT_LENGTH)
    seed, identity = maker.keys.bundle.seed, vault_identity(root, vault, 1)
    recipient = recipient_of(identity)
    grants = []
    for holder in holders:
        to = {"member": holder.member.reference, "recipient": holder.keys.public.recipient}
        grants.append(Given(holder.member.reference, *seal_grant(root, vault=vault, epoch=1, seed=seed, **to)))
    signature = sign(seed, epoch_statement(vault, 1, recipient))
    made = create_vault(id_=vault, kind=kind, recipient=recipient, signature=signature, grants=grants, by=maker.member, at=at)
    return Sealed(made, root, identity, recipient)


def write_record(to: Sealed, *, kind: str, record: UUID, body: dict[str, Any], by: Holder, at: datetime) -> None:
    """Write the first version of a record."""
    blob = seal_statement(
        to.root,
        vault=to.vault.pk,
        epoch=1,
        type=kind,
        record=record,
        version=1,
        author=by.member.reference,
        at=moment_of(at),
        body=body,
        prev=b"",
        seed=by.keys.bundle.seed,
    )
    keep_record(vault=to.vault.pk, record=record, kind=kind, version=1, blob=blob, by=by.member)
