"""The reading of a document as the database holds it, with the roles and the date that a person set."""

from safeconduct.evidence.models import Document, Rendition
from safeconduct.evidence.reading.shapes import Block, DateBasis, PublicationDate, Reading, Role, Sentence


def latest_rendition(document: Document) -> Rendition | None:
    """Give the rendition that is worked on: the latest."""
    return document.renditions.order_by("-made_at", "-pk").first()


def reading_of(document: Document) -> Reading | None:
    """Build the reading anew from rows; ``None`` where the document has no text."""
    rendition = latest_rendition(document)
    if rendition is None:
        return None
    blocks = tuple(
        Block(
            index=block.index,
            start=block.start,
            end=block.end,
            role=Role(block.role),
            language=block.language,
            confidence=block.confidence,
            reason=block.reason,
            page=block.page,
        )
        for block in rendition.blocks.order_by("index")
    )
    sentences = tuple(
        Sentence(
            index=sentence.index,
            block=sentence.block.index,
            start=sentence.start,
            end=sentence.end,
            text=sentence.text,
            language=sentence.language,
        )
        for sentence in rendition.sentences.select_related("block").order_by("index")
    )
    return Reading(
        text=rendition.text,
        blocks=blocks,
        sentences=sentences,
        languages=tuple(document.languages),
        published=publication_of(document),
        title=document.title,
        author=document.author,
        publisher=document.source.name if document.source else document.publisher_found,
        address=document.address,
        kind=document.kind,
        reader=rendition.tool,
    )


def publication_of(document: Document) -> PublicationDate:
    """Give the document's date of publication with its basis and its doubts."""
    return PublicationDate(
        edtf=document.published,
        basis=DateBasis(document.published_basis),
        reason=document.published_reason,
        doubts=tuple(document.published_doubts),
        candidates=tuple((edtf, reason) for edtf, reason in document.published_candidates),
    )
