"""Refuse numbers, or take back one's own, as long as they are not out."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.released.access import release_to_change
from safeconduct.released.actions.confirm_numbers import NotWaiting
from safeconduct.released.models import Release, ReleaseState


@transaction.atomic
def refuse_numbers(*, reference: str, by: Member, at: datetime) -> Release:
    """Let nobody see them. What is out cannot be taken back: it stays in the ledger, against which everything later is measured.

    :raises NotWaiting: if they are out
    """
    release = release_to_change(by, reference)
    if release.state == ReleaseState.REFUSED:
        return release
    if release.state == ReleaseState.OUT:
        raise NotWaiting
    release.state = ReleaseState.REFUSED
    release.save(update_fields=["state"])
    record("released.numbers-refused", release.reference, by=by.reference, at=day_of(at), table=release.table, quarter=release.quarter)
    return release
