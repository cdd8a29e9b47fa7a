"""Withdraw a claim: it stays readable, marked, with the reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.actions.recount_standing import recount_standing
from safeconduct.evidence.models import Claim
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class ClaimWithdrawalUnexplained(Refused):
    """Readers must be told why."""

    sentence = _("Write why the claim is withdrawn; everybody who reads it will see the reason.")


class AlreadyWithdrawn(Refused):
    """It is withdrawn."""

    sentence = _("This claim is withdrawn already. Nothing was changed.")


@transaction.atomic
def withdraw_claim(*, claim: Claim, because: str, by: Member, at: datetime) -> None:
    """Mark the claim as withdrawn, on the public page too if it stands there.

    :raises ClaimWithdrawalUnexplained: if there is no reason
    :raises AlreadyWithdrawn: if it is withdrawn
    """
    if not because.strip():
        raise ClaimWithdrawalUnexplained
    if claim.withdrawn_at is not None:
        raise AlreadyWithdrawn
    claim.withdrawn_at, claim.withdrawn_by, claim.withdrawn_because = at, by, because.strip()
    claim.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    recount_standing(claim=claim)
    record("evidence.claim-withdrawn", claim.reference, by=by.reference, at=at, because=because.strip())
    if claim.is_public:
        mark_changed(crisis=claim.crisis, at=at)
