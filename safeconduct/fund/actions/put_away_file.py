"""Put away a bank file of which nothing is booked."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.fund.models import BankFile, BankLine
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class BookedAlready(Refused):
    """What stands in the books stays there."""

    status, code = 409, "booked"
    sentence = _("Something of this file is in the books already, and stays there. Go on until all of it is booked.")


@transaction.atomic
def put_away_file(*, file: BankFile, by: Member, at: datetime) -> BankFile:
    """Let go of all that it staged; brought in again, it is read anew.

    :raises BookedAlready: if something of it is booked
    """
    row = BankFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if row.state == "put-away":
        return row
    if row.state == "booked" or BankLine.objects.filter(file=row).exclude(state="staged").exists():
        raise BookedAlready
    BankLine.objects.filter(file=row).delete()
    row.state, row.lines, row.known = "put-away", 0, 0
    row.save(update_fields=["state", "lines", "known"])
    record("fund.bank-file-put-away", row.reference, by=by.reference, at=day_of(at), book=row.book.reference)
    return row
