"""Put one message for one recipient into the outbox."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.models import Attachment, Message
from safeconduct.outbox.rules import is_address, on_one_line
from safeconduct.people.models import Member, Organisation

# Lower-case and without letters that are misread: mail servers fold case, and people type addresses from paper.
TOKEN_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # noqa: S105 — not a secret but what they are made of
TOKEN_LENGTH = 22  # some 108 bits
LARGEST = 20 * 1024 * 1024  # bytes of all attachments together; many servers take 25 MiB, of which their wrapping is a third
LONGEST_LINE = 300  # of a subject or a name


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with a message."""

    name: str
    media_type: str
    content: bytes


class AddressUnusable(Refused):
    """Nothing can be sent to this address."""

    sentence = _("No message can go to this address. Nothing was put into the outbox. Correct it at the post and try again.")


class MessageEmpty(Refused):
    """A message needs a subject and words."""

    sentence = _("A message needs a subject and a text. Nothing was put into the outbox.")


class FilesTooLarge(Refused):
    """More is attached than mail servers take."""

    sentence = _("The attachments together are larger than most mail servers take (20 MB). Nothing was put into the outbox.")


class ZoneUnknown(Refused):
    """There is no such time zone."""

    sentence = _("This time zone is not known. Nothing was put into the outbox. Write it like Europe/Copenhagen, or leave it empty.")


@transaction.atomic
def queue_message(
    *,
    organisation: Organisation,
    kind: str,
    about: str,
    to_name: str,
    to_address: str,
    language: str,
    subject: str,
    text: str,
    page: str = "",
    attachments: Sequence[File] = (),
    not_before: datetime | None = None,
    zone: str = "",
    by: Member,
    at: datetime,
) -> Message:
    """Keep the message with a reply address of its own; the next run that finds its hour come sends it.

    ``to_address`` is the address of an office or of the press: never of a person at risk. ``about`` is the reference of what it carries,
    ``page`` the same words as HTML, ``zone`` an IANA name: the message then leaves in office hours there only.

    :raises AddressUnusable: if ``to_address`` is not one plain address
    :raises MessageEmpty: if subject or text is missing
    :raises FilesTooLarge: if the attachments are larger than 20 MiB together
    :raises ZoneUnknown: if ``zone`` is not known
    """
    address, subject, to_name = to_address.strip(), on_one_line(subject)[:LONGEST_LINE], on_one_line(to_name)[:LONGEST_LINE]
    _refuse(address, subject, text, attachments, zone)
    message = Message.objects.create(
        organisation=organisation,
        kind=kind,
        about=about,
        to_name=to_name,
        to_address=address,
        language=language,
        subject=subject,
        text=text,
        page=page,
        reply_token=_token(),
        message_id=f"{_token()}@{settings.MAIL_DOMAIN}",
        not_before=not_before,
        zone=zone,
        queued_at=at,
        queued_by=by,
    )
    Attachment.objects.bulk_create(
        Attachment(
            message=message,
            name=on_one_line(file.name)[:120],
            media_type=file.media_type,
            sha256=hashlib.sha256(file.content).hexdigest(),
            content=file.content,
        )
        for file in attachments
    )
    record("outbox.message-queued", message.reference, by=by.reference, at=at, about=about, kind=kind)
    return message


def _refuse(address: str, subject: str, text: str, attachments: Sequence[File], zone: str) -> None:
    if not is_address(address):
        raise AddressUnusable
    if not subject or not text.strip():
        raise MessageEmpty
    if sum(len(file.content) for file in attachments) > LARGEST:
        raise FilesTooLarge
    if zone:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ZoneUnknown from error


def _token() -> str:
    return "".join(secrets.choice(TOKEN_ALPHABET) for _place in range(TOKEN_LENGTH))
