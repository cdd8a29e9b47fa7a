"""The only way to obtain rounds: those of the crises that the member's organisation answers, and to change one, whoever holds its vault."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import Http404

from safeconduct.crises.access import crises_for
from safeconduct.people.models import Member
from safeconduct.placement.models import Card, Round, Run, Weights
from safeconduct.vault.access import vaults_for


def rounds_for(member: Member) -> QuerySet[Round]:
    """Give the rounds of the member's crises; the newest ids tell no order."""
    return Round.objects.filter(crisis__in=crises_for(member).order_by().values("pk"))


def round_for(member: Member, id_: UUID) -> Round:
    """Give one round of the member's crises, for handing in and for reading answers.

    :raises Http404: if there is none with this id for this member; whether it exists is not told
    """
    return _one(rounds_for(member).filter(pk=id_))


def round_to_hand_in(member: Member, id_: UUID) -> Round:
    """Give the same, locked until the transaction ends, so that no card slips in while the round is closed.

    :raises Http404: as above
    """
    Round.objects.select_for_update().filter(pk=id_).first()  # first the lock, then the look
    return round_for(member, id_)


def round_led_by(member: Member, id_: UUID, *, locked: bool = False) -> Round:
    """Give one round whose vault the member holds.

    :raises Http404: as above
    """
    if locked:
        Round.objects.select_for_update().filter(pk=id_).first()
    return _one(Round.objects.filter(pk=id_, vault__in=vaults_for(member).values("pk")))


def cards_of(round_: Round, *, after: UUID | None = None) -> QuerySet[Card]:
    """Give the cards of a round that was obtained here, in the order of their random ids; from behind one of them."""
    cards = Card.objects.filter(round=round_).order_by("pk")
    return cards.filter(pk__gt=after) if after else cards


def answers_to(round_: Round, cards: Iterable[UUID]) -> QuerySet[Card]:
    """Give those of the cards that have an answer."""
    return Card.objects.filter(round=round_, pk__in=list(cards)).exclude(answer=b"").order_by("pk")


def runs_of(round_: Round) -> QuerySet[Run]:
    """Give the runs of a round that was obtained here."""
    return Run.objects.filter(round=round_).order_by("ran_on", "pk")


def holders_of(round_: Round) -> list[Member]:
    """Give who can open the cards of a round today."""
    if round_.vault is None:
        return []
    members = Member.objects.filter(vault_grants__vault=round_.vault, vault_grants__epoch=round_.vault.epoch)
    return list(members.order_by("reference"))


def every_weights() -> QuerySet[Weights]:
    """Give all versions of the weights, the newest first: they are for everybody to read."""
    return Weights.objects.select_related("proposed_by", "confirmed_by").order_by(F("version").desc())


def _one(rounds: QuerySet[Round]) -> Round:
    found = rounds.select_related("vault", "weights", "crisis").first()
    if found is None:
        raise Http404
    return found
