"""Approve how a recipient is addressed, by somebody who looked at it today."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.queries.posts import card_of
from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Recipient
from safeconduct.publications.rules.agreeing import Progress


class HolderChanged(Refused):
    """Somebody else holds the post than the page showed."""

    sentence = _("Somebody else holds this post now than the page showed. Nothing was approved. Look at the name and the salutation again.")


class SalutationMissing(Refused):
    """A letter begins somehow."""

    sentence = _("Write how the letter begins and how it ends. Nothing was approved.")


@transaction.atomic
def approve_recipient(*, recipient: Recipient, shown_holder: str, salutation: str, closing: str, by: Member, at: datetime) -> Recipient:
    """Keep who holds the post today, and salutation and closing as a person read them. ``shown_holder`` is the name on the page.

    Copies that wait because the holder had changed go out with what was approved now.

    :raises HolderChanged: if the holder is another than the page showed
    :raises SalutationMissing: if salutation or closing is empty
    :raises Refused: see ``take_in_hand``
    """
    kept = take_in_hand(publication=recipient.publication, permission=Permission.PUBLICATION_WRITE, by=by)
    card = card_of(recipient.post, language=recipient.language, on=at.date())
    if card.holder_name != shown_holder:
        raise HolderChanged
    if not salutation.strip() or not closing.strip():
        raise SalutationMissing
    recipient.seen_holder, recipient.salutation, recipient.closing = card.holder_name, salutation.strip(), closing.strip()
    recipient.approved_at, recipient.approved_by = at, by
    recipient.save(update_fields=["seen_holder", "salutation", "closing", "approved_at", "approved_by"])
    recipient.dispatches.filter(progress__in=[Progress.PLANNED, Progress.BY_HAND]).update(
        holder=card.holder_name, salutation=recipient.salutation, problem=""
    )
    record("publications.recipient-approved", kept.reference, by=by.reference, at=at, post=recipient.post.reference)
    return recipient
