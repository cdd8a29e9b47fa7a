"""Make room for a sealed file that will arrive in parts."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import Overtaken, TooLarge
from safeconduct.people.models import Member
from safeconduct.vault.access import vault_to_change
from safeconduct.vault.actions.create_vault import IdTaken
from safeconduct.vault.models import SealedFile
from safeconduct.vault.storing import has_room_for


class NoRoom(Refused):
    """The disk is nearly full; answered 507."""

    status, code = 507, "no-room"
    sentence = _(
        "There is no room for this file on the server. Nothing was changed; what is there already is safe. Tell whoever runs the server."
    )


@transaction.atomic
def begin_file(*, vault: UUID, id_: UUID, epoch: int, length: int, by: Member, on: date) -> SealedFile:
    """Give the file, new or begun before: the same vault, id and length are the same file, so that an upload goes on where it stopped.

    :raises Http404: if who brings it does not hold the vault
    :raises TooLarge: if it is larger than the operator lets files be
    :raises Overtaken: if it is not sealed for the newest epoch
    :raises IdTaken: if another file has this id
    :raises NoRoom: if the disk would be full
    """
    held = vault_to_change(by, vault)
    if length > settings.LARGEST_SEALED_FILE:
        raise TooLarge
    known = SealedFile.objects.filter(pk=id_).first()
    if known and (known.vault_id, known.epoch, known.length) == (held.pk, epoch, length):
        return known
    if known:
        raise IdTaken
    if epoch != held.epoch:
        raise Overtaken({"epoch": held.epoch})
    if not has_room_for(length):
        raise NoRoom
    return SealedFile.objects.create(pk=id_, vault=held, epoch=epoch, length=length, begun_on=on)
