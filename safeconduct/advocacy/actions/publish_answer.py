"""Show a response or a deed to everybody."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.actions.check_entry import AlreadyWithdrawn, require_publishable
from safeconduct.advocacy.models import Deed, Response
from safeconduct.advocacy.rules.releasing import reason_held, shown_from
from safeconduct.advocacy.words import HELD_SENTENCES
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class FromCasework(Refused):
    """What is known from helping people may not be shown yet, or not by this member."""

    sentence = _("This is known from helping people. Somebody else than the member who recorded it has to say that it may be shown.")


@transaction.atomic
def publish_answer(*, answer: Response | Deed, by: Member, at: datetime) -> None:
    """Make the response or the deed public; does nothing when it already is. A deed's ``publish_after`` still holds it back.

    What is known from helping people shows in groups only, and not before ``rules.releasing.shown_from``.

    :raises AlreadyWithdrawn: if it was withdrawn
    :raises FromCasework: if it is known from helping people and is held, or whoever recorded it would publish it
    :raises SourceIsPrivate: if it rests on a document that one organisation keeps to itself
    """
    table = Deed if isinstance(answer, Deed) else Response
    kept: Response | Deed = table.objects.select_for_update().get(pk=answer.pk)
    if kept.withdrawn_at:
        raise AlreadyWithdrawn
    if kept.published_at:
        return
    require_publishable([kept.passage] if kept.passage else [])
    kept.published_at, kept.published_by = at, by
    fields = ["published_at", "published_by"]
    if isinstance(kept, Deed) and kept.is_from_casework:
        kept.publish_after = _earliest(kept, by=by, at=at)
        fields.append("publish_after")
    kept.save(update_fields=fields)
    record("advocacy.answer-published", kept.reference, by=by.reference, at=at)
    mark_changed(crisis=kept.crisis, at=at)
    answer.refresh_from_db()


def _earliest(deed: Deed, *, by: Member, at: datetime) -> date:
    """Give the first day on which a group may hold the deed.

    :raises FromCasework: if it may not be shown yet, or the same member recorded it
    """
    held = reason_held(deed.on, today=at.date())
    if held:
        raise FromCasework(HELD_SENTENCES[held])
    if deed.recorded_by_id == by.pk:
        raise FromCasework
    earliest = shown_from(deed.on) or at.date()
    return max(earliest, deed.publish_after or earliest)
