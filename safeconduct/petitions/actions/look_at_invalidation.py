"""Count the signatures that would be taken out of the count together."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Campaign, Invalidation
from safeconduct.signing.queries.sifted import sifted
from safeconduct.signing.rules.sifting import Sift, sift_to_json


class Everything(Refused):
    """Nothing was chosen, so that all signatures would be meant."""

    code = "everything"
    sentence = _("Choose at least one thing that they have in common. Without one, every signature of the campaign would be taken out.")


def look_at_invalidation(*, campaign: Campaign, sift: Sift, by: Member, on: date) -> Invalidation:
    """Keep what would be taken out, and how many that are; nothing is changed.

    :raises Everything: if nothing was chosen
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    if sift.is_everything:
        raise Everything
    with transaction.atomic():
        kept = take_campaign(campaign=campaign, by=by, permission=Permission.PETITION_INVALIDATE, may_have_ended=True)
        count = sifted(kept.roll, sift).count()
        return Invalidation.objects.create(campaign=kept, filters=sift_to_json(sift), matched=count, begun_on=on, begun_by=by)
