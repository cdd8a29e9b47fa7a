"""Keep a strongbox until another day."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.talking import NotUnderstood
from safeconduct.people.models import Member
from safeconduct.vault.access import strongbox_to_change
from safeconduct.vault.models import Strongbox


@transaction.atomic
def renew_strongbox(*, id_: UUID, expires_on: date, by: Member, at: datetime) -> Strongbox:
    """Set the last day of a strongbox; any of its sharers may, as any of them may destroy it. The same day again changes nothing.

    :raises Http404: if who asks for it does not share the box, or its day has passed
    :raises NotUnderstood: if the new day has passed
    """
    box = strongbox_to_change(by, id_, on=at.date())
    if expires_on < at.date():
        raise NotUnderstood
    if box.expires_on != expires_on:
        box.expires_on = expires_on
        box.save(update_fields=["expires_on"])
        record("vault.strongbox-renewed", str(box.pk), by=by.reference, at=day_of(at))
    return box
