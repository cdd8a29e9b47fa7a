"""Destroy one sealed file."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.kit.arriving import destroy_file
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.vault.models import SealedFile
from safeconduct.vault.storing import drop_what_was_deleted, sealed_folder


def destroy_sealed_file(*, file: SealedFile, by: Member, at: datetime) -> None:
    """Take the file's row away, then its bytes. The entry says in which vault, and not which file."""
    with transaction.atomic():
        SealedFile.objects.filter(pk=file.pk).delete()
        record("vault.file-destroyed", str(file.vault_id), by=by.reference, at=day_of(at))
    destroy_file(sealed_folder(), file.pk)
    drop_what_was_deleted("default")
