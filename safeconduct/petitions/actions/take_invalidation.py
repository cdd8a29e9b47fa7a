"""Take an invalidation in hand, so that nobody else changes it meanwhile."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Campaign, Invalidation

LOOKED_AT, RUNNING, FINISHED, CANCELLED, UNDOING, UNDONE = "looked-at", "running", "finished", "cancelled", "undoing", "undone"


class NotNow(Refused):
    """It is in another state by now."""

    code = "not-now"
    sentence = _("Somebody was faster: this has gone on already. Look at where it stands now.")


@transaction.atomic
def take_invalidation(invalidation: Invalidation, by: Member, *states: str) -> tuple[Campaign, Invalidation]:
    """Lock an invalidation that stands in one of these states, and its campaign; give both rows as they are locked.

    :raises NotNow: if it is in another state by now
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    campaign = take_campaign(campaign=invalidation.campaign, by=by, permission=Permission.PETITION_INVALIDATE, may_have_ended=True)
    kept = Invalidation.objects.select_for_update(of=("self",)).get(pk=invalidation.pk)
    if kept.state not in states:
        raise NotNow
    return campaign, kept


def bring_into(kept: Invalidation, state: str, *fields: str) -> None:
    """Write the state, and these fields with it."""
    kept.state = state
    kept.save(update_fields=["state", *fields])
