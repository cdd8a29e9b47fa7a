"""Grants: the root of an epoch, sealed to one member, signed by whoever gave it."""

import hashlib
from uuid import UUID

from safeconduct.vault.format.ages import NotAge, check_age, open_with, seal_to
from safeconduct.vault.format.errors import NotSealed, WrongContext
from safeconduct.vault.format.octets import BUCKETS, canonical, from_text, pad, pae, read_canonical, to_text, u32be, unpad
from safeconduct.vault.format.roots import ROOT_LENGTH
from safeconduct.vault.format.signing import sign


def grant_statement(*, vault: UUID, epoch: int, member: str, recipient: str, blob: bytes) -> bytes:
    """Give what the granter signs."""
    digests = hashlib.sha256(recipient.encode()).digest(), hashlib.sha256(blob).digest()
    return pae("safeconduct/v1/grant", vault.bytes, u32be(epoch), member, *digests)


def seal_grant(root: bytes, *, vault: UUID, epoch: int, member: str, recipient: str, seed: bytes) -> tuple[bytes, bytes]:
    """Seal a root to a member; ``seed`` is the granter's. Give the blob and the signature."""
    said = {"epoch": epoch, "member": member, "root": to_text(root), "v": 1, "vault": str(vault)}
    blob = seal_to(recipient, pad(canonical(said)))
    check_grant(blob)
    return blob, sign(seed, grant_statement(vault=vault, epoch=epoch, member=member, recipient=recipient, blob=blob))


def check_grant(blob: bytes) -> None:
    """Judge the outside of a grant: an age file of the one length that grants have.

    Raises NotAge before anything expensive.
    """
    if check_age(blob).plaintext_length != BUCKETS[0]:
        raise NotAge("This is no grant: it has another length.")


def open_grant(identity: str, blob: bytes, *, vault: UUID, epoch: int, member: str) -> bytes:
    """Give the root of this epoch of this vault, granted to this member. The signature is the caller's to verify, with ``grant_statement``.

    Raises NotSealed; WrongContext where the grant is for another vault, epoch or member.
    """
    check_grant(blob)
    said = read_canonical(unpad(open_with(identity, blob)))
    if not isinstance(said, dict) or set(said) != {"epoch", "member", "root", "v", "vault"} or said["v"] != 1:
        raise NotSealed("This is no grant.")
    if (said["vault"], said["epoch"], said["member"]) != (str(vault), epoch, member):
        raise WrongContext("This grant is for something else.")
    return from_text(said["root"], ROOT_LENGTH)
