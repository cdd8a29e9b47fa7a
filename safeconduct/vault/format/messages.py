"""Messages of people who ask for help, and answers to them: JSON, padded, sealed to one recipient."""

import secrets
from collections.abc import Sequence
from typing import Any

from safeconduct.vault.format.ages import check_message, open_with, seal_to
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.octets import canonical, pad, read_canonical, to_text, unpad

NONCE_LENGTH = 16


def seal_message(recipient: str, message: dict[str, Any]) -> bytes:
    """Seal a message; its length then tells only which bucket it fills."""
    return seal_to(recipient, pad(canonical(message)))


def open_message(identity: str, blob: bytes) -> dict[str, Any]:
    """Open a message.

    Raises NotSealed where it is none, or not for this identity.
    """
    check_message(blob)
    message = read_canonical(unpad(open_with(identity, blob)))
    if not isinstance(message, dict) or message.get("v") != 1:
        raise NotSealed("This is no message of a kind that we know.")
    return message


def write_request(
    *,
    text: str,
    answers: dict[str, Any],
    at: str,
    reply: str,
    language: str,
    files: Sequence[tuple[str, str]] = (),
    nonce: bytes | None = None,
) -> dict[str, Any]:
    """Give a person's message: what they wrote and answered, where answers go, and id and digest (hex) of each file."""
    return {
        "answers": answers,
        "at": at,
        "files": [{"id": name, "sha256": digest} for name, digest in files],
        "language": language,
        "nonce": to_text(nonce or secrets.token_bytes(NONCE_LENGTH)),
        "reply": reply,
        "text": text,
        "v": 1,
    }


def write_answer(*, text: str, at: str, reply_to: str) -> dict[str, Any]:
    """Give an answer to a person; ``reply_to`` is the recipient to whom they should seal from then on."""
    return {"at": at, "reply_to": reply_to, "text": text, "v": 1}
