"""Tell webhooks what waits for them."""

from datetime import datetime, timedelta

from django.db.models import F

from safeconduct.outbox.channels.https import NotReached, call
from safeconduct.outbox.rules.retrying import wait_after
from safeconduct.petitions.models import Delivery
from safeconduct.petitions.rules.hooks import headers_of, written

MOST_AT_ONCE = 10  # in one turn: an address that is slow keeps the others waiting, but not for ever
IN_HAND = timedelta(minutes=5)  # whoever falls over while telling leaves it to be told again
OK, NOT_OK = 200, 300
DAYS_KEPT = 30


def send_deliveries(*, at: datetime) -> int:
    """Tell what is due, oldest first; give how many were tried. What nobody takes is tried again later and later, at last parked.

    An address may be told the same thing twice and never less than once; ``id`` in the body tells.
    """
    due = Delivery.objects.filter(state="waiting", next_try_at__lte=at, webhook__ended_on__isnull=True)
    tried = 0
    for delivery in due.select_related("webhook").order_by("next_try_at", "pk")[:MOST_AT_ONCE]:
        mine = Delivery.objects.filter(pk=delivery.pk, state="waiting", next_try_at=delivery.next_try_at)
        if mine.update(next_try_at=at + IN_HAND, tries=F("tries") + 1):  # else another process has it in hand
            _send(delivery, at)
            tried += 1
    Delivery.objects.filter(state="delivered", next_try_at__lt=at - timedelta(days=DAYS_KEPT)).delete()
    return tried


def _send(delivery: Delivery, at: datetime) -> None:
    hook, body = delivery.webhook, written(delivery.body)
    headers = headers_of(body, secret=hook.secret, event=delivery.event, identity=str(delivery.body.get("id", "")), at=at)
    try:
        status = call(hook.address, body=body, headers=headers).status
        problem = "" if OK <= status < NOT_OK else f"The server answered with {status}."
    except NotReached as not_reached:
        problem = str(not_reached)
    mine = Delivery.objects.filter(pk=delivery.pk)
    if not problem:
        mine.update(state="delivered", problem="", next_try_at=at)
        return
    wait = wait_after(delivery.tries + 1)
    if wait is None:
        mine.update(state="parked", problem=problem)
    else:
        mine.update(next_try_at=at + wait, problem=problem)
