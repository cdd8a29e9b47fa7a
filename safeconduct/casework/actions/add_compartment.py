"""Give a case one more compartment."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.casework.access import case_to_change
from safeconduct.casework.models import Compartment
from safeconduct.casework.receiving import checked_vaults
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member


@transaction.atomic
def add_compartment(*, case: UUID, vault: UUID, by: Member, at: datetime) -> None:
    """Keep that this vault belongs to the case; the very same once more is kept once.

    :raises Http404: if the member does not hold the case or the vault
    :raises NotACaseVault: if the vault is not for a case, or in use
    """
    held = case_to_change(by, case)
    if Compartment.objects.filter(case=held, vault=vault).exists():
        return
    (checked,) = checked_vaults([vault], by=by)
    Compartment.objects.create(case=held, vault=checked)
    record("casework.compartment-added", held.reference, by=by.reference, at=day_of(at))
