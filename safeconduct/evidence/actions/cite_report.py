"""Say that one report of a claim rests on another."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.actions.recount_standing import recount_standing
from safeconduct.evidence.models import Attribution, RestsOn
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class CitesItself(Refused):
    """A report cannot rest on itself."""

    sentence = _("A report cannot rest on itself. Choose another.")


class CitesAnotherClaim(Refused):
    """The cited report is of another claim."""

    sentence = _("The report belongs to another claim. Join the two claims first, if they say the same.")


@transaction.atomic
def cite_report(*, attribution: Attribution, cited: Attribution, by: Member, at: datetime) -> None:
    """Add the edge and count the claim's origins anew.

    :raises CitesItself: if both are one
    :raises CitesAnotherClaim: if they belong to different claims
    """
    if attribution.pk == cited.pk:
        raise CitesItself
    if attribution.claim_id != cited.claim_id:
        raise CitesAnotherClaim
    _edge, is_new = RestsOn.objects.get_or_create(attribution=attribution, on_attribution=cited)
    if not is_new:
        return
    claim = attribution.claim
    recount_standing(claim=claim)
    record("evidence.report-cited", claim.reference, by=by.reference, at=at, attribution=attribution.reference, cited=cited.reference)
    if claim.is_public:
        mark_changed(crisis=claim.crisis, at=at)
