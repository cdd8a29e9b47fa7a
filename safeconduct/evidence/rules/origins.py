"""How many independent origins a claim rests on.

Reports rest on one another and, in the end, on origins: a set of interviews, a record, a person placed to know. Ten reports
that cite one newspaper have one origin. Reports that cite one another in a ring have none: the ring becomes one end, marked
as a cycle, and never counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from safeconduct.evidence.rules.graph import components, minimum_vertex_cut, reachable
from safeconduct.evidence.rules.moments import surely_before

CYCLE = "cycle"
UNKNOWN = "unknown"
FIRST_HAND = "first-hand"
COUNTABLE = frozenset({FIRST_HAND, "record", "insider", "expert"})


@dataclass(frozen=True, slots=True)
class Report:
    """One attribution: somebody says it somewhere. ``is_set_aside`` takes it out (withdrawn, coerced)."""

    id: str
    label: str = ""
    is_set_aside: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """What a chain of reports can end in.

    ``overlap_group`` is set by a person who knows that origins share people, a motive or a channel. ``period`` tells, as EDTF,
    when interviews were held: first-hand sets of overlapping periods may hold the same people until ``is_apart`` says that
    their holders confirmed otherwise.
    """

    id: str
    kind: str  # a value of reading.shapes.OriginKind
    holder: str = ""
    overlap_group: str = ""
    label: str = ""
    period: str = ""
    is_apart: bool = False
    is_set_aside: bool = False

    @property
    def is_countable(self) -> bool:
        """Tell whether it may count as an independent origin: anything but an unknown one."""
        return self.kind in COUNTABLE and not self.is_set_aside


@dataclass(frozen=True, slots=True)
class End:
    """Where chains end: an origin, a ring of reports (``cycle``), or a report that names nothing it rests on (``unknown``)."""

    id: str
    kind: str
    label: str
    holder: str
    reports: tuple[str, ...]  # ids of the reports whose chain reaches it, sorted
    is_countable: bool


@dataclass(frozen=True, slots=True)
class OriginCount:
    """The count and everything needed to explain it. ``minimum_cut <= at_least <= up_to == countable`` always holds."""

    reports: int = 0  # the direct ones: what has been read, not what it merely cites
    ends: tuple[End, ...] = ()
    countable: int = 0
    at_least: int = 0  # origins that may overlap merged into one
    up_to: int = 0  # as if none of them overlapped
    has_first_hand: bool = False
    cycles: tuple[tuple[str, ...], ...] = ()
    minimum_cut: int = 0  # so many reports or origins would all have to be wrong

    @property
    def is_overlap_unknown(self) -> bool:
        """Tell whether the number must be shown as "up to"."""
        return self.at_least < self.up_to


def count_origins(
    reports: Iterable[Report],
    origins: Iterable[Origin],
    rests_on: Iterable[tuple[str, str]],
    *,
    direct: Iterable[str] | None = None,
) -> OriginCount:
    """Count the independent origins that the reports of one claim rest on.

    ``rests_on`` holds (report, report or origin) pairs; ``direct`` names the reports made of the claim itself, by default all
    of them, and only what can be reached from these is counted. Raises ValueError for an edge to something not given.
    """
    report_of = {r.id: r for r in reports}
    origin_of = {o.id: o for o in origins}
    graph = _graph(report_of, origin_of, rests_on)
    starts = [r for r in (report_of if direct is None else direct) if r in graph]
    reached = reachable(graph, starts)
    graph = {node: tuple(t for t in targets if t in reached) for node, targets in graph.items() if node in reached}
    parts = components(graph)
    ends = _ends(graph, parts, report_of, origin_of)
    counted = [origin_of[end.id] for end in ends if end.is_countable]
    group_of = _overlaps(counted)
    return OriginCount(
        reports=len(set(starts)),
        ends=ends,
        countable=len(counted),
        at_least=len(set(group_of.values())),
        up_to=len(counted),
        has_first_hand=any(o.kind == FIRST_HAND for o in counted),
        cycles=tuple(sorted(tuple(sorted(p)) for p in parts if _is_cycle(p, graph))),
        minimum_cut=minimum_vertex_cut(graph, starts, group_of),
    )


def _graph(
    report_of: Mapping[str, Report], origin_of: Mapping[str, Origin], rests_on: Iterable[tuple[str, str]]
) -> dict[str, tuple[str, ...]]:
    shared = report_of.keys() & origin_of.keys()
    if shared:
        raise ValueError(f"the same id names a report and an origin: {sorted(shared)}")
    nodes: dict[str, Report | Origin] = {**report_of, **origin_of}
    kept = {key for key, node in nodes.items() if not node.is_set_aside}
    targets: dict[str, dict[str, None]] = {node: {} for node in nodes if node in kept}
    for source, target in rests_on:
        if source not in report_of or target not in nodes:
            raise ValueError(f"an edge joins what was not given: {source} rests on {target}")
        if source in kept and target in kept:
            targets[source][target] = None
    return {node: tuple(found) for node, found in targets.items()}


def _is_cycle(part: tuple[str, ...], graph: Mapping[str, tuple[str, ...]]) -> bool:
    return len(part) > 1 or part[0] in graph[part[0]]


def _ends(
    graph: Mapping[str, tuple[str, ...]],
    parts: Iterable[tuple[str, ...]],
    report_of: Mapping[str, Report],
    origin_of: Mapping[str, Origin],
) -> tuple[End, ...]:
    backwards: dict[str, list[str]] = {node: [] for node in graph}
    for node, targets in graph.items():
        for target in targets:
            backwards[target].append(node)
    ends = []
    for part in parts:
        inside = set(part)
        if any(target not in inside for node in part for target in graph[node]):
            continue  # it rests on something else
        via = tuple(sorted(node for node in reachable(backwards, part) if node in report_of))
        ends.append(_end(min(part), is_cycle=_is_cycle(part, graph), via=via, report_of=report_of, origin_of=origin_of))
    return tuple(sorted(ends, key=lambda end: (not end.is_countable, end.kind, end.id)))


def _end(node: str, *, is_cycle: bool, via: tuple[str, ...], report_of: Mapping[str, Report], origin_of: Mapping[str, Origin]) -> End:
    origin = origin_of.get(node)
    if origin:
        return End(node, origin.kind, origin.label, origin.holder, via, is_countable=origin.is_countable)
    return End(node, CYCLE if is_cycle else UNKNOWN, report_of[node].label, "", via, is_countable=False)


def _overlaps(counted: Sequence[Origin]) -> dict[str, str]:
    """Give for every origin the name of its group; origins that may overlap, also through a third, share a group."""
    leader = {origin.id: origin.id for origin in counted}

    def find(key: str) -> str:
        while leader[key] != key:
            key = leader[key]
        return key

    for one, other in combinations(counted, 2):
        if _may_overlap(one, other):
            leader[find(other.id)] = find(one.id)
    return {key: find(key) for key in leader}


def _may_overlap(one: Origin, other: Origin) -> bool:
    if one.overlap_group and one.overlap_group == other.overlap_group:
        return True
    if one.kind != FIRST_HAND or other.kind != FIRST_HAND or one.is_apart or other.is_apart:
        return False
    if not one.period or not other.period:
        return False
    return not surely_before(one.period, other.period) and not surely_before(other.period, one.period)
