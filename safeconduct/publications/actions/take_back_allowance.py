"""Open a finding again that somebody let stand."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Allowance


@transaction.atomic
def take_back_allowance(*, allowance: Allowance, by: Member, at: datetime) -> None:
    """Delete the allowance; the record keeps that there was one.

    :raises NotLeading, NotPermitted, WasRecalled: see ``take_in_hand``
    """
    publication = take_in_hand(publication=allowance.publication, permission=Permission.PUBLICATION_WRITE, by=by)
    key, kind = allowance.finding, allowance.kind
    allowance.delete()
    record("publications.allowance-taken-back", publication.reference, by=by.reference, at=at, finding=key[:16], kind=kind)
