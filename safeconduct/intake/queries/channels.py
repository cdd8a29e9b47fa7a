"""The channels of a member, as a client takes them."""

from typing import Any

from django.db.models import Prefetch

from safeconduct.intake.access import channels_of_vaults, epochs_for
from safeconduct.intake.models import ChannelText
from safeconduct.kit.talking import base64_of
from safeconduct.people.models import Member


def channels_of(member: Member) -> list[dict[str, Any]]:
    """Give every channel whose vault the member holds, in the order in which people read them. Three queries, however many."""
    epochs = epochs_for(member)
    texts = Prefetch("texts", ChannelText.objects.order_by("language"))
    return [
        {
            "id": str(channel.pk),
            "vault": str(channel.vault),
            "epoch": epochs[channel.vault],
            "slug": channel.slug,
            "state": channel.state,
            "texts": [
                {"language": text.language, "name": text.name, "line": text.line, "closed_line": text.closed_line}
                for text in channel.texts.all()
            ],
            "languages": [text.language for text in channel.texts.all()],
            "card": base64_of(channel.card),
            "signature": base64_of(channel.signature),
            "demonstration": channel.is_demonstration,
        }
        for channel in channels_of_vaults(epochs).prefetch_related(texts).order_by("place", "slug")
    ]
