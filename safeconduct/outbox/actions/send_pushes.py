"""Ring the duty telephones that wait to be rung."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F
from django.utils.module_loading import import_string

from safeconduct.outbox.channels.push import Rung, ring
from safeconduct.outbox.models import Alert
from safeconduct.outbox.rules.retrying import PUSH_TRIES, wait_for_alert

AT_ONCE = 50


def send_pushes(*, at: datetime, is_stopped: Callable[[], bool] = lambda: False) -> int:
    """Ring what is due, and give how many rings a push service took. ``settings.PUSH_HEARERS`` are told of those, and of telephones gone.

    What is not taken goes again as mails do, for about two hours: by then a ring tells nothing any more, and the mails go on. A service
    that does not answer is asked once in a run, so that the telephones of others do not wait for it.
    """
    if not settings.WEB_PUSH_KEY:
        Alert.objects.exclude(endpoint="").delete()  # switched off since
        return 0
    taken, silent = 0, set[str]()
    for alert in list(Alert.objects.filter(next_at__lte=at).exclude(endpoint="").order_by("next_at", "pk")[:AT_ONCE]):
        host = urlsplit(alert.endpoint).netloc
        if is_stopped():
            break
        later = at + wait_for_alert(alert.attempts)
        claimed = Alert.objects.filter(pk=alert.pk, next_at=alert.next_at).update(attempts=F("attempts") + 1, next_at=later)
        if not claimed:
            continue  # another has it, or its telephone is gone
        rung = Rung.SILENT if host in silent else ring(alert.endpoint, at=at)
        taken += _settle(alert, rung, at)
        if rung == Rung.SILENT:
            silent.add(host)
    return taken


def _settle(alert: Alert, rung: Rung, at: datetime) -> bool:
    if rung in {Rung.TAKEN, Rung.GONE}:
        for hearer in settings.PUSH_HEARERS:
            import_string(hearer)(alert.endpoint, is_gone=rung == Rung.GONE, at=at)
    if rung == Rung.GONE:
        Alert.objects.filter(endpoint=alert.endpoint).delete()
    elif rung == Rung.TAKEN or alert.attempts + 1 >= PUSH_TRIES:
        Alert.objects.filter(pk=alert.pk).delete()
    return rung == Rung.TAKEN
