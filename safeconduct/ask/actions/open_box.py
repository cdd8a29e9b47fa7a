"""A person asks for help for the first time."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from django.db import IntegrityError, router, transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.ask.access import whole_files
from safeconduct.ask.rules import box_ends, check_message
from safeconduct.intake.models import Channel, IntakeFile, Mailbox, Message
from safeconduct.kit.clock import week_of
from safeconduct.kit.refusals import Refused


class ChannelClosed(Refused):
    """Nobody answers on this channel now."""

    status, code = 409, "closed"
    sentence = _("Nobody answers here just now. Nothing was sent. Your text is still below.")


class Taken(Refused):
    """This id or this box is somebody else's."""

    status, code = 409, "taken"
    sentence = _("This was not accepted. Nothing was changed. Load the page again and send it once more.")


def open_box(
    *, channel: Channel, token_hash: bytes, message: UUID, blob: bytes, files: Sequence[UUID], sealed_by: str, on: date, is_new: bool = True
) -> int:
    """Open a box and lay the message in it; give its number. The same message twice is one.

    ``is_new`` is false for somebody who comes with a code whose box has ended: they may write even where a channel takes nobody new.

    :raises ChannelClosed: if the channel takes no new requests
    :raises NotASealedThing: if the message is not sealed
    :raises FilesNotThere: if a file it names is not here
    :raises Taken: if the box or the id is there already and does not belong together
    """
    check_message(blob)
    laying = partial(
        _lay, channel=channel, token_hash=token_hash, message=message, blob=blob, files=files, sealed_by=sealed_by, on=on, is_new=is_new
    )
    try:
        return laying()
    except IntegrityError:  # the same was sent twice at once, and the other was faster: now it is there
        return laying()


def check_open(channel: Channel) -> None:
    """Let through whoever writes to an open channel.

    :raises ChannelClosed: if it takes no new requests
    """
    if channel.state != "open":
        raise ChannelClosed


def _lay(
    *, channel: Channel, token_hash: bytes, message: UUID, blob: bytes, files: Sequence[UUID], sealed_by: str, on: date, is_new: bool
) -> int:
    with transaction.atomic(using=router.db_for_write(Mailbox)):
        known = Message.objects.select_related("mailbox").filter(id=message).first()
        box = Mailbox.objects.filter(token_hash=token_hash).first()
        if known is not None:
            if box is None or known.mailbox_id != box.id or known.direction != "in":
                raise Taken
            return known.sequence
        if box is not None:
            raise Taken
        if is_new:
            check_open(channel)
        brought = whole_files(files, channel.id)
        box = Mailbox.objects.create(channel=channel, token_hash=token_hash, week_opened=week_of(on), expires_on=box_ends(on))
        laid = Message.objects.create(id=message, mailbox=box, direction="in", sequence=1, day=on, sealed_by=sealed_by, blob=blob)
        IntakeFile.objects.filter(id__in=[file.id for file in brought]).update(message=laid)
        return laid.sequence
