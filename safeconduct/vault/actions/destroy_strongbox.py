"""Destroy a strongbox: its shares, then what they opened."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.vault.access import strongbox_to_change
from safeconduct.vault.storing import drop_what_was_deleted


def destroy_strongbox(*, id_: UUID, by: Member, at: datetime) -> None:
    """Take it away with every share; any of its sharers may.

    :raises Http404: if who asks for it does not share the box
    """
    with transaction.atomic():
        box = strongbox_to_change(by, id_, on=at.date())
        box.delete()
        record("vault.strongbox-destroyed", str(id_), by=by.reference, at=day_of(at))
    drop_what_was_deleted("default")
