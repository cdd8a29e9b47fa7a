"""Say that a referral is over: what was asked for is done, or the case has been handed over."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.casework.access import referral_to_change
from safeconduct.casework.actions.second_referral import NotWaiting
from safeconduct.casework.models import Referral
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member


@transaction.atomic
def end_referral(*, id_: UUID, by: Member, at: datetime) -> str:
    """End what was accepted, on either side, and empty both letters; ended already, it stays so.

    :raises Http404: if there is none with this id for this member
    :raises NotWaiting: if it was never accepted
    """
    referral = referral_to_change(by, id_)
    if referral.state == "ended":
        return "ended"
    if referral.state != "accepted":
        raise NotWaiting
    Referral.objects.filter(pk=id_).update(state="ended", blob=b"", answer=b"")
    record("casework.referral-ended", str(id_), by=by.reference, at=day_of(at))
    return "ended"
