"""Lay sealed answers beside the cards, for those who handed them in."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import NotUnderstood
from safeconduct.people.models import Member
from safeconduct.placement.access import cards_of, round_led_by, runs_of
from safeconduct.placement.models import Card, Round
from safeconduct.placement.receiving import ANSWER_LENGTH, check_leaders, check_sealed


class NotConfirmed(Refused):
    """One alone decides nothing."""

    code = "not-confirmed"
    sentence = _("The other coordinator has not confirmed this run. Nothing was sent.")


@transaction.atomic
def answer_cards(*, round_: UUID, answers: Sequence[tuple[UUID, bytes]], by: Member, at: datetime) -> int:
    """Keep answers and give how many cards still wait for one. Once every card has its answer, blank ones too, the round is out.

    A card that has an answer keeps it, so that a broken line leaves nobody with two.

    :raises Http404: if the member does not lead the round
    :raises NotConfirmed: if no run of it was confirmed by a second person
    :raises TwoCoordinators: if others than two who may lead one hold the round
    :raises NotSealedWell: if one is not sealed, or not as long as the others
    :raises NotUnderstood: if one answers nothing that lies here
    """
    found = round_led_by(by, round_, locked=True)
    if not runs_of(found).filter(confirmed_by__isnull=False).exists():
        raise NotConfirmed
    check_leaders(found)
    given = dict(answers)
    for blob in given.values():
        check_sealed(blob, length=ANSWER_LENGTH)
    there = {card.pk: card for card in cards_of(found).filter(pk__in=given)}
    if set(there) != set(given):
        raise NotUnderstood
    for id_, card in there.items():
        if not card.answer:
            Card.objects.filter(pk=id_).update(answer=given[id_])
    left = cards_of(found).filter(answer=b"").count()
    if left == 0 and found.state == "solving":
        Round.objects.filter(pk=found.pk).update(state="out")
        record("placement.round-answered", found.reference, by=by.reference, at=day_of(at))
    return left
