"""Take a sealed file for whole, once all of it is here and it is what was sent."""

from django.utils.translation import gettext_lazy as _

from safeconduct.kit.arriving import beginning_of, destroy_file
from safeconduct.kit.refusals import Refused
from safeconduct.vault.format.ages import LONGEST_HEADER
from safeconduct.vault.models import SealedFile
from safeconduct.vault.receiving import NotSealedWell, check_file
from safeconduct.vault.storing import sealed_file, sealed_folder


class Damaged(Refused):
    """What arrived is not what was sent."""

    code = "damaged"
    sentence = _("The file was damaged on its way, so what had arrived was thrown away. Send it again.")


def finish_file(*, file: SealedFile, digest: bytes) -> None:
    """Compare what arrived with its SHA-256, look at its shape, and keep it. Finished twice is finished once.

    :raises NotAllHere: if parts are missing; those that are here stay
    :raises Damaged: if the bytes are others; they go, and the file may be sent again
    :raises NotSealedWell: if it is no sealed file of an allowed length; it goes
    """
    arriving = sealed_file(file.pk, file.length)
    if file.digest and bytes(file.digest) == digest:
        return
    if arriving.finish() != digest:
        destroy_file(sealed_folder(), file.pk)
        raise Damaged
    try:
        check_file(beginning_of(arriving.path, LONGEST_HEADER), length=file.length)
    except NotSealedWell:
        destroy_file(sealed_folder(), file.pk)
        raise
    SealedFile.objects.filter(pk=file.pk).update(digest=digest)
    arriving.settle()
