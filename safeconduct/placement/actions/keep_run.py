"""Keep that a round was worked out; from now on no card comes in."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.placement.access import cards_of, round_led_by, runs_of
from safeconduct.placement.models import Round, Run
from safeconduct.placement.receiving import check_leaders, inputs_hash_of


class OtherCards(Refused):
    """Cards came or went since this was worked out."""

    status, code = 409, "other-cards"
    sentence = _("Other cards lie here than those that were weighed. Nothing was kept; open the cards again and work the round out anew.")


class RunTaken(Refused):
    """Something else has this id."""

    status, code = 409, "taken"
    sentence = _("This id is in use. Nothing was changed; try again.")


class RoundOut(Refused):
    """A run is confirmed, the answers are out, or the round has ended."""

    code = "round-out"
    sentence = _("A run of this round is confirmed, or its answers are on their way. Nothing was changed.")


@transaction.atomic
def keep_run(*, round_: UUID, id_: UUID, inputs_hash: str, model: str, gap: int, by: Member, at: datetime) -> Run:
    """Keep a run that its maker proposes; the very same once more is kept once.

    :raises Http404: if the member does not lead the round
    :raises RoundOut: if one is confirmed already, or answers have gone out
    :raises TwoCoordinators: if others than two who may lead one hold the round
    :raises OtherCards: if these were not the cards that lie here
    :raises RunTaken: if the id belongs to another run
    """
    found = round_led_by(by, round_, locked=True)
    there = Run.objects.filter(pk=id_).first()
    if there is not None:
        if (there.round_id, there.inputs_hash, there.ran_by_id) != (found.pk, inputs_hash, by.pk):
            raise RunTaken
        return there
    if found.state not in {"collecting", "solving"} or runs_of(found).filter(confirmed_by__isnull=False).exists():
        raise RoundOut
    check_leaders(found)
    if inputs_hash != inputs_hash_of((card.pk, bytes(card.blob)) for card in cards_of(found)):
        raise OtherCards
    run = Run.objects.create(pk=id_, round=found, inputs_hash=inputs_hash, model=model, gap_permille=gap, ran_by=by, ran_on=at.date())
    Round.objects.filter(pk=found.pk).update(state="solving")
    detail = {"inputs_hash": inputs_hash, "model": model, "gap_permille": gap, "weights": found.weights.version}
    record("placement.run-kept", found.reference, by=by.reference, at=day_of(at), **detail)
    return run
