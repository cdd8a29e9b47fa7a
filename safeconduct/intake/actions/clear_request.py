"""Destroy what a person sent, once it is kept where it belongs; the box stays, so that they can be answered and can write again."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.intake.models import IntakeFile, Mailbox, Message
from safeconduct.intake.storing import files_folder
from safeconduct.kit.arriving import destroy_file
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.vault.storing import drop_what_was_deleted


def clear_request(*, mailbox: Mailbox, by: Member, at: datetime) -> None:
    """Take the messages and files that came in by this box away. The entry names the channel, and not the box."""
    with transaction.atomic(), transaction.atomic(using="intake"):
        files = list(IntakeFile.objects.filter(message__mailbox=mailbox).values_list("pk", flat=True))
        Message.objects.filter(mailbox=mailbox, direction="in").delete()
        record("intake.request-cleared", str(mailbox.channel_id), by=by.reference, at=day_of(at))
    for file in files:
        destroy_file(files_folder(), file)
    drop_what_was_deleted("intake")
