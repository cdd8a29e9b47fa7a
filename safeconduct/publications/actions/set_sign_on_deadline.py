"""Set until when organisations can sign."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Publication


class IsOver(Refused):
    """The moment lies in the past."""

    sentence = _("This moment is over already. Choose a later one, or leave it empty to let organisations sign until the release.")


@transaction.atomic
def set_sign_on_deadline(*, publication: Publication, until: datetime | None, by: Member, at: datetime) -> None:
    """Take answers until that moment (aware); ``None`` until the release. It can be moved at any time.

    :raises IsOver: if the moment has passed
    :raises Refused: see ``take_in_hand``
    """
    kept = take_in_hand(publication=publication, permission=Permission.PUBLICATION_WRITE, by=by)
    if until is not None and until <= at:
        raise IsOver
    if kept.sign_on_until == until:
        return
    kept.sign_on_until = until
    kept.save(update_fields=["sign_on_until"])
    record("publications.deadline-set", kept.reference, by=by.reference, at=at, until=until.isoformat() if until else "")
    publication.refresh_from_db(fields=["sign_on_until"])
