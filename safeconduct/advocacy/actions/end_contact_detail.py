"""Say that a way to reach a post holds no longer."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.models import ContactDetail
from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class EndedBefore(Refused):
    """It would end before it began."""

    sentence = _("This address was not in use yet on that day. Look at the day again.")


@transaction.atomic
def end_contact_detail(*, detail: ContactDetail, until: date, by: Member, at: datetime) -> ContactDetail:
    """Keep it as what it was until that day, and write to it no more.

    :raises EndedBefore: if it began after that day
    """
    if detail.valid_from and until < detail.valid_from:
        raise EndedBefore
    detail.valid_until = until
    detail.save(update_fields=["valid_until"])
    reference = detail.post.reference if detail.post else detail.body.reference
    record("advocacy.contact-ended", reference, by=by.reference, at=at, type=detail.type, until=until.isoformat())
    return detail
