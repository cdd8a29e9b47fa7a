"""Read what partners count, from their signed files."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.outbox.channels.https import NotReached, call
from safeconduct.petitions.models import Partner
from safeconduct.petitions.rules.counting import CountRead, NotACount, is_stale, read_count, reference_in

EACH = timedelta(minutes=5)
MOST_AT_ONCE = 5  # in one turn: a partner who is slow keeps nobody else waiting for long
FOUND = 200


def read_partner_counts(*, at: datetime) -> int:
    """Ask those partners who were not asked for five minutes, a few at a time; give how many were asked.

    What is not signed by the key written down for them, tells no number, or is older than what is known, changes nothing but ``problem``.
    A number that went down is taken like any other.
    """
    due = Partner.objects.filter(Q(tried_at__isnull=True) | Q(tried_at__lte=at - EACH), left_on__isnull=True).exclude(address="")
    asked = 0
    for partner in due.select_related("campaign__crisis").order_by("tried_at", "pk")[:MOST_AT_ONCE]:
        before = partner.tried_at
        if Partner.objects.filter(pk=partner.pk, tried_at=before).update(tried_at=at):  # else another process has it in hand
            _read(partner, at)
            asked += 1
    return asked


def _read(partner: Partner, at: datetime) -> None:
    try:
        read = _asked(partner, at)
    except (NotReached, NotACount) as problem:
        was_shown_fresh = not is_stale(partner.read_at, at - EACH) and is_stale(partner.read_at, at)
        Partner.objects.filter(pk=partner.pk).update(problem=str(problem)[:FOUND])
        if was_shown_fresh:
            mark_changed(crisis=partner.campaign.crisis, at=at)
        return
    with transaction.atomic():
        Partner.objects.filter(pk=partner.pk).update(count=read.total, as_of=read.as_of, read_at=at, problem="")
        if read.total != partner.count or is_stale(partner.read_at, at):
            mark_changed(crisis=partner.campaign.crisis, at=at)


def _asked(partner: Partner, at: datetime) -> CountRead:
    answered = call(partner.address)
    if answered.status != FOUND:
        raise NotACount(f"The server answered with {answered.status}.")
    read = read_count(answered.data, key=bytes(partner.public_key), at=at, reference=reference_in(partner.address))
    if partner.as_of is not None and read.as_of < partner.as_of:
        raise NotACount("It is older than what was read before.")
    return read
