"""Let more members hold a vault."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import Overtaken
from safeconduct.people.models import Member
from safeconduct.vault.access import vault_to_change
from safeconduct.vault.models import Grant
from safeconduct.vault.receiving import Given, received_grants


class TwoAlone(Refused):
    """The vault of a round has its two coordinators and nobody else."""

    code = "two-alone"
    sentence = _(
        "A round of placement is held by its two coordinators alone. Nothing was changed; end it and open another one with somebody else."
    )


@transaction.atomic
def give_grants(*, vault: UUID, epoch: int, grants: Iterable[Given], by: Member, at: datetime) -> None:
    """Keep grants of the newest epoch; whoever holds one already, under keys of before perhaps, has the new one in its place.

    A round of placement is opened by the two who hold it from the beginning, and by nobody who is let in later.

    :raises Http404: if who gives them does not hold the vault
    :raises TwoAlone: for somebody else than the two of a round
    :raises Overtaken: if there is a newer epoch
    :raises CannotHold, NotSealedWell, NotSigned, NoKeys: as ``vault.receiving`` finds
    """
    held = vault_to_change(by, vault)
    if epoch != held.epoch:
        raise Overtaken({"epoch": held.epoch})
    kept = received_grants(grants, vault=held, epoch=epoch, by=by, on=at.date())
    if held.kind == "round" and not {one.member_id for one in kept} <= set(held.grants.values_list("member", flat=True)):
        raise TwoAlone
    Grant.objects.filter(vault=held, epoch=epoch, member__in=[grant.member_id for grant in kept]).delete()
    Grant.objects.bulk_create(kept)
    for grant in kept:
        record("vault.grant-given", str(held.pk), by=by.reference, at=day_of(at), member=grant.member.reference, epoch=epoch)
