"""A person closes the box for good."""

from pathlib import Path

from django.conf import settings
from django.db import router, transaction

from safeconduct.ask.access import box_of
from safeconduct.intake.models import IntakeFile, Mailbox
from safeconduct.kit.arriving import destroy_file


def close_box(*, token_hash: bytes) -> None:
    """Destroy the box with all that was sent and answered, files first. Where there is no box, nothing happens, and nobody learns that."""
    with transaction.atomic(using=router.db_for_write(Mailbox)):
        box, _channel = box_of(token_hash)
        if box is None:
            return
        for id_ in IntakeFile.objects.filter(message__mailbox=box).values_list("id", flat=True):
            destroy_file(Path(settings.INTAKE_FILES), id_)
        box.delete()
