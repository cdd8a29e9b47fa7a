"""Letters: sealed to a vault that one does not hold, or to the label that lay in a letter.

Each is bound to an id, and signed where it says who writes.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from safeconduct.vault.format.ages import check_message, open_with, seal_to
from safeconduct.vault.format.errors import NotSealed, WrongContext
from safeconduct.vault.format.octets import canonical, from_text, pad, pae, read_canonical, to_text, unpad
from safeconduct.vault.format.signing import SIGNATURE_LENGTH, sign, verify

FIELDS = {"author", "id", "payload", "sig", "v"}


@dataclass(frozen=True)
class Letter:
    """What a letter says. Without ``signed`` it is by nobody, whoever it names, and must never be shown as if it were."""

    payload: Any
    author: str
    signed: bool


def letter_statement(*, letter: str, author: str, recipient: str, payload: Any) -> bytes:
    """Give what an author signs. For whom it was sealed stands in it: whoever opens it cannot pass it on as if it were to others."""
    return pae("safeconduct/v1/letter", letter, author, hashlib.sha256(recipient.encode()).digest(), canonical(payload))


def seal_letter(recipient: str, *, letter: str, payload: Any, author: str = "", seed: bytes = b"", least: int = 0) -> bytes:
    """Seal a letter; ``letter`` is the id under which it will lie, or of what it answers.

    It is signed where ``author`` and their ``seed`` are given. ``least`` is the smallest bucket it may fill, in bytes: letters that
    must not tell their length from one another are sealed with the same.
    """
    signature = sign(seed, letter_statement(letter=letter, author=author, recipient=recipient, payload=payload)) if author else b""
    said = {"author": author, "id": letter, "payload": payload, "sig": to_text(signature), "v": 1}
    return seal_to(recipient, pad(canonical(said), least))


def open_letter(identity: str, blob: bytes, *, letter: str, recipient: str, signing_key_of: Callable[[str], bytes | None]) -> Letter:
    """Open a letter that must be the one with this id; ``recipient`` is the identity's own.

    ``signing_key_of`` gives the key of a member whom one trusts, and nothing for anybody else.

    Raises NotSealed for another key, changed bytes, or what is no letter; WrongContext where it belongs to another id.
    """
    check_message(blob)
    said = read_canonical(unpad(open_with(identity, blob)))
    if not isinstance(said, dict) or set(said) != FIELDS or said["v"] != 1 or not isinstance(said["author"], str):
        raise NotSealed("This is no letter of a kind that we know.")
    if said["id"] != letter:
        raise WrongContext("This letter belongs to another id.")
    author = said["author"]
    signature = from_text(said["sig"], SIGNATURE_LENGTH if author else 0)
    key = signing_key_of(author) if author else None
    statement = letter_statement(letter=letter, author=author, recipient=recipient, payload=said["payload"])
    return Letter(said["payload"], author, key is not None and verify(key, statement, signature))
