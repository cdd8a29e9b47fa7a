"""Verify a channel: a second person types the number again, from the bank's own paper."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.fund.actions.ask_channel import NotANumber
from safeconduct.fund.models import Channel
from safeconduct.fund.rules.channels import read_channel
from safeconduct.fund.rules.identifiers import BadNumber
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class AskedByYou(Refused):
    """Two people verify a number."""

    status, code = 409, "asked-by-you"
    sentence = _("You typed this number yourself. A colleague who keeps the books types it again. Nothing was verified.")


class OtherNumber(Refused):
    """The two people typed different numbers."""

    code = "other-number"
    sentence = _(
        "This is not the number that your colleague typed. Nothing was verified: look at the bank’s own paper, both of you. If the first "
        "was wrong, end it and ask for the right one."
    )


class ChannelIsOver(Refused):
    """It is verified or ended."""

    status, code = 409, "over"
    sentence = _("This number is verified or ended already. Nothing was changed.")


@transaction.atomic
def confirm_channel(*, channel: Channel, number: str, by: Member, at: datetime) -> Channel:
    """Verify it by the number that the second person typed; both are compared as they are read, not as they are written.

    :raises ChannelIsOver: if it is verified or ended
    :raises AskedByYou: if it is one's own
    :raises NotANumber: if what was typed is no number of its kind
    :raises OtherNumber: if it is another one
    """
    row = Channel.objects.select_for_update(of=("self",)).get(pk=channel.pk)
    if row.confirmed_on or row.ended_on:
        raise ChannelIsOver
    if row.asked_by_id == by.pk:
        raise AskedByYou
    try:
        typed = read_channel(row.kind, number, row.currency)
    except BadNumber as fault:
        raise NotANumber(fault.why) from fault
    if typed.number != row.number:
        raise OtherNumber
    row.confirmed_by, row.confirmed_on = by, at.date()
    row.save(update_fields=["confirmed_by", "confirmed_on"])
    record("fund.channel-confirmed", row.reference, by=by.reference, at=day_of(at), kind=row.kind)
    return row
