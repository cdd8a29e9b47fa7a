"""Close an appeal before its deadline. Its page stays; gifts that still come are taken and counted."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.fund.models import Appeal
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class NeverOpened(Refused):
    """There is nothing to close."""

    status, code = 409, "not-open"
    sentence = _("This appeal was never opened: nobody sees it. Nothing was changed.")


@transaction.atomic
def close_appeal(*, appeal: Appeal, by: Member, at: datetime) -> Appeal:
    """Close it; asked twice, it is closed once.

    :raises NeverOpened: if it was never opened
    """
    row = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if row.opened_at is None:
        raise NeverOpened
    if row.closed_at is None:
        row.closed_by, row.closed_at = by, at
        row.save(update_fields=["closed_by", "closed_at"])
        record("fund.appeal-closed", row.reference, by=by.reference, at=day_of(at))
    return row
