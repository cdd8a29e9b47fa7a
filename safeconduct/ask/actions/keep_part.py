"""A part of a sealed file arrives."""

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import Http404

from safeconduct.ask.rules import PART_SIZE, check_file
from safeconduct.intake.models import IntakeFile
from safeconduct.kit.arriving import Arriving
from safeconduct.kit.refusals import Refused


class FirstPartFirst(Refused):
    """Nothing is kept of a file before its beginning has shown that it is sealed."""

    status, code = 409, "first-part-first"
    sentence = "Send the first part first."


def arriving(id: UUID) -> Arriving:  # noqa: A002 — as it is called everywhere
    """Give a file that has been announced and is not finished.

    :raises Http404: if there is none
    """
    file = IntakeFile.objects.filter(id=id, message=None).first()
    if file is None:
        raise Http404
    return Arriving(Path(settings.INTAKE_FILES), id, file.length, PART_SIZE)


def keep_part(*, id: UUID, number: int, data: bytes) -> list[int]:  # noqa: A002 — as it is called everywhere
    """Keep one part; give the numbers of those that are here.

    :raises Http404: if the file was not announced
    :raises NotASealedThing: if the first part is not the beginning of a sealed file
    :raises FirstPartFirst: if another part comes before the first
    :raises NotUnderstood: if there is no such part
    """
    file = arriving(id)
    if IntakeFile.objects.filter(id=id).exclude(digest=b"").exists():
        return list(range(file.parts))  # it is whole: a part that comes again is let go
    if number == 0:
        check_file(data, file.length)
    elif 0 not in file.have():
        raise FirstPartFirst
    file.keep(number, data)
    return file.have()
