"""File a reading with its document: text, blocks, sentences, proposals, and what search finds."""

from datetime import datetime

from django.db import transaction

from safeconduct.evidence.models import Block, Capture, Document, Rendition, Sentence
from safeconduct.evidence.models.documents import DocumentKind
from safeconduct.evidence.proposing import renew_proposals
from safeconduct.evidence.reading.shapes import Reading
from safeconduct.evidence.search.entries import index_document
from safeconduct.people.models import Member


@transaction.atomic
def file_reading(*, document: Document, capture: Capture, reading: Reading, by: Member, at: datetime) -> Rendition:
    """Store the reading as a new rendition and propose what it says; what a person has set of the document stays."""
    rendition = Rendition.objects.create(capture=capture, document=document, tool=reading.reader, text=reading.text, made_at=at)
    blocks = Block.objects.bulk_create(
        Block(
            rendition=rendition,
            index=block.index,
            start=block.start,
            end=block.end,
            role=block.role,
            role_proposed=block.role,
            reason=block.reason[:400],
            confidence=block.confidence,
            language=block.language,
            page=block.page,
        )
        for block in reading.blocks
    )
    by_index = {block.index: block for block in blocks}
    Sentence.objects.bulk_create(
        Sentence(
            rendition=rendition,
            block=by_index[sentence.block],
            index=sentence.index,
            start=sentence.start,
            end=sentence.end,
            language=sentence.language,
            text=sentence.text,
        )
        for sentence in reading.sentences
    )
    _describe(document, reading)
    renew_proposals(document)
    index_document(document)
    return rendition


def _describe(document: Document, reading: Reading) -> None:
    document.title = (reading.title or document.title)[:400]
    document.author = reading.author[:200]
    document.publisher_found = reading.publisher[:200]
    document.kind = reading.kind if reading.kind in DocumentKind.values else DocumentKind.OTHER
    document.languages = list(reading.languages)
    document.address = document.address or reading.address[:2000]
    document.published = reading.published.edtf
    document.published_basis = reading.published.basis
    document.published_reason = reading.published.reason
    document.published_doubts = list(reading.published.doubts)
    document.published_candidates = [list(candidate) for candidate in reading.published.candidates]
    document.warnings = list(reading.warnings)
    document.save()
