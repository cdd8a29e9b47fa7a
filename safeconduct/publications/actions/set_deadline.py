"""Set the last day on which anybody may write."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.record_consent import NotUrgentAction
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Publication
from safeconduct.publications.rules.kinds import Kind


class DeadlineOver(Refused):
    """The day is over."""

    sentence = _("This day is over. Set today or a later day; to stop the action now, recall it.")


@transaction.atomic
def set_deadline(*, publication: Publication, on: date, by: Member, at: datetime) -> Publication:
    """Keep the last day ("appeals before"). On a released action it holds at once; past it the page stops asking by itself.

    :raises NotUrgentAction: if the publication is neither an urgent action nor an update
    :raises DeadlineOver: if the day is over
    :raises Refused: see ``take_in_hand``
    """
    kept = take_in_hand(publication=publication, permission=Permission.PUBLICATION_WRITE, by=by)
    if kept.kind not in {Kind.URGENT_ACTION, Kind.UPDATE}:
        raise NotUrgentAction
    if on < at.date():
        raise DeadlineOver
    kept.expires_on = on
    kept.save(update_fields=["expires_on"])
    if kept.released_at is not None:
        mark_changed(crisis=kept.crisis, at=at)
    record("publications.last-day-set", kept.reference, by=by.reference, at=at, on=on.isoformat())
    return kept
