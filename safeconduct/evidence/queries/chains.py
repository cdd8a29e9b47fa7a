"""A claim's chains: who says it, citing whom, down to the origins."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from safeconduct.evidence.models import Attribution, Claim, Origin, RestsOn, Source
from safeconduct.evidence.models.graph import ClaimGraph
from safeconduct.evidence.queries.sentences import CYCLE_NAME, UNSAID, when_words
from safeconduct.evidence.reading.shapes import OriginKind
from safeconduct.evidence.words import ORIGIN_NAMES
from safeconduct.theme.charts.chains import Edge, Node, Words, chains

MOST_PATHS = 60  # of one claim; a page that lists more is read by nobody


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain: a report, an origin, or where the chain breaks off (``ring``, ``unknown``)."""

    kind: str
    label: str
    reference: str = ""
    when: str = ""
    said: str = ""
    language: str = ""
    origin_kind: str = ""
    is_read: bool = True
    is_withdrawn: bool = False
    is_coerced: bool = False
    attribution: Attribution | None = None

    @property
    def is_set_aside(self) -> bool:
        return self.is_withdrawn or self.is_coerced


@dataclass(frozen=True, slots=True)
class Chain:
    """From a report that nobody here cites, link by link, to where it ends."""

    steps: tuple[Step, ...]

    @property
    def last(self) -> Step:
        """Give where the chain ends."""
        return self.steps[-1]


def chains_of(graph: ClaimGraph, language: str) -> tuple[Chain, ...]:
    """Give the claim's chains, every attribution in at least one; rings are cut where they close."""
    rests: dict[int, list[RestsOn]] = defaultdict(list)
    cited: set[int] = set()
    for edge in graph.edges:
        rests[edge.attribution_id].append(edge)
        if edge.on_attribution_id is not None:
            cited.add(edge.on_attribution_id)
    by_pk = {attribution.pk: attribution for attribution in graph.attributions}
    starts = [a for a in graph.attributions if a.pk not in cited]
    found: list[Chain] = []
    seen: set[int] = set()
    for start in (*starts, *graph.attributions):
        if start.pk in seen or len(found) >= MOST_PATHS:
            continue
        for path, end in _paths(start, rests, by_pk, language):
            seen.update(attribution.pk for attribution in path)
            found.append(Chain((*(step_of(attribution, language) for attribution in path), end)))
            if len(found) >= MOST_PATHS:
                break
    return tuple(found)


def _paths(
    start: Attribution, rests: dict[int, list[RestsOn]], by_pk: dict[int, Attribution], language: str
) -> Iterator[tuple[list[Attribution], Step]]:
    waiting = [[start]]
    while waiting:
        path = waiting.pop()
        edges = rests[path[-1].pk]
        if not edges:
            yield path, Step("unknown", str(UNSAID))
        for edge in reversed(edges):
            if edge.on_origin is not None:
                yield path, origin_step(edge.on_origin, language)
            elif edge.on_attribution_id in {attribution.pk for attribution in path}:
                yield path, Step("ring", str(CYCLE_NAME))
            elif edge.on_attribution_id is not None and edge.on_attribution_id in by_pk:
                waiting.append([*path, by_pk[edge.on_attribution_id]])


def step_of(attribution: Attribution, language: str) -> Step:
    """Give a report as a link of a chain."""
    document = attribution.passage.document if attribution.passage else None
    when = attribution.said or (document.published if document else "")
    return Step(
        kind="report",
        label=attribution.speaker.name,
        reference=attribution.reference,
        when=when_words(when, language),
        said=attribution.quantity_verbatim,
        language=attribution.passage.language if attribution.passage else "",
        is_read=attribution.is_report,
        is_withdrawn=attribution.withdrawn_on is not None,
        is_coerced=attribution.is_coerced,
        attribution=attribution,
    )


def origin_step(origin: Origin, language: str) -> Step:
    """Give an origin as the last link of a chain."""
    holder = origin.holder
    return Step(
        kind="origin",
        label=origin.label,
        reference=origin.reference,
        when=when_words(origin.period, language),
        said=holder.name if holder is not None and holder.name != origin.label else "",
        origin_kind=origin.kind,
        is_withdrawn=holder is not None and holder.withdrawn_on is not None,
    )


def drawing_of(graph: ClaimGraph, language: str, *, is_narrow: bool, direction: str) -> str:
    """Draw who cites whom, each report a link to its line in the table; "" where there is nothing to draw."""
    if not graph.edges:
        return ""
    nodes = [_node(step_of(attribution, language), f"#{attribution.reference}") for attribution in graph.attributions]
    origins = {edge.on_origin.pk: edge.on_origin for edge in graph.edges if edge.on_origin is not None}
    nodes += [_node(origin_step(origin, language), "") for origin in origins.values()]
    edges = [
        Edge(edge.attribution.reference, (edge.on_origin or edge.on_attribution).reference)  # type: ignore[union-attr]
        for edge in graph.edges
    ]
    words = Words(
        title=_("Who cites whom, down to the origins"),
        description=_("Reports stand above what they rest on. The table of reports says the same in words."),
    )
    return chains(nodes, edges, words, name="chains-narrow" if is_narrow else "chains", direction=direction, narrow=is_narrow)


def _node(step: Step, address: str) -> Node:
    if step.kind == "origin":
        return Node(step.reference, step.label, str(ORIGIN_NAMES[OriginKind(step.origin_kind)]), "origin")
    sublabel = _("not read by us") if not step.is_read else step.when
    if step.is_set_aside:
        sublabel = _("not counted")
    return Node(step.reference, step.label, sublabel, "report" if step.is_read else "unread", address)


def graphs_of(claims: Iterable[Claim]) -> dict[int, ClaimGraph]:
    """Read the graphs of many claims in two queries, by the claim's key."""
    pks = [claim.pk for claim in claims]
    attributions: dict[int, list[Attribution]] = defaultdict(list)
    for attribution in Attribution.objects.filter(claim__in=pks).select_related("speaker", "passage__document").order_by("pk"):
        attributions[attribution.claim_id].append(attribution)
    edges: dict[int, list[RestsOn]] = defaultdict(list)
    for edge in (
        RestsOn.objects.filter(attribution__claim__in=pks)
        .select_related("attribution", "on_attribution", "on_origin__holder")
        .order_by("pk")
    ):
        edges[edge.attribution.claim_id].append(edge)
    return {pk: ClaimGraph(tuple(attributions[pk]), tuple(edges[pk])) for pk in pks}


def claims_resting_on(source: Source) -> list[Claim]:
    """Give the claims that the source says, or whose chains end in an origin that it holds."""
    return list(
        Claim.objects.filter(Q(attributions__speaker=source) | Q(attributions__rests__on_origin__holder=source))
        .select_related("crisis")
        .distinct()
        .order_by("pk")
    )
