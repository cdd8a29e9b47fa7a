"""The last part of a sealed file is here."""

from uuid import UUID

from safeconduct.ask.actions.keep_part import arriving
from safeconduct.ask.rules import check_file
from safeconduct.intake.models import IntakeFile
from safeconduct.kit.arriving import beginning_of
from safeconduct.kit.talking import NotUnderstood
from safeconduct.vault.format.ages import LONGEST_HEADER


def finish_file(*, id: UUID, digest: bytes) -> None:  # noqa: A002 — as it is called everywhere
    """Keep a file as whole, if it is the one that was sealed; called again, nothing changes.

    :raises Http404: if the file was not announced
    :raises NotAllHere: if parts are missing
    :raises NotUnderstood: if its SHA-256 is another
    :raises NotASealedThing: if it is not sealed
    """
    file = arriving(id)
    known = IntakeFile.objects.get(id=id)
    if known.digest:
        if bytes(known.digest) != digest:
            raise NotUnderstood
        return
    if file.finish() != digest:
        raise NotUnderstood
    check_file(beginning_of(file.path, LONGEST_HEADER), file.length)
    IntakeFile.objects.filter(id=id).update(digest=digest)
    file.settle()
