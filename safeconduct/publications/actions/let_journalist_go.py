"""Take a journalist off the press list."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member
from safeconduct.publications.models import Journalist


@transaction.atomic
def let_journalist_go(*, journalist: Journalist, by: Member, at: datetime) -> None:
    """End all their access at once, and forget them; of somebody who was given a release the address stays until ``forget_journalists``,
    so that a recall still reaches them."""
    record("publications.journalist-gone", journalist.reference, by=by.reference, at=at)
    if not journalist.press_access.exists():
        journalist.delete()
        return
    journalist.press_access.filter(ended_at__isnull=True).update(ended_at=at)
    journalist.left_on = journalist.left_on or at.date()
    journalist.save(update_fields=["left_on"])
