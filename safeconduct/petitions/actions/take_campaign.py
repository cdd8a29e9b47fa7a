"""Take a campaign in hand, so that nobody else changes it meanwhile."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.petitions.models import Campaign


class NotOwning(Refused):
    """Somebody of another organisation wants to do what only the owner does."""

    sentence = _("Only the organisation that owns this campaign can do this. Nothing was changed.")
    code = "not-owning"
    status = 403


class NotPermitted(Refused):
    """The member's roles do not allow it."""

    sentence = _("Your roles do not allow this. Nothing was changed.")
    code = "not-permitted"
    status = 403


class HasEnded(Refused):
    """The campaign has ended."""

    sentence = _("This campaign has ended, so this cannot be changed any more.")
    code = "has-ended"


@transaction.atomic
def take_campaign(*, campaign: Campaign, by: Member, permission: str = Permission.PETITION_KEEP, may_have_ended: bool = False) -> Campaign:
    """Lock the campaign for a change that needs this permission, by a member of the organisation that owns it; give the locked row.

    :raises NotOwning: if the member belongs to another organisation
    :raises NotPermitted: if the member lacks the permission
    :raises HasEnded: if it has ended, unless ``may_have_ended``
    """
    kept = Campaign.objects.select_for_update(of=("self",)).select_related("crisis", "organisation", "publication").get(pk=campaign.pk)
    if by.organisation_id != kept.organisation_id:
        raise NotOwning
    if not by.may(permission):
        raise NotPermitted
    if kept.end and not may_have_ended:
        raise HasEnded
    return kept
