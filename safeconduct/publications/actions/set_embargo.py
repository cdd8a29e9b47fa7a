"""Set until when nobody may read it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.set_sign_on_deadline import IsOver
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Publication
from safeconduct.publications.rules.embargoes import zones


class AlreadyOut(Refused):
    """What is out cannot be put under an embargo."""

    sentence = _("This was released already. An embargo can only be set before the release; to stop readers, recall it.")


class ZoneUnknown(Refused):
    """There is no such time zone."""

    sentence = _("This time zone is not known. Choose one from the list, such as Europe/Copenhagen.")


@transaction.atomic
def set_embargo(*, publication: Publication, until: datetime, zone: str, by: Member, at: datetime) -> None:
    """Let nobody read the publication before that moment (aware), which is shown in the zone (IANA) and in UTC.

    :raises AlreadyOut: if it was released
    :raises IsOver: if the moment has passed
    :raises ZoneUnknown: if the zone is none
    :raises Refused: see ``take_in_hand``
    """
    kept = take_in_hand(publication=publication, permission=Permission.PUBLICATION_WRITE, by=by)
    if kept.released_at is not None:
        raise AlreadyOut
    if until <= at:
        raise IsOver(_("This moment is over already. Choose a later one, or release without an embargo."))
    if zone not in zones():
        raise ZoneUnknown
    kept.embargo_until, kept.embargo_zone = until, zone
    kept.save(update_fields=["embargo_until", "embargo_zone"])
    record("publications.embargo-set", kept.reference, by=by.reference, at=at, until=until.isoformat(), zone=zone)
    publication.refresh_from_db()
