"""A person has read the answers and wants them gone."""

from django.db import router, transaction

from safeconduct.ask.access import box_of
from safeconduct.intake.models import Mailbox, Message


def destroy_answers(*, token_hash: bytes) -> None:
    """Destroy every answer in the box. Where there is no box, nothing happens, and nobody learns that."""
    with transaction.atomic(using=router.db_for_write(Mailbox)):
        box, _channel = box_of(token_hash)
        if box is not None:
            Message.objects.filter(mailbox=box, direction="out").delete()
