"""Destroy a box with everything in it, as when its code was found on somebody."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.intake.models import IntakeFile, Mailbox
from safeconduct.intake.storing import files_folder
from safeconduct.kit.arriving import destroy_file
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.vault.storing import drop_what_was_deleted


def destroy_request(*, mailbox: Mailbox, by: Member, at: datetime) -> None:
    """Take the box away: its code opens nothing from then on, as if there had never been one. The entry names the channel, not the box."""
    with transaction.atomic(), transaction.atomic(using="intake"):
        files = list(IntakeFile.objects.filter(message__mailbox=mailbox).values_list("pk", flat=True))
        Mailbox.objects.filter(pk=mailbox.pk).delete()
        record("intake.request-destroyed", str(mailbox.channel_id), by=by.reference, at=day_of(at))
    for file in files:
        destroy_file(files_folder(), file)
    drop_what_was_deleted("intake")
