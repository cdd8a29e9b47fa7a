"""Begin a new epoch of a vault, without those who shall hold nothing from now on."""

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
from safeconduct.vault.actions.create_vault import NotForYourself
from safeconduct.vault.actions.end_grants import end_grants
from safeconduct.vault.models import Epoch, Grant, Vault
from safeconduct.vault.receiving import FEWEST_HOLDERS, Given, TooFewHolders, check_epoch, check_previous, received_grants


class SomebodyForgotten(Refused):
    """Somebody who holds the vault would lose it without anybody having said so."""

    code = "somebody-forgotten"


@transaction.atomic
def begin_epoch(
    *,
    vault: UUID,
    number: int,
    recipient: str,
    signature: bytes,
    previous: bytes,
    without: Iterable[str],
    grants: Iterable[Given],
    by: Member,
    at: datetime,
) -> None:
    """Keep the next epoch, its grants, and the root before it, sealed; the members in ``without`` (references) lose every grant.

    :raises Http404: if who begins it does not hold the vault
    :raises Overtaken: if another epoch began in the meantime
    :raises TooFewHolders: if fewer than two would hold it
    :raises NotForYourself: if who begins it would not
    :raises SomebodyForgotten: if a holder is neither given the new epoch nor named in ``without``
    :raises CannotHold, NotSealedWell, NotSigned, NoKeys: as ``vault.receiving`` finds
    """
    held = vault_to_change(by, vault)
    if number != held.epoch + 1:
        raise Overtaken({"epoch": held.epoch})
    check_epoch(vault=held.pk, number=number, recipient=recipient, signature=signature, by=by)
    check_previous(previous, epoch=number)
    removed = set(without)
    kept = received_grants(grants, vault=held, epoch=number, by=by, on=at.date())
    _check_holders(held, removed, {grant.member.reference for grant in kept}, by)
    end_grants(grants=Grant.objects.filter(vault=held, member__reference__in=removed))
    Epoch.objects.create(vault=held, number=number, recipient=recipient, signer=by, signature=signature, previous=previous)
    Vault.objects.filter(pk=held.pk).update(epoch=number)
    Grant.objects.bulk_create(kept)
    record("vault.epoch-begun", str(held.pk), by=by.reference, at=day_of(at), epoch=number, without=sorted(removed), holders=len(kept))


def _check_holders(vault: Vault, removed: set[str], given: set[str], by: Member) -> None:
    if len(given) < FEWEST_HOLDERS:
        raise TooFewHolders
    if by.reference not in given or by.reference in removed:
        raise NotForYourself
    holders = set(Grant.objects.filter(vault=vault, epoch=vault.epoch).values_list("member__reference", flat=True))
    forgotten = sorted((holders - removed - given) | (removed & given))
    if forgotten:
        sentence = _("It is not said whether %(who)s shall go on holding this. Nothing was changed.")
        raise SomebodyForgotten(sentence % {"who": ", ".join(forgotten)})
