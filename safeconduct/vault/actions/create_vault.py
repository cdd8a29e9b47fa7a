"""Create a vault, with everybody who holds it from the beginning."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of, week_of
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import NotUnderstood
from safeconduct.people.models import Member
from safeconduct.vault.models import KINDS, Epoch, Grant, Vault
from safeconduct.vault.receiving import FEWEST_HOLDERS, Given, TooFewHolders, check_epoch, received_grants


class IdTaken(Refused):
    """Something else has this id."""

    code = "taken"
    sentence = _("This id is in use. Nothing was changed; try again.")


class NotForYourself(Refused):
    """Whoever makes a vault, or an epoch of it, must hold it."""

    code = "not-for-yourself"
    sentence = _("You must be among those who hold it. Nothing was changed.")


@transaction.atomic
def create_vault(*, id_: UUID, kind: str, recipient: str, signature: bytes, grants: Iterable[Given], by: Member, at: datetime) -> Vault:
    """Keep a new vault with its first epoch and its grants.

    :raises NotUnderstood: if there is no such kind of vault
    :raises IdTaken: if the id is in use
    :raises TooFewHolders: if fewer than two would hold it
    :raises NotForYourself: if the maker would not
    :raises CannotHold, NotSealedWell, NotSigned, NoKeys: as ``vault.receiving`` finds
    """
    if kind not in KINDS:
        raise NotUnderstood
    if Vault.objects.filter(pk=id_).exists():
        raise IdTaken
    check_epoch(vault=id_, number=1, recipient=recipient, signature=signature, by=by)
    vault = Vault(pk=id_, kind=kind, organisation=by.organisation, week_opened=week_of(at.date()))
    kept = received_grants(grants, vault=vault, epoch=1, by=by, on=at.date())
    holders = {grant.member_id for grant in kept}
    if len(holders) < FEWEST_HOLDERS:
        raise TooFewHolders
    if by.pk not in holders:
        raise NotForYourself
    vault.save(force_insert=True)
    Epoch.objects.create(vault=vault, number=1, recipient=recipient, signer=by, signature=signature)
    Grant.objects.bulk_create(kept)
    record("vault.vault-created", str(vault.pk), by=by.reference, at=day_of(at), vault_kind=kind, holders=len(holders))
    return vault
