"""Compare signatures that were counted provisionally with all others, by the tags that a holder's browser made of them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Campaign
from safeconduct.petitions.queries.keys import key_state
from safeconduct.signing.actions.settle_provisional import Settled, Tagged, settle_provisional
from safeconduct.signing.models import Roll
from safeconduct.vault.access import vault_for


class KeyAbsent(Refused):
    """What comes in meanwhile would still be counted provisionally."""

    code = "key-absent"
    sentence = _("The server does not have the campaign’s key. Give it back first; nothing was changed.")


def settle_signatures(*, campaign: Campaign, tagged: Sequence[Tagged], by: Member, at: datetime) -> Settled:
    """Settle these; the record says how many, never which.

    :raises Http404: if the member does not hold the campaign's vault
    :raises KeyAbsent: if the server does not have the key
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    with transaction.atomic():
        kept = take_campaign(campaign=campaign, by=by, may_have_ended=True)
        vault_for(by, kept.vault_id)  # type: ignore[arg-type]  # none is held by nobody
        if key_state(Roll.objects.filter(pk=kept.roll).first()) != "held":
            raise KeyAbsent
        done = settle_provisional(roll=kept.roll, tagged=tagged)
        if done != Settled():
            counts = {"settled": done.settled, "duplicates": done.duplicates}
            record("petitions.signatures-compared", kept.reference, by=by.reference, at=day_of(at), **counts)
    return done
