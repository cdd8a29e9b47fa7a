"""A sealed file is announced, in parts."""

from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings

from safeconduct.ask.actions.open_box import Taken
from safeconduct.ask.receiving import has_room
from safeconduct.ask.rules import PART_SIZE
from safeconduct.intake.models import Channel, IntakeFile
from safeconduct.kit.arriving import Arriving
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import TooLarge


class NoRoom(Refused):
    """The space that is meant for files is full."""

    status, code = 507, "no-room"
    sentence = "No file can be taken just now. Send the words alone; they have room."


def begin_file(*, channel: Channel, id: UUID, length: int, on: date) -> Arriving:  # noqa: A002 — as it is called everywhere
    """Take note of a file that will arrive; asked again, the same, with the parts that are here.

    :raises TooLarge: if it is larger than may be kept
    :raises NoRoom: if the disk is nearly full
    :raises Taken: if the id is another file's
    """
    if not 0 < length <= settings.LARGEST_SEALED_FILE:
        raise TooLarge
    known = IntakeFile.objects.filter(id=id).first()
    if known is None:
        if not has_room():
            raise NoRoom
        known = IntakeFile.objects.create(id=id, channel=channel, length=length, begun_on=on)
    if known.channel_id != channel.id or known.length != length or known.message_id is not None:
        raise Taken
    return Arriving(Path(settings.INTAKE_FILES), id, length, PART_SIZE)
