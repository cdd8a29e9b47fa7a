"""End a key by which another site sends signatures."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import SigningKey


class KeyEnded(Refused):
    """It was ended before."""

    sentence = _("This key was ended already. Nothing was changed.")


@transaction.atomic
def end_signing_key(*, key: SigningKey, by: Member, at: datetime) -> None:
    """End it: what comes with it from now on is refused. What came before stays.

    :raises KeyEnded: if it was ended before
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    take_campaign(campaign=key.campaign, by=by, may_have_ended=True)
    kept = SigningKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
    if kept.ended_on:
        raise KeyEnded
    kept.ended_on = at.date()
    kept.save(update_fields=["ended_on"])
    record("petitions.signing-key-ended", kept.reference, by=by.reference, at=at)
