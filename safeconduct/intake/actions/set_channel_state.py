"""Open or close a channel."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.intake.models import CHANNEL_STATES, Channel
from safeconduct.kit.clock import day_of
from safeconduct.kit.talking import NotUnderstood
from safeconduct.people.models import Member


@transaction.atomic
def set_channel_state(*, channel: Channel, state: str, by: Member, at: datetime) -> None:
    """Let people write to the channel, or let nobody write anew; boxes that there are stay open either way.

    :raises NotUnderstood: if there is no such state
    """
    if state not in CHANNEL_STATES:
        raise NotUnderstood
    if state != channel.state:
        record("intake.channel-state-set", str(channel.pk), by=by.reference, at=day_of(at), state=state)
        Channel.objects.filter(pk=channel.pk).update(state=state)
