"""Confirm, as the other coordinator, what the first one worked out."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.placement.access import round_led_by, runs_of
from safeconduct.placement.actions.confirm_weights import SamePerson
from safeconduct.placement.actions.keep_run import OtherCards, RoundOut
from safeconduct.placement.models import Run
from safeconduct.placement.receiving import check_leaders


@transaction.atomic
def confirm_run(*, round_: UUID, run: UUID, inputs_hash: str, by: Member, at: datetime) -> None:
    """Confirm a run, having opened the same cards (``inputs_hash``); once more changes nothing.

    :raises Http404: if the member does not lead the round, or it has no such run
    :raises SamePerson: if who worked it out confirms it
    :raises OtherCards: if the cards were others
    :raises TwoCoordinators: if others than two who may lead one hold the round
    :raises RoundOut: if another run of it is confirmed
    """
    found = round_led_by(by, round_, locked=True)
    there = runs_of(found).filter(pk=run).first()
    if there is None:
        raise Http404
    if there.ran_by_id == by.pk:
        raise SamePerson
    if there.inputs_hash != inputs_hash:
        raise OtherCards
    if there.confirmed_by_id is not None:
        return
    if runs_of(found).filter(confirmed_by__isnull=False).exists():
        raise RoundOut
    check_leaders(found)
    Run.objects.filter(pk=there.pk).update(confirmed_by=by)
    record("placement.run-confirmed", found.reference, by=by.reference, at=day_of(at), inputs_hash=inputs_hash)
