"""Remind, once, of signatures that wait to be confirmed."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from safeconduct.signing.models import Signature, WaitingMail
from safeconduct.signing.rules.kinds import DAYS_TO_REMINDER, MOST_MAILS, MailKind, State
from safeconduct.signing.storing.alone import DATABASE

AT_ONCE = 1000


def remind(*, on: date) -> int:
    """Let a reminder go out for each mail that was sent three days ago and not answered; give how many. Each is reminded of once."""
    due = WaitingMail.objects.filter(
        state="kept",
        kind=MailKind.CONFIRM,
        day__lte=on - timedelta(days=DAYS_TO_REMINDER),
        signature__state=State.PENDING,
        signature__mails__lt=MOST_MAILS,
    )
    done = 0
    while some := list(due.values_list("pk", "signature_id")[:AT_ONCE]):
        with transaction.atomic(using=DATABASE):
            waits = WaitingMail.objects.filter(pk__in=[mail for mail, _signature in some], state="kept", kind=MailKind.CONFIRM)
            changed = waits.update(kind=MailKind.REMIND, state="waiting", tries=0)
            if changed == len(some):
                Signature.objects.filter(pk__in=[signature for _mail, signature in some]).update(mails=F("mails") + 1)
        done += changed
    return done
