"""Destroy a vault whose day has come, or of which two people asked it: whoever holds it."""

from datetime import datetime
from uuid import UUID

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.vault.actions.destroy_vault import take_rows
from safeconduct.vault.models import Vault


def destroy_expired_vault(*, vault: UUID, by: str, at: datetime) -> list[UUID]:
    """Take away all of a vault but the bytes of its files, and give their ids: for ``destroy_bytes``, once the caller's transaction ended.

    ``by`` is the reference of who gave the last word; empty where it was the day. Where the vault is gone already, nothing is done.
    """
    there = Vault.objects.select_for_update().filter(pk=vault).first()
    if there is None:
        return []
    files = take_rows(there)
    record("vault.vault-destroyed", str(vault), by=by, at=day_of(at))
    return files
