"""A person comes back and adds something."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import router, transaction
from django.db.models import Max

from safeconduct.ask.access import box_of, whole_files
from safeconduct.ask.actions.open_box import Taken, open_box
from safeconduct.ask.rules import box_ends, check_message
from safeconduct.intake.models import IntakeFile, Mailbox, Message


def add_message(*, token_hash: bytes, message: UUID, blob: bytes, files: Sequence[UUID], sealed_by: str, on: date) -> int:
    """Lay a further message in the box and let the box last longer; give its number. The same message twice is one.

    Where the box has ended, one is opened for the same code: nothing that somebody writes is lost, and nobody learns which codes were used.

    :raises NotASealedThing: if the message is not sealed
    :raises FilesNotThere: if a file it names is not here
    :raises Taken: if the id is another message's
    """
    check_message(blob)
    with transaction.atomic(using=router.db_for_write(Mailbox)):
        box, channel = box_of(token_hash)
        if box is None:
            return open_box(
                channel=channel, token_hash=token_hash, message=message, blob=blob, files=files, sealed_by=sealed_by, on=on, is_new=False
            )
        Mailbox.objects.select_for_update().get(id=box.id)
        known = Message.objects.filter(id=message).first()
        if known is not None:
            if known.mailbox_id != box.id or known.direction != "in":
                raise Taken
            return known.sequence
        brought = whole_files(files, channel.id)
        last = Message.objects.filter(mailbox=box).aggregate(last=Max("sequence"))["last"] or 0
        laid = Message.objects.create(id=message, mailbox=box, direction="in", sequence=last + 1, day=on, sealed_by=sealed_by, blob=blob)
        IntakeFile.objects.filter(id__in=[file.id for file in brought]).update(message=laid)
        Mailbox.objects.filter(id=box.id).update(expires_on=max(box.expires_on, box_ends(on)))
        return laid.sequence
