"""Take a referral that was offered, or refuse it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.casework.access import referral_to_change
from safeconduct.casework.actions.second_referral import NotWaiting
from safeconduct.casework.models import Referral
from safeconduct.casework.receiving import check_letter
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member


@transaction.atomic
def answer_referral(*, id_: UUID, accepted: bool, blob: bytes, by: Member, at: datetime) -> str:
    """Keep the answer for who asked, and give the state; the same answer once more is one. What was refused is emptied at once.

    :raises Http404: if nothing with this id was offered to whom the member takes referrals in for
    :raises NotWaiting: if it was answered otherwise, taken back, or its days are over
    :raises NotSealedWell, TooLarge: if it is not a letter
    """
    check_letter(blob)
    referral = referral_to_change(by, id_, side="to")
    state = "accepted" if accepted else "refused"
    if referral.state == state and referral.answered_by_id == by.pk:
        return state
    if referral.state != "offered" or referral.expires_on < at.date():
        raise NotWaiting
    kept = referral.blob if accepted else b""
    Referral.objects.filter(pk=id_).update(state=state, answer=blob, blob=kept, answered_by=by, answered_on=at.date())
    if accepted:
        record("casework.referral-accepted", str(id_), by=by.reference, at=day_of(at))
    else:
        record("casework.referral-refused", str(id_), by=by.reference, at=day_of(at))
    return state
