"""Take a referral back: the person withdrew their consent, or it was a mistake."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.casework.access import referral_to_change
from safeconduct.casework.models import Referral
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member


@transaction.atomic
def revoke_referral(*, id_: UUID, by: Member, at: datetime) -> str:
    """Empty both letters, and let the other side see that it was taken back; give the state.

    What nobody over there has seen yet goes without a trace but the record's.

    :raises Http404: if the member's organisation offers none with this id
    """
    referral = referral_to_change(by, id_, side="from")
    if referral.state in {"refused", "revoked", "ended"}:
        return referral.state
    if referral.state == "second":
        referral.delete()
    else:
        Referral.objects.filter(pk=id_).update(state="revoked", blob=b"", answer=b"")
    record("casework.referral-revoked", str(id_), by=by.reference, at=day_of(at))
    return "revoked"
