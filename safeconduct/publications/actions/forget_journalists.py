"""Forget journalists who left the list, once no recall needs to reach them any more."""

from datetime import datetime, timedelta

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.publications.models import Journalist

KEPT = timedelta(days=90)  # after they left; a release is corrected or recalled within weeks or not at all
FORGOTTEN = "forgotten.invalid"


@transaction.atomic
def forget_journalists(*, by: str, at: datetime) -> int:
    """Wipe name, outlet and address of everybody who left longer ago; tell how many. That there was access stays, with its mark.

    :param by: who runs it, as the record names them: a command is no member
    """
    gone = Journalist.objects.filter(left_on__lt=at.date() - KEPT).exclude(mail__endswith=f"@{FORGOTTEN}")
    for journalist in gone:
        journalist.name = journalist.outlet = ""
        journalist.mail = f"{journalist.reference.lower()}@{FORGOTTEN}"
        journalist.save(update_fields=["name", "outlet", "mail"])
        record("publications.journalist-forgotten", journalist.reference, by=by, at=at)
    return len(gone)
