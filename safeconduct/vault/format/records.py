"""Records of a vault: sealed under the key of an epoch, bound to their vault, type, id and version, signed by their author."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from safeconduct.vault.format import aead
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.octets import NONCE_LENGTH, canonical, from_text, is_bucket, pad, pae, read_canonical, to_text, u32be, unpad
from safeconduct.vault.format.roots import ROOT_LENGTH, record_key
from safeconduct.vault.format.signing import SIGNATURE_LENGTH, sign, verify

MAGIC = b"SC\x01\x01"  # version 1, suite 1
PREFIX_LENGTH = len(MAGIC) + 4
HEADER_LENGTH = PREFIX_LENGTH + NONCE_LENGTH
OVERHEAD = HEADER_LENGTH + aead.TAG_LENGTH
PREVIOUS_ROOT = "vault.prev"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\dZ\Z", re.ASCII)


class NotARecord(NotSealed):
    """These bytes do not have the outside of a record of ours."""


class NotAStatement(NotSealed):
    """What is sealed here does not say who wrote it and when."""


@dataclass(frozen=True)
class Header:
    """The clear beginning of a record."""

    epoch: int
    nonce: bytes


@dataclass(frozen=True)
class Statement:
    """What a record says. Where ``signed`` is false it is not by who it names, and must never be shown as if it were."""

    author: str
    at: str
    body: Any
    prev: bytes
    signed: bool


def seal_record(
    root: bytes,
    *,
    vault: UUID,
    epoch: int,
    type: str,  # noqa: A002 — the word of the format
    record: UUID,
    version: int,
    data: bytes,
    nonce: bytes | None = None,
) -> bytes:
    """Seal one version of a record. The nonce is random; only known answers name one."""
    header = MAGIC + u32be(epoch) + (nonce or aead.new_nonce())
    context = _context(header, vault, type, record, version)
    return header + aead.seal(record_key(root, vault, epoch), header[PREFIX_LENGTH:], pad(data), context)


def open_record(
    root: bytes,
    blob: bytes,
    *,
    vault: UUID,
    epoch: int,
    type: str,  # noqa: A002 — the word of the format
    record: UUID,
    version: int,
) -> bytes:
    """Open a record that must be this version of this record of this vault.

    Raises NotSealed, whichever of these it is not.
    """
    check_blob(blob, epoch=epoch)
    header = blob[:HEADER_LENGTH]
    context = _context(header, vault, type, record, version)
    return unpad(aead.unseal(record_key(root, vault, epoch), header[PREFIX_LENGTH:], blob[HEADER_LENGTH:], context))


def header_of(blob: bytes) -> Header:
    """Read the clear beginning.

    Raises NotARecord for anything but version 1, suite 1.
    """
    if not blob.startswith(MAGIC) or len(blob) < HEADER_LENGTH:
        raise NotARecord("This is no sealed record of a kind that we know.")
    return Header(int.from_bytes(blob[len(MAGIC) : PREFIX_LENGTH], "big"), blob[PREFIX_LENGTH:HEADER_LENGTH])


def check_blob(blob: bytes, *, epoch: int) -> None:
    """Judge the outside of a record without any key: its header, its epoch, its length.

    Raises NotARecord.
    """
    if header_of(blob).epoch != epoch:
        raise NotARecord("This record was sealed for another epoch.")
    if not is_bucket(len(blob) - OVERHEAD):
        raise NotARecord("This record has no allowed length.")


def digest_of(blob: bytes) -> bytes:
    """Give what the next version names as the one before it."""
    return hashlib.sha256(blob).digest()


def seal_previous_root(root: bytes, previous: bytes, *, vault: UUID, epoch: int, nonce: bytes | None = None) -> bytes:
    """Seal the root of the epoch before ``epoch``, so that a holder of this one can walk back."""
    return seal_record(root, vault=vault, epoch=epoch, type=PREVIOUS_ROOT, record=vault, version=epoch, data=previous, nonce=nonce)


def open_previous_root(root: bytes, blob: bytes, *, vault: UUID, epoch: int) -> bytes:
    """Give the root of the epoch before ``epoch``.

    Raises NotSealed.
    """
    previous = open_record(root, blob, vault=vault, epoch=epoch, type=PREVIOUS_ROOT, record=vault, version=epoch)
    if len(previous) != ROOT_LENGTH:
        raise NotSealed("This is no root.")
    return previous


def moment_of(at: datetime) -> str:
    """Write a moment as records do: ``2026-11-23T04:51Z``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def seal_statement(
    root: bytes,
    *,
    vault: UUID,
    epoch: int,
    type: str,  # noqa: A002 — the word of the format
    record: UUID,
    version: int,
    author: str,
    at: str,
    body: Any,
    prev: bytes,
    seed: bytes,
    nonce: bytes | None = None,
) -> bytes:
    """Seal what somebody says, signed by them.

    ``at`` is a moment, ``prev`` the digest of the version before (empty for version 1), ``seed`` the author's.
    Raises NotAStatement where the moment or the digest is none.
    """
    said = {"at": at, "author": author, "body": body, "prev": prev.hex(), "v": 1}
    _check_statement(said, version)
    signature = sign(seed, _signed_part(vault, type, record, version, said))
    data = canonical({**said, "sig": to_text(signature)})
    return seal_record(root, vault=vault, epoch=epoch, type=type, record=record, version=version, data=data, nonce=nonce)


def open_statement(
    root: bytes,
    blob: bytes,
    *,
    vault: UUID,
    epoch: int,
    type: str,  # noqa: A002 — the word of the format
    record: UUID,
    version: int,
    signing_key_of: Callable[[str], bytes | None],
) -> Statement:
    """Open what somebody said. ``signing_key_of`` gives a member's trusted signing key, or nothing.

    Raises NotSealed, or NotAStatement where what is inside has not the shape of one. A signature that does not hold is told, not raised.
    """
    data = open_record(root, blob, vault=vault, epoch=epoch, type=type, record=record, version=version)
    said = read_canonical(data)
    if not isinstance(said, dict) or set(said) != {"at", "author", "body", "prev", "sig", "v"}:
        raise NotAStatement("This record does not say who wrote it and when.")
    signature = from_text(said.pop("sig"), SIGNATURE_LENGTH)
    _check_statement(said, version)
    key = signing_key_of(said["author"])
    signed = key is not None and verify(key, _signed_part(vault, type, record, version, said), signature)
    return Statement(said["author"], said["at"], said["body"], bytes.fromhex(said["prev"]), signed)


def _context(header: bytes, vault: UUID, kind: str, record: UUID, version: int) -> bytes:
    return pae(header, vault.bytes, kind, record.bytes, u32be(version))


def _signed_part(vault: UUID, kind: str, record: UUID, version: int, said: dict[str, Any]) -> bytes:
    return pae("safeconduct/v1/record", _context(b"", vault, kind, record, version), canonical(said))


def _check_statement(said: dict[str, Any], version: int) -> None:
    texts = [said["at"], said["author"], said["prev"]]
    whole = (
        said["v"] == 1
        and all(isinstance(text, str) for text in texts)
        and MOMENT.match(said["at"])
        and re.fullmatch(r"[0-9a-f]{64}" if version > 1 else "", said["prev"])
    )
    if not whole:
        raise NotAStatement("This record does not say who wrote it and when.")
