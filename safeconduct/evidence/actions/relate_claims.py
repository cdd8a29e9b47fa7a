"""Say what two claims are to each other: broader, narrower, other people, a contradiction, or not the same at all."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.actions.recount_standing import recount_standing
from safeconduct.evidence.models import Claim, Relation, RelationKind
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class RelatedToItself(Refused):
    """Both are one claim."""

    sentence = _("This is the same claim. Choose another one.")


class ClaimOfOtherCrisis(Refused):
    """The two belong to different crises."""

    sentence = _("The two claims belong to different crises and cannot be related.")


class ContradictionUnexplained(Refused):
    """A credible contradiction contests a claim, so it needs its reason."""

    sentence = _("Write why the contradiction is credible: it changes how the claim stands.")


@transaction.atomic
def relate_claims(
    *, claim: Claim, other: Claim, kind: str, reason: str = "", is_credible: bool = False, by: Member, at: datetime
) -> Relation:
    """Set what the claim is to the other; an earlier finding between the two is replaced and stays in the record.

    ``is_credible`` counts for contradictions only: both claims then stand as contested.

    :raises RelatedToItself: if both are one
    :raises ClaimOfOtherCrisis: if they belong to different crises
    :raises ContradictionUnexplained: if a credible contradiction has no reason
    """
    if claim.pk == other.pk:
        raise RelatedToItself
    if claim.crisis_id != other.crisis_id:
        raise ClaimOfOtherCrisis
    is_credible = is_credible and kind == RelationKind.CONTRADICTS
    if is_credible and not reason.strip():
        raise ContradictionUnexplained
    Relation.objects.filter(claim=claim, other=other).delete()
    Relation.objects.filter(claim=other, other=claim).delete()
    relation = Relation.objects.create(
        claim=claim, other=other, kind=kind, is_credible=is_credible, reason=reason.strip(), found_at=at, found_by=by
    )
    for one, another in ((claim, other), (other, claim)):
        recount_standing(claim=one)
        record(
            "evidence.claims-related",
            one.reference,
            by=by.reference,
            at=at,
            other=another.reference,
            kind=kind,
            is_credible=is_credible,
            reason=reason.strip(),
        )
        if one.is_public:
            mark_changed(crisis=one.crisis, at=at)
    return relation
