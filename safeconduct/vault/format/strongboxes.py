"""Strongboxes: what is sealed in one opens to any two of its sharers together, and to nobody alone; the server can put nothing together."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from safeconduct.vault.format.ages import NotAge, check_age, check_message, open_with, seal_to
from safeconduct.vault.format.errors import NotSealed, WrongContext
from safeconduct.vault.format.octets import BUCKETS, canonical, from_text, pad, pae, read_canonical, to_text, unpad
from safeconduct.vault.format.roots import ROOT_LENGTH, identity_of, recipient_of
from safeconduct.vault.format.shares import join, split
from safeconduct.vault.format.signing import sign

SHARE_LENGTH = ROOT_LENGTH + 1  # the seed's values, and the place


@dataclass(frozen=True)
class SealedShare:
    """A share as it is kept: for whom (a reference), sealed to them, and signed by who sealed it."""

    member: str
    blob: bytes
    signature: bytes


def share_statement(*, box: UUID, by: str, member: str, recipient: str, blob: bytes, content: bytes) -> bytes:
    """Give what is signed by who seals a share: the maker of the box, or a sharer who gives theirs to who asked.

    ``recipient`` is the member's, ``blob`` the sealed share, ``content`` the sealed content of the box, so that no other can be put in
    its place.
    """
    digests = [hashlib.sha256(part).digest() for part in (recipient.encode(), blob, content)]
    return pae("safeconduct/v1/share", box.bytes, by, member, *digests)


def seal_strongbox(
    payload: Any, *, box: UUID, sharers: Mapping[str, str], by: str, seed: bytes, entropy: bytes | None = None
) -> tuple[bytes, list[SealedShare]]:
    """Seal a payload to two to five sharers (recipients by reference); ``by`` and ``seed`` are the maker's. Give content and shares.

    The identity to which it is sealed is forgotten here: nobody ever holds it whole until two open the box.
    ``entropy`` is its seed, named only by known answers.
    """
    whole = entropy or secrets.token_bytes(ROOT_LENGTH)
    content = seal_to(recipient_of(identity_of(whole)), pad(canonical({"box": str(box), "payload": payload, "v": 1})))
    shares = split(whole, len(sharers))
    return content, [
        seal_share(share, box=box, by=by, member=member, recipient=recipient, content=content, seed=seed)
        for share, (member, recipient) in zip(shares, sharers.items(), strict=True)
    ]


def seal_share(share: bytes, *, box: UUID, by: str, member: str, recipient: str, content: bytes, seed: bytes) -> SealedShare:
    """Seal one share to a member; by the maker of the box, or by its sharer to who asked."""
    said = {"box": str(box), "by": by, "member": member, "share": to_text(share), "v": 1}
    blob = seal_to(recipient, pad(canonical(said)))
    check_share(blob)
    statement = share_statement(box=box, by=by, member=member, recipient=recipient, blob=blob, content=content)
    return SealedShare(member, blob, sign(seed, statement))


def check_share(blob: bytes) -> None:
    """Judge the outside of a share: an age file of the one length that shares have.

    Raises NotAge before anything expensive.
    """
    if check_age(blob).plaintext_length != BUCKETS[0]:
        raise NotAge("This is no share: it has another length.")


def open_share(identity: str, blob: bytes, *, box: UUID, by: str, member: str) -> bytes:
    """Give a share of this box, sealed by one member to another. The signature is the caller's to verify, with ``share_statement``.

    Raises NotSealed; WrongContext where it is of another box, or between others.
    """
    check_share(blob)
    said = read_canonical(unpad(open_with(identity, blob)))
    if not isinstance(said, dict) or set(said) != {"box", "by", "member", "share", "v"} or said["v"] != 1:
        raise NotSealed("This is no share.")
    if (said["box"], said["by"], said["member"]) != (str(box), by, member):
        raise WrongContext("This share is of another box, or between other people.")
    return from_text(said["share"], SHARE_LENGTH)


def open_strongbox(content: bytes, one: bytes, other: bytes, *, box: UUID) -> Any:
    """Give the payload of a box with any two of its shares.

    Raises NotSealed where the shares do not belong to it; WrongContext where it is the content of another box.
    """
    check_message(content)
    said = read_canonical(unpad(open_with(identity_of(join(one, other)), content)))
    if not isinstance(said, dict) or set(said) != {"box", "payload", "v"} or said["v"] != 1:
        raise NotSealed("This is no content of a strongbox.")
    if said["box"] != str(box):
        raise WrongContext("This is the content of another strongbox.")
    return said["payload"]
