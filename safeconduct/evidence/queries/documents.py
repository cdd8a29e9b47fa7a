"""What the pages about documents need to know."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from safeconduct.audit.models import Entry
from safeconduct.audit.queries import history_of
from safeconduct.evidence.models import Block, Capture, Document, ProposalRow, Sentence
from safeconduct.evidence.models.documents import DocumentKind, DocumentState
from safeconduct.evidence.models.proposals import ProposalState
from safeconduct.evidence.models.readings import latest_rendition
from safeconduct.evidence.reading.shapes import DateBasis, Role
from safeconduct.evidence.words import BASIS_NAMES, ROLE_NAMES


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as its page shows it."""

    captures: list[Capture]
    basis: str
    blocks: list["ShownBlock"]
    outcomes: list[ProposalRow]
    history: list[Entry]


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block with its sentences; furniture is greyed."""

    block: Block
    role_name: str
    sentences: list[Sentence]
    is_content: bool


def document_page(document: Document) -> Shown:
    """Give everything the page of one document shows."""
    return Shown(
        captures=list(document.captures.select_related("captured_by").order_by("captured_at", "pk")),
        basis=str(BASIS_NAMES[DateBasis(document.published_basis)]),
        blocks=_blocks(document),
        outcomes=list(document.proposals.exclude(outcome="").select_related("sentence").order_by("start", "index")),
        history=list(history_of(document.reference)),
    )


def _blocks(document: Document) -> list[ShownBlock]:
    rendition = latest_rendition(document)
    if rendition is None:
        return []
    sentences = defaultdict(list)
    for sentence in rendition.sentences.order_by("index"):
        sentences[sentence.block_id].append(sentence)
    return [
        ShownBlock(block, str(ROLE_NAMES[Role(block.role)]), sentences[block.pk], Role(block.role).is_content)
        for block in rendition.blocks.order_by("index")
    ]


def narrowed(rows: QuerySet[Document], asked: Mapping[str, Any]) -> QuerySet[Document]:
    """Keep the documents of the state and kind that were asked for; what is unknown is not asked for."""
    state, kind = asked.get("state", ""), asked.get("kind", "")
    if state in DocumentState.values:
        rows = rows.filter(state=state)
    if kind in DocumentKind.values:
        rows = rows.filter(kind=kind)
    is_open = Q(proposals__state__in=[ProposalState.PENDING, ProposalState.HELD])
    return rows.annotate(open_proposals=Count("proposals", filter=is_open))


def narrowings(asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the choices by which the list can be narrowed, with the one in force."""
    return [
        {"name": "state", "label": _("How far"), "chosen": asked.get("state", ""), "choices": DocumentState.choices},
        {"name": "kind", "label": _("What sort"), "chosen": asked.get("kind", ""), "choices": DocumentKind.choices},
    ]
