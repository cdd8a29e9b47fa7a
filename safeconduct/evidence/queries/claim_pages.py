"""What the page of one claim needs to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext as _

from safeconduct.evidence.access import claims_for
from safeconduct.evidence.models import (
    Assessment,
    Attribution,
    Claim,
    ClaimText,
    Denial,
    Origin,
    Passage,
    Relation,
    RelationKind,
    Sentence,
)
from safeconduct.evidence.models.graph import ClaimGraph, graph_of
from safeconduct.evidence.queries.alarms import inherited_speakers, near_claims
from safeconduct.evidence.queries.alike import Candidate, alike_to
from safeconduct.evidence.queries.chains import Chain, chains_of
from safeconduct.evidence.queries.claims import ClaimRow, Known, passages_of, readable_documents, row_of
from safeconduct.evidence.queries.history import Event, history
from safeconduct.evidence.queries.sentences import origins_phrase, place_word, reason_sentence, when_words
from safeconduct.evidence.reading.shapes import Modality, Mode
from safeconduct.evidence.rules.standing import Standing, explain_standing
from safeconduct.evidence.words import ACT_NAMES, GROUP_NAMES, MODALITY_NAMES, MODE_NAMES, STANDING_NAMES, name_of
from safeconduct.kit.languages import text_in
from safeconduct.people.models import Member


@dataclass(frozen=True, slots=True)
class Report:
    """One attribution as the page shows it; the words of a document that the reader may not read are left out."""

    attribution: Attribution
    passage: Passage | None
    is_kept_from_reader: bool
    rests_on: list[str]
    said: str
    mode: str
    sentence: int | None  # index in the document, for the link

    @property
    def language(self) -> str:
        return self.passage.language if self.passage else ""


@dataclass(frozen=True, slots=True)
class Against:
    """A denial as the page shows it."""

    denial: Denial
    passage: Passage | None
    said: str
    sentence: int | None


@dataclass(frozen=True, slots=True)
class Related:
    """Another claim and what a person found it to be."""

    relation: Relation
    other: Claim
    text: ClaimText | None
    words: str
    is_contradiction: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """The claim's sentence in one language; ``is_older``: written before the original was changed."""

    text: ClaimText
    is_older: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """A candidate with the sentence to read."""

    candidate: Candidate
    text: ClaimText | None
    standing: str
    count: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Everything on the page of one claim."""

    claim: Claim
    row: ClaimRow
    wordings: list[Wording]
    reasons: list[str]
    by_rule: str  # the standing the rule would give, where a person set another
    assessments: list[Assessment]
    chains: tuple[Chain, ...]
    graph: ClaimGraph
    reports: list[Report]
    against: list[Against]
    related: list[Related]
    alike: list[Alike]
    joined: list[Claim]
    origins: list[Origin]
    history: list[Event]
    facts: list[tuple[str, str]]

    @property
    def contradictions(self) -> list[Related]:
        return [related for related in self.related if related.is_contradiction]


def claim_page(member: Member, claim: Claim, *, language: str) -> ClaimPage:
    """Give the page of a claim as this member may see it."""
    graph = graph_of(claim)
    others = list(claims_for(member, claim.crisis).exclude(pk=claim.pk))
    near = near_claims([claim, *others])
    denials = list(claim.denials.select_related("speaker", "passage__document").order_by("said", "pk"))
    readable = readable_documents(member, claim.crisis, [graph], denials)
    sentences = sentence_indexes(passages_of([graph], denials))
    row = row_of(claim, graph, Known(near, inherited_speakers([claim.reference]), readable), language)
    assessments = list(claim.assessments.select_related("assessed_by").order_by("-assessed_at", "-pk"))
    related = _related(claim, language)
    explained = explain_standing(
        graph.count(),
        has_credible_contradiction=any(r.is_contradiction and r.relation.is_credible for r in related),
        is_withdrawn=claim.standing == Standing.WITHDRAWN,
    )
    asked_already = {r.other.pk for r in related}
    alike = alike_to(claim, [other for other in others if other.pk not in asked_already and other.withdrawn_at is None])
    joined = list(claim.joined.prefetch_related("texts").order_by("pk"))
    return ClaimPage(
        claim=claim,
        row=row,
        wordings=_wordings(claim),
        reasons=[reason_sentence(reason) for reason in explained.reasons],
        by_rule="" if explained.standing == claim.standing else str(STANDING_NAMES[explained.standing]),
        assessments=assessments,
        chains=chains_of(graph, language),
        graph=graph,
        reports=_reports(graph, readable, sentences, language),
        against=_against(denials, readable, sentences, language),
        related=related,
        alike=[
            Alike(
                candidate,
                text_in(candidate.claim.texts.all(), language),
                str(STANDING_NAMES[Standing(candidate.claim.standing)]),
                origins_phrase(candidate.claim.count),
            )
            for candidate in alike
        ],
        joined=joined,
        origins=list({edge.on_origin.pk: edge.on_origin for edge in graph.edges if edge.on_origin is not None}.values()),
        history=history([claim.reference, *(other.reference for other in joined)]),
        facts=_facts(claim, language),
    )


def _facts(claim: Claim, language: str) -> list[tuple[str, str]]:
    """Give what the claim says, fact by fact, those that are filled in."""
    facts = (
        (_("What happened"), name_of(claim.act, ACT_NAMES) if claim.act else ""),
        (_("To whom"), name_of(claim.affected, GROUP_NAMES) if claim.affected else ""),
        (_("Where"), place_word(claim.place, language) if claim.place else ""),
        (_("When"), when_words(claim.when, language)),
        (_("The words for when"), f"“{claim.when_verbatim}”" if claim.when_verbatim else ""),
        (_("In what manner"), str(MODALITY_NAMES[Modality(claim.modality)])),
        (_("Counted among whom"), claim.population),
        (_("What it covers, and what not"), claim.scope_note),
        (_("It says that"), _("this did not happen") if claim.is_negative else ""),
    )
    return [(name, words) for name, words in facts if words]


def original_of(claim: Claim) -> ClaimText:
    """Give the claim's sentence as it was first written."""
    return claim.texts.order_by("-is_original", "pk")[0]


def _wordings(claim: Claim) -> list[Wording]:
    texts = list(claim.texts.select_related("written_by").order_by("-is_original", "language"))
    original = next((text for text in texts if text.is_original), None)
    return [Wording(text, original is not None and not text.is_original and text.written_at < original.written_at) for text in texts]


def sentence_indexes(passages: Sequence[Passage]) -> dict[int, int]:
    """Give, by passage, the index of the sentence that it begins in, so that a link can lead there."""
    if not passages:
        return {}
    wanted = reduce(or_, (Q(rendition=p.rendition_id, start__lte=p.start, end__gt=p.start) for p in passages))
    found: dict[int, int] = {}
    for rendition, start, end, index in Sentence.objects.filter(wanted).values_list("rendition_id", "start", "end", "index"):
        found.update({p.pk: index for p in passages if p.rendition_id == rendition and start <= p.start < end})
    return found


def _reports(graph: ClaimGraph, readable: set[int], sentences: dict[int, int], language: str) -> list[Report]:
    shown = []
    names: dict[int | None, str] = {attribution.pk: attribution.speaker.name for attribution in graph.attributions}
    for attribution in graph.attributions:
        passage = attribution.passage
        is_kept = passage is not None and passage.document_id not in readable
        when = attribution.said or (passage.document.published if passage and not is_kept else "")
        edges = [edge for edge in graph.edges if edge.attribution_id == attribution.pk]
        rests_on = [edge.on_origin.label if edge.on_origin else names.get(edge.on_attribution_id, "") for edge in edges]
        shown.append(
            Report(
                attribution,
                None if is_kept else passage,
                is_kept,
                rests_on,
                when_words(when, language),
                str(MODE_NAMES[Mode(attribution.mode)]) if attribution.mode != Mode.UNATTRIBUTED else "",
                sentences.get(passage.pk) if passage is not None else None,
            )
        )
    return shown


def _against(denials: Sequence[Denial], readable: set[int], sentences: dict[int, int], language: str) -> list[Against]:
    return [
        Against(
            denial,
            denial.passage if denial.passage is not None and denial.passage.document_id in readable else None,
            when_words(denial.said, language),
            sentences.get(denial.passage_id) if denial.passage_id is not None else None,
        )
        for denial in denials
    ]


def _related(claim: Claim, language: str) -> list[Related]:
    outward = claim.relations.select_related("other", "found_by").prefetch_related("other__texts")
    inward = claim.relations_to.select_related("claim", "found_by").prefetch_related("claim__texts")
    pairs = [*((relation, relation.other, True) for relation in outward), *((relation, relation.claim, False) for relation in inward)]
    return [
        Related(
            relation,
            other,
            text_in(other.texts.all(), language),
            str(relation_words(RelationKind(relation.kind), is_outward=is_outward)),
            relation.kind == RelationKind.CONTRADICTS,
        )
        for relation, other, is_outward in pairs
    ]


def relation_words(kind: RelationKind, *, is_outward: bool) -> str:
    """Say what this claim is to the other; seen from the other side, more becomes less."""
    turned = {RelationKind.BROADER: RelationKind.NARROWER, RelationKind.NARROWER: RelationKind.BROADER}
    return str(kind.label if is_outward else turned.get(kind, kind).label)
