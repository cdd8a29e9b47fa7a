"""Four layers that are never collapsed: what a document says, what is claimed in it, what we make of it, what we show."""

from safeconduct.evidence.models.claims import (
    Assessment,
    Attribution,
    Claim,
    ClaimText,
    Denial,
    Origin,
    Relation,
    RelationKind,
    RestsOn,
)
from safeconduct.evidence.models.documents import Block, Capture, Document, Level, Rendition, Sentence
from safeconduct.evidence.models.passages import Passage, Quotation
from safeconduct.evidence.models.proposals import ProposalRow
from safeconduct.evidence.models.sources import Source, SourceName
from safeconduct.evidence.models.uses import ClaimUse

__all__ = [
    "Assessment",
    "Attribution",
    "Block",
    "Capture",
    "Claim",
    "ClaimText",
    "ClaimUse",
    "Denial",
    "Document",
    "Level",
    "Origin",
    "Passage",
    "ProposalRow",
    "Quotation",
    "Relation",
    "RelationKind",
    "Rendition",
    "RestsOn",
    "Sentence",
    "Source",
    "SourceName",
]
