"""What the list of claims and the page of a claim need to know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from safeconduct.crises.models import Crisis
from safeconduct.evidence.access import claims_for, documents_for
from safeconduct.evidence.models import (
    Claim,
    ClaimText,
    Denial,
    Passage,
)
from safeconduct.evidence.models.graph import ClaimGraph
from safeconduct.evidence.queries.alarms import Warned, alarms_of, inherited_speakers, near_claims
from safeconduct.evidence.queries.chains import chains_of, graphs_of
from safeconduct.evidence.queries.sentences import UNITS, origins_phrase, place_word, reports_phrase, when_words
from safeconduct.evidence.rules.standing import Standing
from safeconduct.evidence.words import ACT_NAMES, STANDING_NAMES, name_of
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

    @property
    def alarm_names(self) -> list[str]:
        """Give the name of each kind of alarm once."""
        return list(dict.fromkeys(warned.name for warned in self.alarms))


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
    known = Known(near, inherited_speakers(claim.reference for claim in claims), readable_documents(member, crisis, graphs.values()))
    return [row_of(claim, graphs[claim.pk], known, language) for claim in claims]


@dataclass(frozen=True, slots=True)
class Known:
    """What was read for all the claims of a page at once."""

    near: dict[int, list[Claim]]
    inherited: dict[str, list[str]]
    readable: set[int]  # documents


def row_of(claim: Claim, graph: ClaimGraph, known: Known, language: str) -> ClaimRow:
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


def readable_documents(member: Member, crisis: Crisis, graphs: Iterable[ClaimGraph], denials: Iterable[Denial] = ()) -> set[int]:
    """Give the documents quoted here that the member may read."""
    quoted = {passage.document_id for passage in passages_of(graphs, denials)}
    return set(documents_for(member, crisis).order_by().filter(pk__in=quoted).values_list("pk", flat=True))


def passages_of(graphs: Iterable[ClaimGraph], denials: Iterable[Denial]) -> list[Passage]:
    said = [attribution.passage for graph in graphs for attribution in graph.attributions]
    return [passage for passage in (*said, *(denial.passage for denial in denials)) if passage is not None]
