"""A claim's graph of who rests on what, read from its rows in two queries."""

from dataclasses import dataclass

from safeconduct.evidence.models.claims import Attribution, Claim, RestsOn
from safeconduct.evidence.rules.origins import Origin, OriginCount, Report, count_origins


@dataclass(frozen=True, slots=True)
class ClaimGraph:
    """Attributions, the edges between them, and the origins they end in."""

    attributions: tuple[Attribution, ...]
    edges: tuple[RestsOn, ...]

    def count(self) -> OriginCount:
        """Count the independent origins; what was taken back or coerced is set aside, what we only know of is no report."""
        origins = {edge.on_origin.pk: edge.on_origin for edge in self.edges if edge.on_origin is not None}
        node = self._nodes()
        reports = {
            node[a.pk]: Report(id=node[a.pk], label=a.speaker.name, is_set_aside=a.withdrawn_on is not None or a.is_coerced)
            for a in reversed(self.attributions)
        }
        return count_origins(
            list(reports.values()),
            [
                Origin(
                    id=o.reference,
                    kind=o.kind,
                    holder=o.holder.name if o.holder else "",
                    overlap_group=o.overlap_group,
                    label=o.label,
                    period=o.period,
                    is_set_aside=o.holder is not None and o.holder.withdrawn_on is not None,
                )
                for o in origins.values()
            ],
            [
                (node[edge.attribution_id], edge.on_origin.reference if edge.on_origin else node[edge.on_attribution_id or 0])
                for edge in self.edges
            ],
            direct=list(dict.fromkeys(node[a.pk] for a in self.attributions if a.is_report)),
        )

    def _nodes(self) -> dict[int, str]:
        """Give one node to all that one speaker says in one document: two sentences of a letter are one report."""
        first: dict[tuple[int, int], str] = {}
        nodes: dict[int, str] = {}
        for a in self.attributions:
            place = (a.speaker_id, a.passage.document_id) if a.passage else (0, -a.pk)
            nodes[a.pk] = first.setdefault(place, a.reference)
        return nodes


def graph_of(claim: Claim) -> ClaimGraph:
    """Read the graph of one claim. Edges leave a claim's own attributions only; joined claims have been moved into it."""
    attributions = tuple(
        Attribution.objects.filter(claim=claim)
        .select_related("speaker", "passage", "passage__document", "passage__document__source")
        .order_by("pk")
    )
    edges = tuple(
        RestsOn.objects.filter(attribution__claim=claim)
        .select_related("attribution", "on_attribution", "on_origin", "on_origin__holder")
        .order_by("pk")
    )
    return ClaimGraph(attributions, edges)
