"""Hand a case over to the organisation that took it."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.casework.access import case_to_change, referral_to_change
from safeconduct.casework.actions.end_referral import end_referral
from safeconduct.casework.actions.keep_tokens import drop_hits
from safeconduct.casework.models import Case, Compartment
from safeconduct.casework.rules.retention import PLAY, shred_day
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member, Organisation
from safeconduct.vault.actions.hand_over_vaults import hand_over_vaults
from safeconduct.vault.models import Grant, Vault


class NotAccepted(Refused):
    """They have not said that they take it."""

    code = "not-accepted"
    sentence = _("They have not accepted a transfer from you. Nothing was changed; offer it first, and wait for their answer.")


class NotHeldThere(Refused):
    """Nobody over there could open it."""

    code = "not-held-there"
    sentence = _("Nobody over there can open this case yet. Nothing was changed; let in who answered you, then hand it over.")


@transaction.atomic
def hand_over_case(*, case: UUID, referral: UUID, by: Member, at: datetime) -> None:
    """Make who took a transfer responsible for the case and those of its vaults that they hold, and end it; theirs already, it stays so.

    One transfer hands one case over. Who can open it changes when they give it its next epoch. A compartment that nobody of theirs was let
    into does not go along: it stays here as a closed case of its own, with its own last day. A wish to shred the case that nobody has
    agreed to falls.

    :raises Http404: if the member does not hold the case, it is another organisation's, or there is no such referral of ours
    :raises NotAccepted: if it is no transfer, or was not accepted
    :raises NotHeldThere: if nobody of theirs holds it
    """
    held, asked = case_to_change(by, case), referral_to_change(by, referral, side="from")
    to = asked.to_organisation
    if held.organisation_id == to.pk:
        return
    if held.organisation_id != by.organisation_id:
        raise Http404
    if asked.kind != "transfer" or asked.state != "accepted":
        raise NotAccepted
    vault, parts = held.vault_id, list(held.compartments.values_list("vault", flat=True))
    there = _held_by(to, [vault, *parts]) if vault else set()
    if vault is None or vault not in there:
        raise NotHeldThere
    hand_over_vaults(vaults=[vault, *(part for part in parts if part in there)], to=to, by=by)
    for compartment in held.compartments.exclude(vault__in=there).select_related("vault"):
        _keep_here(compartment, held, by=by, at=at)
    Case.objects.filter(pk=held.pk).update(organisation=to, shred_asked_by=None, shred_asked_on=None)
    held.known_tokens.all().delete()  # they were made with a key of ours
    drop_hits(held)
    record("casework.case-handed-over", held.reference, by=by.reference, at=day_of(at), to=to.reference)
    end_referral(id_=referral, by=by, at=at)


def _held_by(organisation: Organisation, vaults: Sequence[UUID]) -> set[UUID]:
    """Give those of these vaults that somebody of the organisation opens now, and lock all of them: nobody is let in meanwhile."""
    locked = {one.pk: one.epoch for one in Vault.objects.select_for_update().filter(pk__in=vaults).order_by("pk")}
    grants = Grant.objects.filter(vault__in=locked, member__organisation=organisation, member__is_active=True)
    return {vault for vault, epoch in grants.values_list("vault", "epoch") if locked[vault] == epoch}


def _keep_here(compartment: Compartment, case: Case, *, by: Member, at: datetime) -> None:
    """Let a compartment that did not go along be a closed case of whoever holds it: two of them, or its day, destroy it."""
    compartment.delete()
    rest = Case.objects.create(
        organisation=case.organisation,
        vault=compartment.vault,
        state="closed",
        week_opened=case.week_opened,
        shred_on=shred_day(at.date(), result="transferred", drawn=secrets.randbelow(2 * PLAY + 1)),
        is_held=case.is_held,
        is_demonstration=case.is_demonstration,
    )
    record("casework.part-kept-here", rest.reference, by=by.reference, at=day_of(at))
