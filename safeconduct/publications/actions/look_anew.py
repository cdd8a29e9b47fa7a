"""Say that somebody set the draft beside what its claims and demands are now."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.report_references import report_references
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Publication
from safeconduct.publications.queries.changes import changes_mark


class ChangedAgain(Refused):
    """Something changed between showing and saying."""

    sentence = _("Something changed again while you looked. Look once more.")


@transaction.atomic
def look_anew(*, publication: Publication, shown: str, by: Member, at: datetime) -> None:
    """Take every use as compared now; ``shown`` is the mark of ``queries.changes`` that the member was shown.

    :raises NotLeading, NotPermitted, WasRecalled: see ``take_in_hand``
    :raises ChangedAgain: if a claim or demand changed since it was shown
    """
    publication = take_in_hand(publication=publication, permission=Permission.PUBLICATION_WRITE, by=by)
    if changes_mark(publication) != shown:
        raise ChangedAgain
    report_references(publication=publication, at=at, seen_anew=True)
    record("publications.claims-seen-anew", publication.reference, by=by.reference, at=at)
