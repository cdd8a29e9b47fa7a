"""Make a vault the one that colleagues find by what it is for."""

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

# Registers of an organisation, and who makes them. Those of a crisis come with what knows crises.
OF_AN_ORGANISATION = {"house": Permission.CASE_WORK, "referrals": Permission.CASE_WORK, "tokens": Permission.CASE_WORK}


class RegisterTaken(Refused):
    """There is such a register already, or this vault is one."""

    status, code = 409, "taken"
    sentence = _("There is such a register already. Nothing was changed; ask who holds it to let you in.")


class NotForYourPurpose(Refused):
    """Not this purpose, not this scope, not this kind of vault, or not this person."""

    code = "not-for-your-purpose"
    sentence = _("You cannot make a register for this. Nothing was changed.")


@transaction.atomic
def create_register(*, id_: UUID, vault: UUID, purpose: str, scope: str, by: Member, at: datetime) -> Register:
    """Keep that this vault is the register for a purpose in an organisation; the very same once more is kept once.

    :raises NotUnderstood: if there is no such purpose
    :raises Http404: if the member does not hold the vault
    :raises NotForYourPurpose: if the vault is of another kind or organisation, or the purpose is not the member's to make
    :raises RegisterTaken: if there is one already, or the vault or the id is another's
    """
    if purpose not in PURPOSES:
        raise NotUnderstood
    held = vault_to_change(by, vault)
    needed = OF_AN_ORGANISATION.get(purpose)
    is_ours = held.organisation_id == by.organisation_id and scope == by.organisation.reference
    if needed is None or not by.may(needed) or not is_ours or held.kind != "register":
        raise NotForYourPurpose
    there = Register.objects.filter(pk=id_).first()
    if there is not None and (there.vault_id, there.purpose, there.scope) == (vault, purpose, scope):
        return there
    if there or Register.objects.filter(purpose=purpose, scope=scope).exists() or Register.objects.filter(vault=held).exists():
        raise RegisterTaken
    register = Register.objects.create(pk=id_, vault=held, purpose=purpose, scope=scope)
    record("vault.register-made", str(vault), by=by.reference, at=day_of(at), purpose=purpose, scope=scope)
    return register
