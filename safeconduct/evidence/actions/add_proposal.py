"""Add what the rules did not find, next to its sentence."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from safeconduct.audit.actions.record import record
from safeconduct.evidence.models import Document, ProposalRow, Sentence
from safeconduct.evidence.reading.shapes import Kind
from safeconduct.people.models import Member


@transaction.atomic
def add_proposal(*, document: Document, sentence: Sentence, kind: Kind, by: Member, at: datetime) -> ProposalRow:
    """Add an empty proposal of this kind at the sentence, to be filled in and accepted like any other."""
    last = document.proposals.aggregate(last=Max("index"))["last"]
    row = ProposalRow.objects.create(
        document=document,
        sentence=sentence,
        index=0 if last is None else last + 1,
        kind=kind,
        start=sentence.start,
        end=sentence.end,
        exact=sentence.text,
        payload={},
        confidence=1.0,
        is_by_hand=True,
    )
    record("evidence.proposal-added", document.reference, by=by.reference, at=at, proposal=row.reference, of=kind)
    return row
