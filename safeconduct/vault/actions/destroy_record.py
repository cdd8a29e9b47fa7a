"""Destroy one record, in all its versions."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.vault.access import vault_to_change, versions_of
from safeconduct.vault.models import Record
from safeconduct.vault.storing import drop_what_was_deleted


def destroy_record(*, vault: UUID, id_: UUID, by: Member, at: datetime) -> None:
    """Take every version away. The entry says in which vault, and not which record.

    :raises Http404: if there is none, or who asks for it does not hold the vault
    """
    with transaction.atomic():
        held = vault_to_change(by, vault)
        if not versions_of(held, id_).delete()[0]:
            raise Http404
        record("vault.record-destroyed", str(held.pk), by=by.reference, at=day_of(at))
    drop_what_was_deleted("default")


def destroy_lost_record(*, vault: UUID, id_: UUID, at: datetime) -> None:
    """Take every version of a record away on its day, whoever holds the vault; where it is gone already, do nothing."""
    with transaction.atomic():
        if Record.objects.filter(vault=vault, record=id_).delete()[0]:
            record("vault.record-destroyed", str(vault), by="", at=day_of(at))
    drop_what_was_deleted("default")
