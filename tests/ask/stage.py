"""An invented hotline: a root key, a vault, a channel with its card. Everything about it is fictional."""

import base64
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from safeconduct.intake.models import Channel, ChannelText
from safeconduct.vault.format.cards import make_card
from safeconduct.vault.format.roots import recipient_of, vault_identity
from safeconduct.vault.format.signing import new_seed, public_key

ROOT = bytes(range(32))


@dataclass(frozen=True)
class Hotline:
    """A channel, and the identity that opens what is sent to it."""

    channel: Channel
    identity: str

    @property
    def recipient(self) -> str:
        """Give to whom the hotline's messages are sealed."""
        return recipient_of(self.identity)


def lay_root_key(file: Path) -> bytes:
    """Lay down a new root key; give its seed."""
    seed = new_seed()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(base64.b64encode(public_key(seed)).decode(), encoding="ascii")
    return seed


def make_hotline(
    seed: bytes, slug: str = "north", *, state: str = "open", signed_by: bytes | None = None, names: dict[str, str] | None = None
) -> Hotline:
    """Make a channel whose card the root key signs, or another key."""
    id_, vault = uuid4(), uuid4()
    identity = vault_identity(ROOT, vault, 1)
    card, signature = card_for(id_, vault, slug, identity, signed_by or seed)
    channel = Channel.objects.create(id=id_, vault=vault, slug=slug, state=state, card=card, signature=signature)
    for language, name in (names or {"en": "Lantern hotline (invented)", "ru": "Линия «Фонарь» (вымышленная)"}).items():
        ChannelText.objects.create(channel=channel, language=language, name=name, line=f"{name}: a line")
    return Hotline(channel, identity)


def card_for(channel: UUID, vault: UUID, slug: str, identity: str, seed: bytes) -> tuple[bytes, bytes]:
    """Make a card that this key signs."""
    return make_card(
        channel=channel,
        slug=slug,
        vault=vault,
        epoch=1,
        recipient=recipient_of(identity),
        signer="ME-INVENT",
        seed=seed,
        signer_key=public_key(seed),
        vouching=None,
    )


def blobs_in(database: Path) -> list[bytes]:
    """Read the sealed messages straight from a database file."""
    with closing(sqlite3.connect(database)) as connection:
        return [blob for (blob,) in connection.execute("SELECT blob FROM intake_message ORDER BY rowid")]
