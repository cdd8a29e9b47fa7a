"""Note that a person looked for a body's deeds and found none."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.models import Body, SearchNote
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class SearchUnexplained(Refused):
    """Nobody can repeat a search that is not described."""

    sentence = _("Say where you looked and with which words, so that somebody else can look again.")


class SearchedTheFuture(Refused):
    """The day has not come yet."""

    sentence = _("You cannot have searched until a day that has not come. Look at the date again.")


@transaction.atomic
def note_search(*, body: Body, searched_until: date, note: str, by: Member, at: datetime) -> SearchNote:
    """Add a search note: no public evidence of a deed of this body was found up to and including this day.

    :raises SearchUnexplained: if it does not say where was searched
    :raises SearchedTheFuture: if the day lies after ``at``
    """
    if not note.strip():
        raise SearchUnexplained
    if searched_until > at.date():
        raise SearchedTheFuture
    search = SearchNote.objects.create(
        crisis=body.crisis, body=body, searched_until=searched_until, note=note.strip(), noted_at=at, noted_by=by
    )
    record("advocacy.search-noted", search.reference, by=by.reference, at=at, body=body.reference, until=searched_until.isoformat())
    mark_changed(crisis=body.crisis, at=at)
    return search
