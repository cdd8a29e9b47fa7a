"""Put a blank in the place of a card whose case takes no part any more. Nothing is kept of who did it or when."""

from uuid import UUID

from django.db import transaction
from django.http import Http404

from safeconduct.people.models import Member
from safeconduct.placement.access import cards_of, round_to_hand_in
from safeconduct.placement.actions.hand_in_cards import RoundClosed
from safeconduct.placement.models import Card
from safeconduct.placement.receiving import CARD_LENGTH, check_sealed


@transaction.atomic
def take_back_card(*, round_: UUID, card: UUID, blob: bytes, by: Member) -> None:
    """Replace a card, also after the closing day, for as long as nobody works the round out; the very same once more changes nothing.

    Its random id, which stands in its case and with the coordinators alone, is what allows it.

    :raises Http404: if the round is none of the member's crises, or has no such card
    :raises NotSealedWell: if what comes is not sealed, or not as long as all cards
    :raises RoundClosed: if the round is being worked out already
    """
    found = round_to_hand_in(by, round_)
    check_sealed(blob, length=CARD_LENGTH)
    there = cards_of(found).filter(pk=card).first()
    if there is None:
        raise Http404
    if bytes(there.blob) == blob:
        return
    if found.state != "collecting":
        raise RoundClosed
    Card.objects.filter(pk=card).update(blob=blob)
