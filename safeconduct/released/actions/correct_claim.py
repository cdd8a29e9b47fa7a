"""Mark the claim of a sentence that was withdrawn."""

from datetime import date, datetime

from django.db import transaction

from safeconduct.evidence.actions.withdraw_claim import withdraw_claim
from safeconduct.released.models import Slip

WITHDRAWN = "Withdrawn by the organisation that released it. Copies that were made before cannot be called back."


@transaction.atomic
def correct_claim(*, slip: Slip, day: date, at: datetime) -> None:
    """Withdraw the claim, once, wherever it stands, and note the day on which that was said."""
    if slip.claim is not None and slip.withdrawn_by is not None and slip.claim.withdrawn_at is None:
        withdraw_claim(claim=slip.claim, because=WITHDRAWN, by=slip.withdrawn_by, at=at)
    slip.corrected_on = day
    slip.save(update_fields=["corrected_on"])
