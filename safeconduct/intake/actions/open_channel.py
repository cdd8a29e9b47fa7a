"""Open one more way to ask for help."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.intake.models import Channel, ChannelText
from safeconduct.intake.receiving import Text, check_card, check_texts
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.vault.access import vault_to_change


class ChannelTaken(Refused):
    """Another channel has this address, this vault or this id."""

    code = "taken"
    sentence = _("Another channel has this address already. Nothing was changed; choose another.")


@transaction.atomic
def open_channel(
    *, id_: UUID, vault: UUID, slug: str, texts: Iterable[Text], card: bytes, signature: bytes, by: Member, at: datetime
) -> Channel:
    """Keep the channel with its card and its texts; from then on people can write to it.

    The request goes into its own database first. If the entry cannot be written afterwards, the channel goes again.

    :raises Http404: if who opens it holds no such vault, or it is not a channel's
    :raises ChannelTaken: if its address, vault or id is another channel's
    :raises NotTrusted: if the card is not signed by who opens it, for the newest key of the vault
    :raises NotUnderstood: if there is no text
    """
    held = vault_to_change(by, vault)
    if held.kind != "channel":
        raise Http404
    check_card(card, signature, channel=id_, slug=slug, vault=held, by=by)
    given = check_texts(texts)
    record("intake.channel-opened", str(id_), by=by.reference, at=day_of(at), vault=str(vault))
    with transaction.atomic(using="intake"):
        if Channel.objects.filter(Q(pk=id_) | Q(slug=slug) | Q(vault=vault)).exists():
            raise ChannelTaken
        last = Channel.objects.aggregate(last=Max("place"))["last"] or 0
        channel = Channel.objects.create(pk=id_, vault=vault, slug=slug, place=last + 1, card=card, signature=signature)
        ChannelText.objects.bulk_create(_row(channel, text) for text in given)
    return channel


def _row(channel: Channel, text: Text) -> ChannelText:
    return ChannelText(channel=channel, language=text.language, name=text.name, line=text.line, closed_line=text.closed_line)
