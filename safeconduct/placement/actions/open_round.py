"""Open a round of placement on a vault that exactly two coordinators hold."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.access import crises_for
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import NotUnderstood
from safeconduct.people.models import Member
from safeconduct.placement.models import Round, Weights
from safeconduct.placement.receiving import check_leaders, check_signature
from safeconduct.vault.access import vault_to_change


class RoundTaken(Refused):
    """Something else has this id, or this vault."""

    status, code = 409, "taken"
    sentence = _("This id is in use. Nothing was changed; try again.")


class NotARoundVault(Refused):
    """A round stands on a vault of its own kind."""

    code = "not-a-round-vault"
    sentence = _("A round needs a vault of its own. Nothing was changed; begin again with a new one.")


class NoWeights(Refused):
    """Two people have to have said by what groups are weighed."""

    code = "no-weights"
    sentence = _("A second person has to confirm these weights first. Nothing was changed.")


@transaction.atomic
def open_round(*, id_: UUID, vault: UUID, crisis: str, closes_on: date, weights: int, signature: bytes, by: Member, at: datetime) -> Round:
    """Open a round for a crisis (its reference); the very same once more is one round.

    :raises Http404: if the member does not hold the vault, or the crisis is none of theirs
    :raises RoundTaken, NotARoundVault: if the id or the vault is in use, or the vault is of another kind
    :raises TwoCoordinators: if not exactly two who may lead a round hold it, or the opener is none of them
    :raises NoWeights: if nobody has confirmed these weights
    :raises NoKeys, NotSigned: if the opener's signature over the round and its coordinators does not hold
    :raises NotUnderstood: if the day has passed
    """
    held = vault_to_change(by, vault)
    there = Round.objects.filter(pk=id_).first()
    if there is not None and there.vault_id == vault and there.opened_by_id == by.pk:
        return there
    if there is not None or Round.objects.filter(vault=held).exists():
        raise RoundTaken
    if held.kind != "round":
        raise NotARoundVault
    chosen = Weights.objects.filter(version=weights, confirmed_by__isnull=False).first()
    if chosen is None:
        raise NoWeights
    if closes_on < at.date():
        raise NotUnderstood
    found = crises_for(by).filter(reference=crisis).first()
    if found is None:
        raise Http404
    made = Round(
        pk=id_,
        crisis=found,
        vault=held,
        weights=chosen,
        closes_on=closes_on,
        opened_by=by,
        signature=signature,
        is_demonstration=found.is_demonstration,
    )
    check_signature(made, leaders=check_leaders(made))
    made.save(force_insert=True)
    record("placement.round-opened", made.reference, by=by.reference, at=day_of(at), crisis=found.reference, weights=weights)
    return made
