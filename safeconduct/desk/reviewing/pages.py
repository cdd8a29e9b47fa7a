"""What the review page shows: blocks in order, runs of furniture folded together, cards beside their block."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from safeconduct.desk.forms.review import AboutForm
from safeconduct.desk.reviewing.alike import alike_in
from safeconduct.desk.reviewing.cards import Card, card_of
from safeconduct.desk.reviewing.initials import publisher_of
from safeconduct.evidence.access import proposals_for
from safeconduct.evidence.actions.describe_document import Description
from safeconduct.evidence.models import Block, Document, ProposalRow, Sentence
from safeconduct.evidence.models.documents import DocumentKind
from safeconduct.evidence.models.proposals import ProposalState
from safeconduct.evidence.models.readings import latest_rendition
from safeconduct.evidence.reading.shapes import DateBasis, Kind, Role
from safeconduct.evidence.words import BASIS_NAMES, KIND_NAMES, ROLE_NAMES
from safeconduct.people.models import Member

KEEP, OTHER, NONE = "keep", "other", "none"
FOLDED = frozenset({Role.NAVIGATION, Role.TEASER, Role.COMMENT, Role.SIGNATURE, Role.BYLINE, Role.DATE_LINE})


@dataclass(slots=True)
class Line:
    """A block with its sentences and the cards of what was found in them."""

    block: Block
    role_name: str
    sentences: list[Sentence] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)

    @property
    def is_content(self) -> bool:
        return Role(self.block.role).is_content


@dataclass(slots=True)
class Stretch:
    """A run of lines: content, or furniture that is folded away until somebody looks."""

    is_folded: bool
    lines: list[Line] = field(default_factory=list)


def page_of(member: Member, document: Document) -> dict[str, Any]:
    """Give everything the review page shows but the form about the document."""
    rows = list(proposals_for(member, document).select_related("sentence__block", "document__source", "document__crisis"))
    alike = alike_in(member, document, rows)
    cards = defaultdict(list)
    for row in rows:
        candidates, chosen = alike[row.reference]
        cards[row.sentence.block_id].append(card_of(row, candidates, chosen=chosen))
    lines = _lines(document, cards)
    return {
        "document": document,
        "crisis": document.crisis,
        "stretches": _stretches(lines),
        "counts": counts_of(rows),
        "roles": [(role.value, ROLE_NAMES[role]) for role in Role],
        "kinds": [(kind.value, KIND_NAMES[kind]) for kind in Kind],
    }


def counts_of(rows: Iterable[ProposalRow]) -> dict[str, int]:
    """Give how many proposals are to be decided, held back, and decided."""
    states = [ProposalState(row.state) for row in rows]
    open_, held = states.count(ProposalState.PENDING), states.count(ProposalState.HELD)
    return {"open": open_, "held": held, "decided": len(states) - open_ - held}


def _lines(document: Document, cards: Mapping[int, list[Card]]) -> list[Line]:
    rendition = latest_rendition(document)
    if rendition is None:
        return []
    sentences = defaultdict(list)
    for sentence in rendition.sentences.order_by("index"):
        sentences[sentence.block_id].append(sentence)
    return [
        Line(block, str(ROLE_NAMES[Role(block.role)]), sentences[block.pk], cards.get(block.pk, []))
        for block in rendition.blocks.order_by("index")
    ]


def _stretches(lines: list[Line]) -> list[Stretch]:
    stretches: list[Stretch] = []
    for line in lines:
        is_folded = Role(line.block.role) in FOLDED and not line.cards
        if not stretches or stretches[-1].is_folded != is_folded:
            stretches.append(Stretch(is_folded))
        stretches[-1].lines.append(line)
    return stretches


def about_form(document: Document, posted: Mapping[str, Any] | None = None) -> AboutForm:
    """Give the form about the document, with the date found, its doubts' other dates, and a field for another."""
    return AboutForm(
        posted,
        initial={
            "title": document.title,
            "source": publisher_of(document),
            "author": document.author,
            "kind": document.kind,
            "candidate": _chosen(document),
        },
        kinds=list(DocumentKind.choices),
        candidates=_candidates(document),
        found=document.published,
        reasons=dict(document.published_candidates),
    )


def _chosen(document: Document) -> str:
    """Give the choice made beforehand: none where the date found is doubted, so that nobody keeps it by accident."""
    if document.published_doubts:
        return ""
    return KEEP if document.published else NONE


def _candidates(document: Document) -> list[tuple[str, Any]]:
    choices: list[tuple[str, Any]] = []
    if document.published:
        basis = BASIS_NAMES[DateBasis(document.published_basis)]
        choices.append((KEEP, _("%(date)s: %(basis)s") % {"date": document.published, "basis": basis}))
    for edtf, reason in document.published_candidates:
        if edtf != document.published:
            choices.append((edtf, f"{edtf}: {reason}"))
    return [*choices, (OTHER, _("Another date, given below")), (NONE, _("Not known"))]


def read_about(form: AboutForm) -> Description:
    """Give the description that a valid form holds; a chosen candidate brings its own reason along."""
    given, choice = form.cleaned_data, form.cleaned_data["candidate"]
    published = {KEEP: form.found, OTHER: given["published"], NONE: ""}.get(choice, choice)
    reason = given["published_reason"] or form.reasons.get(choice, "")
    return Description(
        title=given["title"],
        kind=given["kind"],
        source=given["source"],
        author=given["author"],
        published=published,
        published_reason=reason,
    )
