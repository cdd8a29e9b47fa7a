"""Compare signatures anew that came while the campaign's key was absent: each counts for good, or its signer had signed before."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from safeconduct.signing.actions.change_state import step_of
from safeconduct.signing.models import CountEvent, PublicName, Signature, WaitingMail
from safeconduct.signing.rules.kinds import MOST_AT_ONE_ADDRESS, State, Visibility
from safeconduct.signing.storing.alone import DATABASE
from safeconduct.vault.format.signatures import TAG_LENGTH

COMPARED = (State.PENDING, State.CONFIRMED, State.SET_ASIDE)  # what may still turn out to be a second signature of somebody
GIVES_WAY = {State.BOUNCED, State.PENDING, State.SET_ASIDE}  # to one whose mailbox has answered


@dataclass(frozen=True, slots=True)
class Tagged:
    """A signature as a holder's browser compared it: nothing but keyed tags."""

    id: UUID
    tag: bytes
    person: bytes
    home: bytes
    domain: bytes


@dataclass(frozen=True, slots=True)
class Settled:
    """How many count for good, and how many were of people who had signed before."""

    settled: int = 0
    duplicates: int = 0


def settle_provisional(*, roll: UUID, tagged: Sequence[Tagged]) -> Settled:
    """Settle these; one that is settled already, or gone, is passed over, so that what broke off can be done again."""
    results = [_settle(roll, one) for one in sorted(tagged, key=lambda one: (one.tag, one.id))]
    return Settled(results.count("settled"), results.count("duplicate"))


def _settle(roll: UUID, one: Tagged) -> str:
    try:
        with transaction.atomic(using=DATABASE):
            return _decide(roll, one)
    except IntegrityError:  # somebody signed with this address at this moment
        with transaction.atomic(using=DATABASE):
            return _decide(roll, one)


def _decide(roll: UUID, one: Tagged) -> str:
    row = Signature.objects.select_for_update().filter(pk=one.id, roll=roll, is_provisional=True, state__in=COMPARED).first()
    if row is None:
        return ""
    others = list(Signature.objects.select_for_update().filter(roll=roll, tag=one.tag).order_by("seat"))
    if row.state == State.CONFIRMED:
        for other in [other for other in others if other.state in GIVES_WAY and not _is_second_person(one, [other])]:
            _let_go(other)
            others.remove(other)
    if not others or _is_second_person(one, others):
        taken = {other.seat for other in others}
        _count_for_good(row, one, seat=1 if 1 not in taken else MOST_AT_ONE_ADDRESS)
        return "settled"
    _let_go(row)
    return "duplicate"


def _is_second_person(one: Tagged, others: Sequence[Signature]) -> bool:
    return len(others) == 1 and bool(one.home) and bytes(others[0].home) == one.home and bytes(others[0].person) != one.person


def _count_for_good(row: Signature, one: Tagged, *, seat: int) -> None:
    state = State(row.state)
    steps = step_of(row, state, -1)
    row.is_provisional = False
    row.tag, row.person, row.home, row.domain, row.seat = one.tag, one.person, one.home, one.domain, seat
    if state is State.CONFIRMED and row.visibility == Visibility.COUNTED:
        row.blob = row.own = b""  # kept only until it could be compared
    row.save(update_fields=["is_provisional", "tag", "person", "home", "domain", "seat", "blob", "own"])
    CountEvent.objects.bulk_create([*steps, *step_of(row, state, 1)])


def _let_go(row: Signature) -> None:
    """Count it no longer, and keep nothing by which it could be known again."""
    steps = step_of(row, State(row.state), -1)
    row.state, row.is_provisional, row.tag, row.seat = State.DUPLICATE, False, secrets.token_bytes(TAG_LENGTH), 1
    row.person = row.home = row.domain = row.blob = row.own = row.way = b""
    row.code = None
    row.save()
    PublicName.objects.filter(signature=row.pk).delete()
    WaitingMail.objects.filter(signature=row.pk).delete()
    CountEvent.objects.bulk_create([*steps, *step_of(row, State.DUPLICATE, 1)])
