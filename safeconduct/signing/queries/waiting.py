"""How long a mail may take: said honestly on the page."""

import math
import time

from django.conf import settings
from django.db.models import Count

from safeconduct.signing.models import WaitingMail
from safeconduct.signing.rules.kinds import MailKind

SECONDS_GOOD = 5.0
_known: list[tuple[float, int]] = []


def minutes_to_wait() -> int:
    """Give within how many minutes a mail that is asked for now goes out, at the pace that is set: 1 at least. Seconds old at most."""
    if not _known or time.monotonic() - _known[0][0] > SECONDS_GOOD:
        waiting = WaitingMail.objects.filter(state="waiting").exclude(kind=MailKind.NEWS).count()
        _known[:] = [(time.monotonic(), math.ceil((waiting + 1) / max(1, settings.SIGNING_MAILS_A_MINUTE)))]
    return _known[0][1]


def mails_by_state() -> dict[str, int]:
    """Give how many mails are in which state."""
    return dict(WaitingMail.objects.values_list("state").annotate(number=Count("pk")).order_by("state"))
