"""Tie origins behind which the same people may stand."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.actions.recount_standing import recount_standing
from safeconduct.evidence.models import Claim, Origin
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class OverlapNeedsTwo(Refused):
    """One origin overlaps with nothing."""

    sentence = _("Choose at least two origins that may be the same people, or that came through one channel.")


class OverlapAcrossCrises(Refused):
    """The origins belong to different crises."""

    sentence = _("These origins belong to different crises and cannot be tied.")


@transaction.atomic
def group_overlap(*, origins: Sequence[Origin], name: str, by: Member, at: datetime) -> Sequence[Claim]:
    """Set the group of the origins, which then count as one to "up to N"; an empty name unties them. Gives the claims recounted.

    :raises OverlapNeedsTwo: if fewer than two are to be tied
    :raises OverlapAcrossCrises: if they belong to different crises
    """
    name = " ".join(name.split())
    if name and len(origins) <= 1:
        raise OverlapNeedsTwo
    if len({origin.crisis_id for origin in origins}) > 1:
        raise OverlapAcrossCrises
    for origin in origins:
        origin.overlap_group = name
        origin.save(update_fields=["overlap_group"])
        record("evidence.origin-tied", origin.reference, by=by.reference, at=at, group=name)
    claims = list(
        Claim.objects.filter(attributions__rests__on_origin__in=origins, joined_into__isnull=True).select_related("crisis").distinct()
    )
    for claim in claims:
        recount_standing(claim=claim)
        record("evidence.origins-tied", claim.reference, by=by.reference, at=at, group=name, origins=len(origins))
        if claim.is_public:
            mark_changed(crisis=claim.crisis, at=at)
    return claims
