"""Make a vault the one that colleagues find by what it is for."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import NotUnderstood
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.vault.access import vault_to_change
from safeconduct.vault.models import PURPOSES, Register

# Registers of a crisis, and who makes them. Vaults know no crises: whoever does says for which the member may.
OF_A_CRISIS = {"places": Permission.PATHWAY_KEEP, "ways": Permission.PATHWAY_KEEP}
# Registers of an organisation.
OF_AN_ORGANISATION = {
    "donors": Permission.BOOK_KEEP,
    "house": Permission.CASE_WORK,
    "referrals": Permission.CASE_WORK,
    "tokens": Permission.CASE_WORK,
}


class RegisterTaken(Refused):
    """There is such a register already, or this vault is one."""

    status, code = 409, "taken"
    sentence = _("There is such a register already. Nothing was changed; ask who holds it to let you in.")


class NotForYourPurpose(Refused):
    """Not this purpose, not this scope, not this kind of vault, or not this person."""

    code = "not-for-your-purpose"
    sentence = _("You cannot make a register for this. Nothing was changed.")


@transaction.atomic
def create_register(
    *, id_: UUID, vault: UUID, purpose: str, scope: str, by: Member, at: datetime, crises: Collection[str] = ()
) -> Register:
    """Keep that this vault is the register for a purpose in an organisation or a crisis; the very same once more is kept once.

    :param crises: references of the crises that the member's organisation answers; without any, no register of a crisis is made

    :raises NotUnderstood: if there is no such purpose
    :raises Http404: if the member does not hold the vault
    :raises NotForYourPurpose: if the vault is of another kind or organisation, or the purpose is not the member's to make
    :raises RegisterTaken: if there is one already, or the vault or the id is another's
    """
    if purpose not in PURPOSES:
        raise NotUnderstood
    held = vault_to_change(by, vault)
    is_ours = held.organisation_id == by.organisation_id and held.kind == "register"
    if not is_ours or not _may_make(purpose, scope, by, crises):
        raise NotForYourPurpose
    there = Register.objects.filter(pk=id_).first()
    if there is not None and (there.vault_id, there.purpose, there.scope) == (vault, purpose, scope):
        return there
    if there or Register.objects.filter(purpose=purpose, scope=scope).exists() or Register.objects.filter(vault=held).exists():
        raise RegisterTaken
    register = Register.objects.create(pk=id_, vault=held, purpose=purpose, scope=scope)
    record("vault.register-made", str(vault), by=by.reference, at=day_of(at), purpose=purpose, scope=scope)
    return register


def _may_make(purpose: str, scope: str, by: Member, crises: Collection[str]) -> bool:
    """Tell whether this is a purpose of this scope, and one of the member's to make."""
    if purpose in OF_A_CRISIS:
        return scope in crises and by.may(OF_A_CRISIS[purpose])
    return purpose in OF_AN_ORGANISATION and scope == by.organisation.reference and by.may(OF_AN_ORGANISATION[purpose])
