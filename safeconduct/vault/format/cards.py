"""The card of a channel: to whom a person who asks for help seals, signed by a steward."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from safeconduct.vault.format.errors import NotSealed, WrongContext
from safeconduct.vault.format.members import PublicKeys, vouch_statement
from safeconduct.vault.format.octets import canonical, from_text, read_canonical, to_text
from safeconduct.vault.format.roots import is_recipient
from safeconduct.vault.format.signing import KEY_LENGTH, SIGNATURE_LENGTH, sign, verify

FIELDS = {"channel", "epoch", "recipient", "signer", "signer_key", "slug", "v", "vault", "vouch"}


class NotTrusted(NotSealed):
    """This card is not signed by anybody for whom the root key stands."""


@dataclass(frozen=True)
class Vouching:
    """The root's word that these keys are a steward's."""

    keys: PublicKeys
    organisation: str
    voucher: str
    signature: bytes


@dataclass(frozen=True)
class Card:
    """What a card says once it has been verified."""

    channel: UUID
    slug: str
    vault: UUID
    epoch: int
    recipient: str
    signer: str


def make_card(
    *,
    channel: UUID,
    slug: str,
    vault: UUID,
    epoch: int,
    recipient: str,
    signer: str,
    seed: bytes,
    signer_key: bytes,
    vouching: Vouching | None,
) -> tuple[bytes, bytes]:
    """Write a card and sign it; ``seed`` and ``signer_key`` are the steward's. Give the card and the signature over its bytes.

    ``vouching`` is nothing where the signer's is the root key.
    """
    said = {
        "channel": str(channel),
        "epoch": epoch,
        "recipient": recipient,
        "signer": signer,
        "signer_key": to_text(signer_key),
        "slug": slug,
        "v": 1,
        "vault": str(vault),
        "vouch": _write(vouching) if vouching else None,
    }
    card = canonical(said)
    return card, sign(seed, card)


def verify_card(card: bytes, signature: bytes, *, root_key: bytes, slug: str | None = None) -> Card:
    """Read a card that must be signed by the root key, or by a steward for whom it vouches.

    Raises NotTrusted where it is not; WrongContext where it is another channel's; NotSealed where it is none.
    """
    said = read_canonical(card)
    if not isinstance(said, dict) or set(said) != FIELDS or said["v"] != 1 or not is_recipient(str(said["recipient"])):
        raise NotSealed("This is no card of a channel.")
    key = from_text(said["signer_key"], KEY_LENGTH)
    if not verify(key, card, signature) or not (key == root_key or _is_vouched_for(said, key, root_key)):
        raise NotTrusted("This card is not signed by anybody whom the coalition vouches for.")
    if slug is not None and said["slug"] != slug:
        raise WrongContext("This is the card of another channel.")
    try:
        return Card(UUID(said["channel"]), said["slug"], UUID(said["vault"]), said["epoch"], said["recipient"], said["signer"])
    except (AttributeError, ValueError) as problem:
        raise NotSealed("This is no card of a channel.") from problem


def _write(vouching: Vouching) -> dict[str, Any]:
    keys = vouching.keys
    bundle = {
        "created": keys.created,
        "member": keys.member,
        "previous": keys.previous.hex(),
        "recipient": keys.recipient,
        "sequence": keys.sequence,
        "signing_key": to_text(keys.signing_key),
    }
    return {"bundle": bundle, "organisation": vouching.organisation, "signature": to_text(vouching.signature), "voucher": vouching.voucher}


def _is_vouched_for(said: dict[str, Any], key: bytes, root_key: bytes) -> bool:
    vouch = said["vouch"]
    if vouch is None:
        return False
    try:
        bundle = vouch["bundle"]
        keys = PublicKeys(
            bundle["member"],
            bundle["sequence"],
            bundle["recipient"],
            from_text(bundle["signing_key"], KEY_LENGTH),
            bundle["created"],
            bytes.fromhex(bundle["previous"]),
        )
        about = vouch_statement(statement=keys.statement, organisation=vouch["organisation"], authority="steward", voucher=vouch["voucher"])
        vouched = verify(root_key, about, from_text(vouch["signature"], SIGNATURE_LENGTH))
    except (KeyError, TypeError, AttributeError, OverflowError, ValueError) as problem:
        raise NotSealed("This is no card of a channel.") from problem
    return vouched and keys.signing_key == key and keys.member == said["signer"]
