"""What browsers post to the sealed desk, made as they make it, and a way to post it."""

import secrets
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from safeconduct.vault.format.ages import seal_to
from safeconduct.vault.format.cards import make_card
from safeconduct.vault.format.files import END
from safeconduct.vault.format.grants import seal_grant
from safeconduct.vault.format.octets import padme, to_text
from safeconduct.vault.format.records import moment_of, seal_previous_root, seal_statement
from safeconduct.vault.format.roots import ROOT_LENGTH, epoch_statement, recipient_of, vault_identity
from safeconduct.vault.format.signing import sign
from safeconduct.vault.models import Vault
from tests.factories.people import THEN
from tests.factories.vault import KeyedMember, KeyedVault

VAULTS = "/desk/vault/vaults/"


class Browser:
    """Somebody's browser: signed in, speaking JSON."""

    def __init__(self, keyed: KeyedMember) -> None:
        self.keyed = keyed
        self.client = Client()
        self.client.force_login(keyed.member)

    def get(self, address: str) -> Any:
        return self.client.get(address)

    def post(self, address: str, said: dict[str, Any] | None = None) -> Any:
        return self.client.post(address, said or {}, content_type="application/json")

    def send(self, address: str, data: bytes) -> Any:
        return self.client.post(address, data, content_type="application/octet-stream")


def grant_of(root: bytes, vault: UUID, epoch: int, member: KeyedMember, *, by: KeyedMember) -> dict[str, str]:
    """Seal a root to a member, ready to post."""
    blob, signature = seal_grant(root, vault=vault, epoch=epoch, member=member.reference, recipient=member.recipient, seed=by.seed)
    return {"member": member.reference, "blob": to_text(blob), "signature": to_text(signature)}


def new_vault(holders: Sequence[KeyedMember], *, kind: str = "case") -> tuple[dict[str, Any], bytes]:
    """Make a vault as the browser of the first holder does; give what it posts, and the root."""
    maker, id_, root = holders[0], uuid4(), secrets.token_bytes(ROOT_LENGTH)
    recipient = recipient_of(vault_identity(root, id_, 1))
    signature = sign(maker.seed, epoch_statement(vault=id_, epoch=1, recipient=recipient))
    grants = [grant_of(root, id_, 1, holder, by=maker) for holder in holders]
    return {"id": str(id_), "kind": kind, "recipient": recipient, "signature": to_text(signature), "grants": grants}, root


def post_vault(holders: Sequence[KeyedMember], *, kind: str = "case") -> KeyedVault:
    """Make a vault and post it."""
    said, root = new_vault(holders, kind=kind)
    answer = Browser(holders[0]).post(VAULTS, said)
    assert answer.status_code == 200, answer.content
    return KeyedVault(Vault.objects.get(pk=said["id"]), {1: root})


def new_epoch(keyed: KeyedVault, holders: Sequence[KeyedMember], without: Sequence[KeyedMember] = ()) -> tuple[dict[str, Any], bytes]:
    """Make the next epoch as the browser of the first holder does; give what it posts, and the root."""
    maker, number, root = holders[0], keyed.vault.epoch + 1, secrets.token_bytes(ROOT_LENGTH)
    recipient = recipient_of(vault_identity(root, keyed.id, number))
    said = {
        "number": number,
        "recipient": recipient,
        "signature": to_text(sign(maker.seed, epoch_statement(vault=keyed.id, epoch=number, recipient=recipient))),
        "previous": to_text(seal_previous_root(root, keyed.root, vault=keyed.id, epoch=number)),
        "without": [member.reference for member in without],
        "grants": [grant_of(root, keyed.id, number, holder, by=maker) for holder in holders],
    }
    return said, root


def post_epoch(keyed: KeyedVault, holders: Sequence[KeyedMember], without: Sequence[KeyedMember] = ()) -> None:
    """Make the next epoch and post it."""
    said, root = new_epoch(keyed, holders, without)
    answer = Browser(holders[0]).post(f"{VAULTS}{keyed.id}/epochs/", said)
    assert answer.status_code == 200, answer.content
    keyed.vault.refresh_from_db()
    keyed.roots[keyed.vault.epoch] = root


def new_record(
    keyed: KeyedVault,
    *,
    by: KeyedMember,
    body: Any = "Called.",
    kind: str = "case.note",
    record: UUID | None = None,
    version: int = 1,
    epoch: int | None = None,
) -> dict[str, Any]:
    """Write a record as a browser does; give what it posts."""
    id_, epoch = record or uuid4(), epoch or keyed.vault.epoch
    blob = seal_statement(
        keyed.roots[epoch],
        vault=keyed.id,
        epoch=epoch,
        type=kind,
        record=id_,
        version=version,
        author=by.reference,
        at=moment_of(THEN),
        body=body,
        prev=bytes(32) if version > 1 else b"",
        seed=by.seed,
    )
    return {"id": str(id_), "type": kind, "version": version, "blob": to_text(blob)}


def sealed_octets(recipient: str, length: int) -> bytes:
    """Give a sealed file about so long, of zeros: what the server sees of it is like any other."""
    return seal_to(recipient, bytes(padme(length) + len(END)))


def new_channel(vault: KeyedVault, /, *, by: KeyedMember, slug: str = "north", channel: UUID | None = None, **card: Any) -> dict[str, Any]:
    """Make a channel as a steward's browser does; the steward's key is the root's. ``card`` changes what the card says."""
    id_ = channel or uuid4()
    said = {"channel": id_, "slug": slug, "vault": vault.id, "epoch": vault.vault.epoch, "recipient": vault.recipient}
    signed, signature = make_card(
        **{**said, "signer": by.reference, "seed": by.seed, "signer_key": by.signing_key, "vouching": None, **card}
    )
    return {
        "id": str(id_),
        "vault": str(vault.id),
        "slug": slug,
        "texts": [{"language": "en", "name": "Help in the north", "line": "", "closed_line": ""}],
        "card": to_text(signed),
        "signature": to_text(signature),
    }
