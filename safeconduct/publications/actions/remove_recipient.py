"""Take a post off those that a publication is addressed to."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Recipient


class WasSent(Refused):
    """A copy went there."""

    sentence = _("A copy was planned for or sent to this post, so it stays on the list. Cancel what has not left yet instead.")


@transaction.atomic
def remove_recipient(*, recipient: Recipient, by: Member, at: datetime) -> None:
    """Take the post off the list.

    :raises WasSent: if there is a dispatch to it
    :raises Refused: see ``take_in_hand``
    """
    kept = take_in_hand(publication=recipient.publication, permission=Permission.PUBLICATION_WRITE, by=by)
    if recipient.dispatches.exists():
        raise WasSent
    post = recipient.post.reference
    recipient.delete()
    record("publications.recipient-removed", kept.reference, by=by.reference, at=at, post=post)
