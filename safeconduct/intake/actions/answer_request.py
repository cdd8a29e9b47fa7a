"""Put a sealed answer into a box."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.intake.models import Mailbox, Message
from safeconduct.intake.rules import answered_until
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import TooLarge
from safeconduct.people.models import Member
from safeconduct.vault.format.ages import LONGEST_HEADER
from safeconduct.vault.receiving import check_message

LARGEST_ANSWER = 256 * 1024 + LONGEST_HEADER


class MessageTaken(Refused):
    """Another message has this id."""

    code = "taken"
    sentence = _("This id is in use. Nothing was sent; try again.")


@transaction.atomic
def answer_request(*, mailbox: Mailbox, id_: UUID, blob: bytes, by: Member, at: datetime) -> int:
    """Keep the answer for the person to find; give its number. The same id twice is one answer: a bad line makes no two of it.

    The box then stays for a month at least. The entry names the channel and the day, so that nobody who takes the record learns whose box
    it was.

    :raises NotSealedWell: if it is not a sealed message of an allowed length
    :raises TooLarge: if it is larger than an answer may be
    :raises MessageTaken: if another message has this id
    :raises Http404: if the box is gone in the meantime
    """
    if len(blob) > LARGEST_ANSWER:
        raise TooLarge
    check_message(blob)
    with transaction.atomic(using="intake"):
        box = Mailbox.objects.select_for_update().filter(pk=mailbox.pk).first()
        if box is None:
            raise Http404
        known = Message.objects.filter(pk=id_).first()
        if known and (known.mailbox_id, known.direction) == (mailbox.pk, "out"):
            return known.sequence
        if known:
            raise MessageTaken
        newest = Message.objects.filter(mailbox=mailbox).aggregate(newest=Max("sequence"))["newest"] or 0
        day = at.date()
        Message.objects.create(pk=id_, mailbox=mailbox, direction="out", sequence=newest + 1, day=day, sealed_by="browser", blob=blob)
        box.expires_on = answered_until(day, ends=box.expires_on)
        box.save(update_fields=["expires_on"])
        record("intake.request-answered", str(mailbox.channel_id), by=by.reference, at=day_of(at))
    return newest + 1
