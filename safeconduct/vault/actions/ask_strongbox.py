"""Ask the others who share a strongbox for a second share."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.vault.access import askings_of, strongbox_to_change
from safeconduct.vault.models import StrongboxAsking


@transaction.atomic
def ask_strongbox(*, id_: UUID, by: Member, at: datetime) -> None:
    """Keep that a sharer wants to open the box, until the end of the next day; all who share it are shown so.

    Whoever has asked already, and whose wish still stands, has asked.

    :raises Http404: if the member does not share the box
    """
    box = strongbox_to_change(by, id_, on=at.date())
    if askings_of([box], on=at.date()).filter(asked_by=by).exists():
        return
    StrongboxAsking.objects.filter(strongbox=box, asked_by=by).delete()  # one that no longer stands, and its share with it
    StrongboxAsking.objects.create(strongbox=box, asked_by=by, asked_on=at.date())
    record("vault.strongbox-asked", str(box.pk), by=by.reference, at=day_of(at))
