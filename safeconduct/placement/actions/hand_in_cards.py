"""Take sealed cards into a round. Nothing is kept of who brought them or when, and nothing is written into the record."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.placement.access import cards_of, round_to_hand_in
from safeconduct.placement.models import Card
from safeconduct.placement.receiving import CARD_LENGTH, TOGETHER, check_leaders, check_sealed

MOST_CARDS = 2000  # of a round, blank ones among them: the browser weighs 500 groups in seconds, and no more than this in minutes


class RoundClosed(Refused):
    """No card comes in any more."""

    code = "round-closed"
    sentence = _("This round takes no cards any more. Nothing was changed; wait for the next one.")


class NotPadded(Refused):
    """Cards come by fives, so that their number tells little."""

    code = "not-padded"
    sentence = _("Cards come by fives, filled up with blank ones. Nothing was kept; load the page again.")


class RoundFull(Refused):
    """More cards than a round can weigh."""

    code = "round-full"
    sentence = _("This round holds as many cards as it can weigh. Nothing was kept; ask its coordinators to open another one.")


class CardTaken(Refused):
    """Another card has this id."""

    status, code = 409, "taken"
    sentence = _("One of these cards has an id that is in use. Nothing was kept; try again.")


@transaction.atomic
def hand_in_cards(*, round_: UUID, cards: Sequence[tuple[UUID, bytes]], by: Member, on: date) -> None:
    """Keep cards, each by its id; the very same once more are kept once.

    :raises Http404: if the round is none of the member's crises
    :raises RoundClosed: if it takes none any more
    :raises NotPadded: if they are not five, ten, …
    :raises RoundFull: if it would hold more than ``MOST_CARDS``
    :raises TwoCoordinators: if the round is held by others than two who may lead one
    :raises NotSealedWell: if one is not sealed, or not as long as the others
    :raises CardTaken: if an id belongs to something else
    """
    found = round_to_hand_in(by, round_)
    given = dict(cards)
    if not given or len(given) != len(cards) or len(given) % TOGETHER:
        raise NotPadded
    for blob in given.values():
        check_sealed(blob, length=CARD_LENGTH)
    there = {card.pk: card for card in Card.objects.filter(pk__in=given)}
    if any(card.round_id != found.pk or bytes(card.blob) != given[id_] for id_, card in there.items()):
        raise CardTaken
    if len(there) == len(given):
        return
    if found.state != "collecting" or found.closes_on < on:
        raise RoundClosed
    check_leaders(found)
    if cards_of(found).count() + len(given) > MOST_CARDS:
        raise RoundFull
    Card.objects.bulk_create(Card(pk=id_, round=found, blob=blob) for id_, blob in sorted(given.items()) if id_ not in there)
