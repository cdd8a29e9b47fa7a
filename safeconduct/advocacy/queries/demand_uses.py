"""Which publications make a demand, and which of them made it in other words than it has now."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from safeconduct.advocacy.models import Demand, DemandUse


@dataclass(frozen=True, slots=True)
class UseLine:
    """One publication that makes the demand."""

    used_by: str  # its reference
    kind: str
    title: str
    is_public: bool
    is_changed: bool  # the demand reads otherwise than when a person last set them side by side


def demand_fingerprint(demand: Demand) -> str:
    """Give the hash of what a publication takes from the demand: its texts, its test, its date, and whether it still stands."""
    facts = {
        "texts": sorted((text.language, text.text) for text in demand.texts.all()),
        "basis": demand.basis,
        "fulfilled_when": demand.fulfilled_when,
        "due": demand.due,
        "is_public": demand.published_at is not None,
        "is_withdrawn": demand.withdrawn_at is not None,
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def uses_of_demand(demand: Demand) -> tuple[UseLine, ...]:
    """Give every publication that makes the demand, the newest first."""
    now = demand_fingerprint(demand)
    return tuple(
        UseLine(row.used_by, row.kind, row.title, row.is_public, row.fingerprint != now) for row in demand.uses.order_by("-seen_at", "-pk")
    )


def changed_demand_uses(used_by: Iterable[str]) -> list[DemandUse]:
    """Give the uses by these publications whose demand has changed since, in a query or two whatever their number."""
    uses = DemandUse.objects.filter(used_by__in=list(used_by)).select_related("demand").prefetch_related("demand__texts")
    return [use for use in uses if use.fingerprint != demand_fingerprint(use.demand)]
