"""Give a channel a new card, after its vault has begun a new epoch."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.intake.models import Channel
from safeconduct.intake.receiving import check_card
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.vault.access import vault_to_change


@transaction.atomic
def renew_card(*, channel: Channel, card: bytes, signature: bytes, by: Member, at: datetime) -> None:
    """Let people seal to the newest key of the vault from now on.

    :raises Http404: if who signs it does not hold the vault
    :raises NotTrusted: if the card is not signed by them, for the newest key of the vault
    """
    held = vault_to_change(by, channel.vault)
    check_card(card, signature, channel=channel.pk, slug=channel.slug, vault=held, by=by)
    record("intake.card-renewed", str(channel.pk), by=by.reference, at=day_of(at), epoch=held.epoch)
    Channel.objects.filter(pk=channel.pk).update(card=card, signature=signature)
