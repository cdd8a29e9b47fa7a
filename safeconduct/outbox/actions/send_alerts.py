"""Send the alerts that wait: at once, at any hour, and until a server has taken each."""

import secrets
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext

from safeconduct.outbox.actions.send_pushes import send_pushes
from safeconduct.outbox.channels import channel
from safeconduct.outbox.channels.carrying import Letter
from safeconduct.outbox.channels.composing import compose
from safeconduct.outbox.models import Alert
from safeconduct.outbox.rules import State
from safeconduct.outbox.rules.retrying import wait_for_alert

AT_ONCE = 50


def send_alerts(*, at: datetime, is_stopped: Callable[[], bool] = lambda: False) -> int:
    """Send what is due, and give how many were accepted; those are deleted.

    Each is claimed by moving its next try, so that two senders do not say it twice. Where nobody can know whether the server took it, it
    goes again: an alert that comes twice harms nobody.
    """
    try:
        accepted = _send_mails(at, is_stopped)
    finally:  # a mail server that fails keeps no telephone silent
        rung = send_pushes(at=at, is_stopped=is_stopped)
    return accepted + rung


def _send_mails(at: datetime, is_stopped: Callable[[], bool]) -> int:
    waiting = list(Alert.objects.filter(next_at__lte=at, endpoint="").order_by("next_at", "pk")[:AT_ONCE])
    if not waiting:
        return 0
    accepted = 0
    with channel() as way:
        for alert in waiting:
            if is_stopped():
                break
            later = at + wait_for_alert(alert.attempts)
            claimed = Alert.objects.filter(pk=alert.pk, next_at=alert.next_at).update(attempts=F("attempts") + 1, next_at=later)
            if not claimed:
                continue  # another has it
            letter = _letter(alert)
            outcome = way.carry(letter, compose(letter, sender=letter.reply_address, at=at))
            if outcome.state == State.ACCEPTED:
                Alert.objects.filter(pk=alert.pk).delete()
                accepted += 1
            if outcome.ends_run:
                break
    return accepted


def _letter(alert: Alert) -> Letter:
    """Write it: one subject for all, one sentence, the reference."""
    with translation.override(alert.language):
        subject = gettext("A notice from the desk")
        text = gettext("Something waits at the desk: %(reference)s.") % {"reference": alert.reference}
    return Letter(
        reference=f"{alert.reference}-{str(alert.pk)[:8]}",
        from_name="",
        to_name="",
        to_address=alert.to_address,
        reply_address=f"desk@{settings.MAIL_DOMAIN}",
        subject=subject,
        language=alert.language,
        text=f"{text}\n",
        page="",
        message_id=f"{secrets.token_hex(16)}@{settings.MAIL_DOMAIN}",
    )
