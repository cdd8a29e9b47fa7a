"""Close the review of a document."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.evidence.models import Document
from safeconduct.evidence.models.documents import DocumentState
from safeconduct.people.models import Member


@transaction.atomic
def finish_review(*, document: Document, by: Member, at: datetime) -> int:
    """Mark the document reviewed and give the number of proposals that were left open; they stay, undecided."""
    document.state, document.reviewed_at, document.reviewed_by = DocumentState.REVIEWED, at, by
    document.save(update_fields=["state", "reviewed_at", "reviewed_by"])
    left = sum(row.is_open for row in document.proposals.all())
    record("evidence.document-reviewed", document.reference, by=by.reference, at=at, left_open=left)
    return left
