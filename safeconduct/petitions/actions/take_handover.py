"""Take a handover in hand, so that nobody else changes it meanwhile."""

from collections.abc import Container

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Handover
from safeconduct.petitions.rules.kinds import HandoverState
from safeconduct.vault.access import vault_for


class NotNow(Refused):
    """It is further, or not as far, as this needs."""

    code = "not-now"
    sentence = _("This handover is at another step by now. Nothing was changed; load the page again.")


@transaction.atomic
def take_handover(*, handover: Handover, by: Member, states: Container[str], with_vault: bool = False) -> Handover:
    """Lock the handover for a change; give the locked row.

    :raises NotNow: if it is in none of these states
    :raises Http404: if the member has to hold the campaign's vault (``with_vault``) and does not
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    campaign = take_campaign(campaign=handover.campaign, by=by, permission=Permission.PETITION_HAND_OVER, may_have_ended=True)
    if with_vault:
        vault_for(by, campaign.vault_id)  # type: ignore[arg-type]  # none is held by nobody
    kept = Handover.objects.select_for_update(of=("self",)).select_related("campaign__crisis", "post").get(pk=handover.pk)
    if kept.state not in states:
        raise NotNow
    return kept


UNMADE = frozenset({HandoverState.PREPARED, HandoverState.APPROVED})
TO_MAKE = frozenset({HandoverState.APPROVED, HandoverState.MADE})
