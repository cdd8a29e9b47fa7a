"""Set a claim's standing against the rule, with the reason in writing."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.actions.recount_standing import recount_standing
from safeconduct.evidence.models import Assessment, Claim
from safeconduct.evidence.models.graph import graph_of
from safeconduct.evidence.rules.standing import Standing
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class AssessmentUnexplained(Refused):
    """A standing against the rule without a reason is an opinion."""

    sentence = _("Write the reason: it stands beside the standing for everybody who reads the claim.")


class NotForAssessing(Refused):
    """A claim is withdrawn by its own act."""

    sentence = _("A claim is withdrawn with “Withdraw this claim”, which asks for its own reason.")


@transaction.atomic
def assess_claim(
    *, claim: Claim, standing: Standing, reasoning: str, by: Member, at: datetime, valid_until: date | None = None
) -> Assessment:
    """Append the assessment; the latest counts. ``Standing.UNASSESSED`` hands the claim back to the rule.

    :raises AssessmentUnexplained: if there is no reason
    :raises NotForAssessing: if the standing is "withdrawn"
    """
    if standing is Standing.WITHDRAWN:
        raise NotForAssessing
    if not reasoning.strip():
        raise AssessmentUnexplained
    before = claim.standing
    assessment = Assessment.objects.create(
        claim=claim,
        standing=standing,
        reasoning=reasoning.strip(),
        count=_numbers(claim),
        assessed_at=at,
        assessed_by=by,
        valid_until=valid_until,
    )
    recount_standing(claim=claim)
    record("evidence.claim-assessed", claim.reference, by=by.reference, at=at, standing=standing.value, before=before)
    if claim.is_public:
        mark_changed(crisis=claim.crisis, at=at)
    return assessment


def _numbers(claim: Claim) -> dict[str, int]:
    """Give what the graph says at this moment, so that a later reader sees what the assessor saw."""
    count = graph_of(claim).count()
    return {
        "reports": count.reports,
        "ends": len(count.ends),
        "at_least": count.at_least,
        "up_to": count.up_to,
        "minimum_cut": count.minimum_cut,
    }
