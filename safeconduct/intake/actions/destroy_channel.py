"""Destroy a channel: its vault's keys first, then every box and file, then the channel."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.intake.models import Channel, IntakeFile, Mailbox
from safeconduct.intake.storing import files_folder
from safeconduct.kit.arriving import destroy_file
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.vault.actions.destroy_vault import destroy_vault
from safeconduct.vault.storing import drop_what_was_deleted


def destroy_channel(*, channel: Channel, by: Member, at: datetime) -> None:
    """Take away everything that came in by the channel, and every key that opens it.

    :raises Http404: if who asks for it does not hold the channel's vault
    """
    with transaction.atomic():
        with transaction.atomic(using="intake"):
            files = list(IntakeFile.objects.filter(channel=channel).values_list("pk", flat=True))
            Mailbox.objects.filter(channel=channel).delete()
            Channel.objects.filter(pk=channel.pk).delete()
            destroy_vault(vault=channel.vault, by=by, at=at, with_channel=True)
        record("intake.channel-destroyed", str(channel.pk), by=by.reference, at=day_of(at))
    for file in files:
        destroy_file(files_folder(), file)
    for database in ("intake", "default"):
        drop_what_was_deleted(database)
