"""What may be reached: open channels, whose card the root key stands behind, and the one box that a token opens."""

import base64
import binascii
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID, uuid4

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from safeconduct.ask.rules import MOST_FILES
from safeconduct.ask.storing import own
from safeconduct.intake.models import Channel, IntakeFile, Mailbox
from safeconduct.kit.refusals import Refused
from safeconduct.vault.format.cards import Card, verify_card
from safeconduct.vault.format.errors import NotSealed

KEY_LENGTH = 32


class NotVerified(Refused):
    """The channel's card does not lead to the root key: nothing is sealed to it."""

    status, code = 503, "not-verified"
    sentence = _("We cannot be sure just now that only the right people would read your message. Nothing was sent.")


class FilesNotThere(Refused):
    """A message names files that are not here, not whole, or another message's."""

    status, code = 400, "not-sealed"
    sentence = _("What arrived was not sealed. Nothing was kept. Go back and send it once more.")


def channels() -> list[Channel]:
    """Give every channel with its texts, the open ones first, in the order of the desk."""
    return sorted(Channel.objects.prefetch_related("texts"), key=lambda channel: (channel.state != "open", channel.place, channel.slug))


def channel_by_slug(slug: str) -> Channel:
    """Give a channel.

    :raises Http404: if there is none
    """
    channel = Channel.objects.prefetch_related("texts").filter(slug=slug).first()
    if channel is None:
        raise Http404
    return channel


def channel_by_id(id_: UUID) -> Channel:
    """Give a channel.

    :raises Http404: if there is none
    """
    channel = Channel.objects.filter(id=id_).first()
    if channel is None:
        raise Http404
    return channel


def box_of(token_hash: bytes) -> tuple[Mailbox | None, Channel]:
    """Give the box of a token, and its channel; for a token without a box the channel in which one would be opened.

    :raises Http404: if there is no channel at all
    """
    box = Mailbox.objects.filter(token_hash=token_hash).first()
    all_channels = list(Channel.objects.order_by("place", "slug"))
    if not all_channels:
        raise Http404
    some = [channel for channel in all_channels if channel.state == "open"] or all_channels
    chosen = some[token_hash[0] % len(some)]
    if box is None:
        return None, chosen
    return box, next(channel for channel in all_channels if channel.id == box.channel_id)


def whole_files(ids: Sequence[UUID], channel: UUID) -> list[IntakeFile]:
    """Give files that have arrived whole and belong to no message yet.

    :raises FilesNotThere: if one of them is not like that
    """
    found = {file.id: file for file in IntakeFile.objects.filter(id__in=ids, channel_id=channel, message=None)}
    if len(set(ids)) != len(ids) or any(id_ not in found or not found[id_].digest for id_ in ids):
        raise FilesNotThere
    return [found[id_] for id_ in ids]


def files_here(ids: Sequence[UUID], channel: UUID) -> list[IntakeFile]:
    """Give those of the files that have arrived whole and belong to no message yet, five at most."""
    files: list[IntakeFile] = []
    for id_ in dict.fromkeys(ids):
        try:
            files += whole_files([id_], channel)
        except FilesNotThere:
            continue
    return files[:MOST_FILES]


def marks_of(files: Sequence[IntakeFile]) -> list[tuple[str, str]]:
    """Give what a message says of its files: the id of each, and the SHA-256 of the sealed file in hexadecimal letters."""
    return [(str(file.id), bytes(file.digest).hex()) for file in files]


def card_of(channel: Channel) -> Card:
    """Give what the channel's card says, once it has been verified against the root key.

    :raises NotVerified: if it is not signed by anybody whom the root key stands behind, or says something else than the channel does
    """
    try:
        card = verify_card(bytes(channel.card), bytes(channel.signature), root_key=root_key(), slug=channel.slug)
    except NotSealed:
        raise NotVerified from None
    if card.channel != channel.id or card.vault != channel.vault:
        raise NotVerified
    return card


def root_key() -> bytes:
    """Read the root key that the operator laid down: 32 bytes in base64 or hexadecimal letters.

    :raises NotVerified: if there is none
    """
    try:
        text = Path(own("ROOT_KEY_FILE")).read_text(encoding="ascii").strip()
        key = (
            bytes.fromhex(text)
            if len(text) == 2 * KEY_LENGTH
            else base64.b64decode(text + "=" * (-len(text) % 4), b"-_" if set(text) & {"-", "_"} else None)
        )
    except (OSError, ValueError, binascii.Error):
        raise NotVerified from None
    if len(key) != KEY_LENGTH:
        raise NotVerified
    return key


def unverified() -> list[str]:
    """Give the slugs of channels whose card does not lead to the root key."""
    found = []
    for channel in Channel.objects.order_by("place", "slug"):
        try:
            card_of(channel)
        except NotVerified:
            found.append(channel.slug)
    return found


def no_box() -> UUID:
    """Give an id that no box has, so that looking for a box that is not there is the same work."""
    return uuid4()
