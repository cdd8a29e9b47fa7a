"""Open an appeal: from now on everybody sees it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.fund.actions.make_appeal import NotTerms, check_channels, check_words
from safeconduct.fund.models import Appeal
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class MadeByYou(Refused):
    """Two people put an appeal before the public."""

    status, code = 409, "made-by-you"
    sentence = _("You made this appeal yourself. A colleague who keeps the books reads it and opens it. Nothing was changed.")


class NoChannel(Refused):
    """Nobody could give."""

    code = "no-channel"
    sentence = _("No verified channel leads to this appeal, so nobody could give. Add one first. Nothing was changed.")


@transaction.atomic
def open_appeal(*, appeal: Appeal, by: Member, at: datetime) -> Appeal:
    """Open it. What was opened stays as it is, whoever asks again.

    :raises MadeByYou: if the member made it
    :raises NoChannel: if there is no channel
    :raises NotVerified: if a channel was ended since
    :raises WordTooClose: if another appeal took a word like it since
    :raises NotTerms: if its deadline is past
    """
    row = Appeal.objects.select_for_update(of=("self",)).select_related("fund").get(pk=appeal.pk)
    if row.opened_at is not None:
        return row
    if row.made_by_id == by.pk:
        raise MadeByYou
    channels = list(row.channels.all())
    if not channels:
        raise NoChannel
    check_channels(channels, fund=row.fund, currency=row.currency)
    check_words(row.word, row.aliases, of=row)
    if row.closes_at <= at:
        raise NotTerms
    row.opened_by, row.opened_at = by, at
    row.save(update_fields=["opened_by", "opened_at"])
    record("fund.appeal-opened", row.reference, by=by.reference, at=day_of(at), fund=row.fund.reference)
    return row
