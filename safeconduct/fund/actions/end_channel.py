"""End a channel: from now on nobody is shown its number, whichever appeal it stood on."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.fund.models import Channel
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member


@transaction.atomic
def end_channel(*, channel: Channel, by: Member, at: datetime) -> Channel:
    """End it, verified or not. One person is enough: to stop is always safe. What was ended stays as it is, whoever asks again."""
    row = Channel.objects.select_for_update(of=("self",)).get(pk=channel.pk)
    if row.ended_on is None:
        row.ended_by, row.ended_on = by, at.date()
        row.save(update_fields=["ended_by", "ended_on"])
        record("fund.channel-ended", row.reference, by=by.reference, at=day_of(at), kind=row.kind)
    return row
