"""Make one of what a claim's chains name twice, after claims were joined or sources merged."""

from collections import defaultdict

from django.db import transaction

from safeconduct.evidence.models import Attribution, Claim, Origin, RestsOn
from safeconduct.evidence.reading.propose.names import match_key


@transaction.atomic
def fold_citations(*, claim: Claim) -> None:
    """Fold attributions that we know only through others and that have one speaker, and origins that are one by holder and name.

    A report that somebody read or catalogued is never folded into another: two readings stay two reports.
    """
    _fold_unread(claim)
    _fold_origins(claim)


def _fold_unread(claim: Claim) -> None:
    by_speaker: dict[int, list[Attribution]] = defaultdict(list)
    for attribution in claim.attributions.order_by("pk"):
        by_speaker[attribution.speaker_id].append(attribution)
    for said in by_speaker.values():
        read = [attribution for attribution in said if attribution.is_report]
        unread = [attribution for attribution in said if not attribution.is_report]
        # With one report read, the citations mean that one; with several nobody can tell, so they stay apart.
        keeper = read[0] if len(read) == 1 else unread[0] if unread else None
        for other in unread:
            if keeper is not None and other.pk != keeper.pk:
                _take_over(keeper, other)


def _take_over(keeper: Attribution, other: Attribution) -> None:
    for edge in RestsOn.objects.filter(attribution=other):
        if edge.on_attribution_id != keeper.pk:
            RestsOn.objects.get_or_create(attribution=keeper, on_attribution_id=edge.on_attribution_id, on_origin_id=edge.on_origin_id)
    for edge in RestsOn.objects.filter(on_attribution=other):
        if edge.attribution_id != keeper.pk:
            RestsOn.objects.get_or_create(attribution_id=edge.attribution_id, on_attribution=keeper)
    RestsOn.objects.filter(on_attribution=other).delete()
    if not keeper.is_report and not keeper.quantity_verbatim and other.quantity_verbatim:
        for name in ("qualifier", "low", "high", "quantity_verbatim"):
            setattr(keeper, name, getattr(other, name))
        keeper.save(update_fields=["qualifier", "low", "high", "quantity_verbatim"])
    other.delete()


def _fold_origins(claim: Claim) -> None:
    kept: dict[tuple[str, int | None, str, str], Origin] = {}
    for origin in Origin.objects.filter(carries__attribution__claim=claim).distinct().order_by("pk"):
        keeper = kept.setdefault((origin.kind, origin.holder_id, match_key(origin.label), origin.period), origin)
        if keeper.pk == origin.pk:
            continue
        for edge in RestsOn.objects.filter(on_origin=origin):
            RestsOn.objects.get_or_create(attribution_id=edge.attribution_id, on_origin=keeper)
        RestsOn.objects.filter(on_origin=origin).delete()
        origin.delete()
