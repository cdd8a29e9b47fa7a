"""Destroy a vault: first the keys, then what they open."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.arriving import destroy_file
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.vault.access import vault_to_change
from safeconduct.vault.models import Epoch, Grant, Record, SealedFile, Vault
from safeconduct.vault.storing import drop_what_was_deleted, sealed_folder


class HasChannel(Refused):
    """The vault of a channel goes with its channel, or people would write to nobody."""

    code = "has-channel"
    sentence = _("People who ask for help write into this vault. Destroy its channel, and the vault goes with it. Nothing was changed.")


class HasCase(Refused):
    """A vault of a case goes with its case, after two people have asked for it, or on its day; that of a round with its round."""

    code = "has-case"
    sentence = _("A case or a round of placement lies in this vault, and the vault goes with it. Nothing was changed.")


def destroy_vault(*, vault: UUID, by: Member, at: datetime, with_channel: bool = False) -> None:
    """Destroy grants, roots, records, files, and the vault.

    :raises Http404: if who asks for it does not hold the vault
    :raises HasChannel: if it is a channel's, unless the channel is gone already (``with_channel``)
    :raises HasCase: if a case stands on it

    The rows go in one transaction, the keys with them; the files' bytes go afterwards. A machine that falls over between the two
    leaves bytes that nobody can open, and ``safeconduct vault tidy`` takes them away.
    """
    with transaction.atomic():
        held = vault_to_change(by, vault)
        if held.kind == "channel" and not with_channel:
            raise HasChannel
        files = take_rows(held)
        record("vault.vault-destroyed", str(vault), by=by.reference, at=day_of(at))
    destroy_bytes(files)


def take_rows(vault: Vault) -> list[UUID]:
    """Take away everything of a vault but the bytes of its files, and give their ids; the caller's transaction holds it together.

    :raises HasCase: if a case stands on it
    """
    Grant.objects.filter(vault=vault).delete()
    Epoch.objects.filter(vault=vault).delete()
    Record.objects.filter(vault=vault).delete()
    files = list(SealedFile.objects.filter(vault=vault).values_list("pk", flat=True))
    try:
        vault.delete()
    except ProtectedError as problem:
        raise HasCase from problem
    return files


def destroy_bytes(files: Iterable[UUID]) -> None:
    """Destroy what lay on the disk, and make what was deleted stay deleted. Called once the transaction has ended."""
    for file in files:
        destroy_file(sealed_folder(), file)
    drop_what_was_deleted("default")
