"""What the list of claims and the page of a claim need to know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from safeconduct.crises.models import Crisis
from safeconduct.evidence.access import claims_for, documents_for
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
from safeconduct.evidence.queries.alarms import Warned, alarms_of, inherited_speakers, near_claims
from safeconduct.evidence.queries.alike import Candidate, alike_to
from safeconduct.evidence.queries.chains import Chain, chains_of, graphs_of
from safeconduct.evidence.queries.history import Event, history
from safeconduct.evidence.queries.sentences import UNITS, origins_phrase, place_word, reason_sentence, reports_phrase, when_words
from safeconduct.evidence.reading.shapes import Modality, Mode
from safeconduct.evidence.rules.standing import Standing, explain_standing
from safeconduct.evidence.words import ACT_NAMES, GROUP_NAMES, MODALITY_NAMES, MODE_NAMES, STANDING_NAMES, name_of
from safeconduct.kit.languages import text_in
from safeconduct.people.models import Member

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What a reader asked to see only; empty: everything. ``alarm`` is a code, or "any"."""

    act: str = ""
    place: str = ""
    standing: str = ""
    language: str = ""
    public: str = ""  # yes, no
    alarm: str = ""

    @property
    def is_empty(self) -> bool:
        return self == ClaimFilter()


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A number with all that ui/figure.html asks for."""

    said: str
    of: str
    language: str
    hedge: str
    source: str
    as_of: str
    origins: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One line of the list."""

    claim: Claim
    text: ClaimText | None
    act: str
    place: str
    when: str
    standing: str
    figure: FigureShown | None
    count: str
    reports: str
    alarms: tuple[Warned, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the list, and what the filter may offer."""

    page: Page[Any]
    rows: list[ClaimRow]
    acts: list[tuple[str, str]]
    places: list[tuple[str, str]]
    total: int


def found_claims(member: Member, crisis: Crisis, wanted: ClaimFilter, *, page: str, language: str) -> Found:
    """Give one page of the claims that the filter lets through, each with its number, standing and alarms."""
    every = claims_for(member, crisis)
    claims = _narrowed(every, wanted)
    near = near_claims(every.prefetch_related(None).filter(Q(low__isnull=False) | Q(high__isnull=False)))
    if wanted.alarm:
        rows = [row for row in _rows(member, crisis, list(claims), near, language) if _rings(row, wanted.alarm)]
        shown: Page[Any] = Paginator(rows, PER_PAGE).get_page(page)
        rows = list(shown)
    else:
        shown = Paginator(claims, PER_PAGE).get_page(page)
        rows = _rows(member, crisis, list(shown), near, language)
    used = list(every.order_by().prefetch_related(None).values_list("act", "place").distinct())
    acts = sorted({act for act, _place in used if act})
    places = sorted({place for _act, place in used if place})
    return Found(
        page=shown,
        rows=rows,
        acts=[(act, name_of(act, ACT_NAMES)) for act in acts],
        places=[(place, place_word(place, language)) for place in places],
        total=shown.paginator.count,
    )


def _narrowed(claims: QuerySet[Claim], wanted: ClaimFilter) -> QuerySet[Claim]:
    for name in ("act", "place", "standing"):
        if value := getattr(wanted, name):
            claims = claims.filter(**{name: value})
    if wanted.language:
        said = Q(texts__language=wanted.language) | Q(attributions__passage__language=wanted.language)
        claims = claims.filter(pk__in=Claim.objects.filter(said).values("pk"))
    if wanted.public in {"yes", "no"}:
        claims = claims.filter(published_at__isnull=wanted.public == "no")
    return claims


def _rings(row: ClaimRow, alarm: str) -> bool:
    return bool(row.alarms) if alarm == "any" else any(warned.code == alarm for warned in row.alarms)


def _rows(member: Member, crisis: Crisis, claims: Sequence[Claim], near: dict[int, list[Claim]], language: str) -> list[ClaimRow]:
    graphs = graphs_of(claims)
    known = _Known(near, inherited_speakers(claim.reference for claim in claims), _readable(member, crisis, graphs.values()))
    return [_row(claim, graphs[claim.pk], known, language) for claim in claims]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read for all the claims of a page at once."""

    near: dict[int, list[Claim]]
    inherited: dict[str, list[str]]
    readable: set[int]  # documents


def _row(claim: Claim, graph: ClaimGraph, known: _Known, language: str) -> ClaimRow:
    return ClaimRow(
        claim=claim,
        text=text_in(claim.texts.all(), language),
        act=name_of(claim.act, ACT_NAMES) if claim.act else "",
        place=place_word(claim.place, language) if claim.place else "",
        when=when_words(claim.when, language) or claim.when_verbatim,
        standing=str(STANDING_NAMES[Standing(claim.standing)]),
        figure=figure_shown(claim, graph, known.readable, language),
        count=origins_phrase(claim.count),
        reports=reports_phrase(claim.count),
        alarms=alarms_of(
            claim,
            graph,
            chains_of(graph, language),
            near=known.near.get(claim.pk, ()),
            inherited=known.inherited.get(claim.reference, ()),
        ),
    )


def figure_shown(claim: Claim, graph: ClaimGraph, readable: set[int], language: str) -> FigureShown | None:
    """Give the claim's number with its source, date and hedge; ``None`` where it has none.

    The source is the first report that still carries the claim. The hedge of a document that the reader may not read is left out.
    """
    if not claim.quantity_verbatim:
        return None
    reports = [a for a in graph.attributions if a.is_report]
    said_by = next((a for a in reports if a.withdrawn_on is None and not a.is_coerced), reports[0] if reports else None)
    passage = said_by.passage if said_by and said_by.passage and said_by.passage.document_id in readable else None
    is_kept = said_by is not None and said_by.passage is not None and passage is None
    when = claim.when or (said_by.said if said_by else "") or (passage.document.published if passage else "")
    unit = name_of(claim.unit, UNITS) if claim.unit else ""
    return FigureShown(
        said=claim.quantity_verbatim,
        of=claim.population or ("" if unit.casefold() in claim.quantity_verbatim.casefold() else unit),
        language=passage.language if passage and passage.language != "und" else "",
        hedge=said_by.hedge if said_by and not is_kept else "",
        source=said_by.speaker.name if said_by else "",
        as_of=when_words(when, language),
        origins=origins_phrase(claim.count),
    )


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
    readable = _readable(member, claim.crisis, [graph], denials)
    sentences = sentence_indexes(_passages([graph], denials))
    row = _row(claim, graph, _Known(near, inherited_speakers([claim.reference]), readable), language)
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
        history=history([claim.reference]),
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


def _readable(member: Member, crisis: Crisis, graphs: Iterable[ClaimGraph], denials: Iterable[Denial] = ()) -> set[int]:
    """Give the documents quoted here that the member may read."""
    quoted = {passage.document_id for passage in _passages(graphs, denials)}
    return set(documents_for(member, crisis).order_by().filter(pk__in=quoted).values_list("pk", flat=True))


def _passages(graphs: Iterable[ClaimGraph], denials: Iterable[Denial]) -> list[Passage]:
    said = [attribution.passage for graph in graphs for attribution in graph.attributions]
    return [passage for passage in (*said, *(denial.passage for denial in denials)) if passage is not None]


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
                str(MODE_NAMES[Mode(attribution.mode)]),
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
