"""The only way to obtain rows of the evidence desk.

A member sees what belongs to a crisis that the member's organisation answers, and of documents kept to one organisation only
those of the own. Claims, sources and origins belong to everybody who answers the crisis.
"""

from typing import TypeVar

from django.db.models import Q, QuerySet
from django.http import Http404

from safeconduct.crises.access import crises_for
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Block, Claim, Document, Level, ProposalRow, Sentence, Source
from safeconduct.evidence.models.readings import latest_rendition
from safeconduct.people.models import Member

Row = TypeVar("Row", Document, ProposalRow, Claim, Source)


def documents_for(member: Member, crisis: Crisis) -> QuerySet[Document]:
    """Give the documents of the crisis that the member may read, the latest first."""
    return (
        Document.objects.filter(crisis=crisis, crisis__in=crises_for(member))
        .exclude(~Q(organisation=member.organisation_id), level=Level.ORGANISATION)
        .select_related("source", "organisation", "created_by")
        .order_by("-accessed_at", "-pk")
    )


def document_for(member: Member, crisis: Crisis, reference: str) -> Document:
    """Give one document.

    :raises Http404: if the member may not read one with this reference; whether it exists is not told
    """
    return _one(documents_for(member, crisis), reference)


def proposals_for(member: Member, document: Document) -> QuerySet[ProposalRow]:
    """Give the proposals of a document that the member may read, in the order of the text."""
    return (
        ProposalRow.objects.filter(document=document, document__in=documents_for(member, document.crisis))
        .select_related("sentence", "document")
        .order_by("start", "index")
    )


def proposal_for(member: Member, document: Document, reference: str) -> ProposalRow:
    """Give one proposal.

    :raises Http404: if the member may not see one with this reference
    """
    return _one(proposals_for(member, document), reference)


def block_for(member: Member, document: Document, index: int) -> Block:
    """Give a block of the text that is worked on.

    :raises Http404: if the member may not read the document, or it has no such block
    """
    rendition = latest_rendition(document_for(member, document.crisis, document.reference))
    block = rendition.blocks.filter(index=index).first() if rendition else None
    if block is None:
        raise Http404
    return block


def sentence_for(member: Member, document: Document, index: int) -> Sentence:
    """Give a sentence of the text that is worked on.

    :raises Http404: if the member may not read the document, or it has no such sentence
    """
    rendition = latest_rendition(document_for(member, document.crisis, document.reference))
    sentence = rendition.sentences.filter(index=index).first() if rendition else None
    if sentence is None:
        raise Http404
    return sentence


def claims_for(member: Member, crisis: Crisis) -> QuerySet[Claim]:
    """Give the claims of the crisis, those joined into another left out, the latest first."""
    return (
        Claim.objects.filter(crisis=crisis, crisis__in=crises_for(member), joined_into__isnull=True)
        .prefetch_related("texts")
        .order_by("-created_at", "-pk")
    )


def claim_for(member: Member, crisis: Crisis, reference: str) -> Claim:
    """Give one claim; a reference that was joined into another gives that other.

    :raises Http404: if the member may not see one with this reference
    """
    joined = Claim.objects.filter(crisis=crisis, reference=reference, joined_into__isnull=False).select_related("joined_into").first()
    while joined is not None and joined.joined_into is not None:
        reference = joined.joined_into.reference
        joined = joined.joined_into
    return _one(claims_for(member, crisis), reference)


def sources_for(member: Member, crisis: Crisis) -> QuerySet[Source]:
    """Give the sources of the crisis by name."""
    return Source.objects.filter(crisis=crisis, crisis__in=crises_for(member)).prefetch_related("names").order_by("name", "pk")


def source_for(member: Member, crisis: Crisis, reference: str) -> Source:
    """Give one source.

    :raises Http404: if the member may not see one with this reference
    """
    return _one(sources_for(member, crisis), reference)


def public_claims(crisis: Crisis) -> QuerySet[Claim]:
    """Give the claims that everybody may read, of a crisis that is public."""
    return (
        Claim.objects.filter(
            crisis=crisis,
            crisis__published_at__isnull=False,
            published_at__isnull=False,
            joined_into__isnull=True,
        )
        .prefetch_related("texts")
        .order_by("when", "pk")
    )


def public_claim(crisis: Crisis, reference: str) -> Claim:
    """Give one public claim.

    :raises Http404: if there is none with this reference
    """
    return _one(public_claims(crisis), reference)


def _one(rows: QuerySet[Row], reference: str) -> Row:
    row = rows.filter(reference=reference).first()
    if row is None:
        raise Http404
    return row
