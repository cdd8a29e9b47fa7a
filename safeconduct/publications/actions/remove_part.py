"""Take a part out of a draft."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.report_references import report_references
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Part


@transaction.atomic
def remove_part(*, part: Part, by: Member, at: datetime) -> None:
    """Delete the part with its words in all languages; versions that were offered keep it, and comments on it stay with the whole.

    :raises NotLeading, NotPermitted, WasRecalled: see ``take_in_hand``
    """
    publication, reference = take_in_hand(publication=part.publication, permission=Permission.PUBLICATION_WRITE, by=by), part.reference
    part.delete()
    record("publications.part-removed", publication.reference, by=by.reference, at=at, part=reference)
    report_references(publication=publication, at=at)
