"""Make demands findable, in every language they have."""

from safeconduct.advocacy.models import Demand
from safeconduct.evidence.models import Level
from safeconduct.evidence.search.analyser import analyse
from safeconduct.evidence.search.engines import engine
from safeconduct.evidence.search.port import Entry


def index_demand(demand: Demand) -> None:
    """Store the demand's words for search; a withdrawn demand is taken out."""
    if demand.withdrawn_at is not None:
        engine().remove("demand", [demand.reference])
        return
    texts = list(demand.texts.order_by("-is_original", "pk"))
    is_public = demand.is_public and demand.crisis.is_public
    engine().put(
        [
            Entry(
                kind="demand",
                ref=demand.reference,
                crisis=demand.crisis_id,
                level=Level.PUBLIC if is_public else Level.COALITION,
                language=texts[0].language if texts else "und",
                tokens=" ".join(analyse(text.text, text.language).tokens for text in texts),
            )
        ]
    )


def index_every_demand() -> None:
    """Store the words of all demands anew."""
    for demand in Demand.objects.select_related("crisis").order_by("pk").iterator(chunk_size=2000):
        index_demand(demand)
