"""Empty the letters of referrals whose days are over."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from safeconduct.audit.actions.record import record
from safeconduct.casework.access import referrals_past
from safeconduct.casework.rules.referring import KEPT_AFTERWARDS
from safeconduct.kit.clock import day_of


@transaction.atomic
def expire_referrals(*, on: date, at: datetime) -> int:
    """Empty both letters of every referral that is past its day, and give how many. Nobody's doing: it is the day's.

    What nobody answered ends; what waited for a second person goes; and of what was settled long ago not even the row stays.
    """
    past = referrals_past(on).select_for_update()
    full = list(past.filter(~Q(blob=b"") | ~Q(answer=b"") | Q(state__in=["second", "offered"])))
    for one in full:
        if one.state == "second":
            one.delete()
            continue
        one.blob = one.answer = b""
        one.state = "ended" if one.state == "offered" else one.state
        one.save(update_fields=["blob", "answer", "state"])
        record("casework.referral-expired", str(one.pk), by="", at=day_of(at))
    referrals_past(on - KEPT_AFTERWARDS).filter(state__in=["refused", "revoked", "ended"]).delete()
    return len(full)
