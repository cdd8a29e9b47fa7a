"""The demands of a member's crises, as the register of ways out names them."""

from typing import Any

from safeconduct.advocacy.access import demands_for
from safeconduct.advocacy.models import Demand
from safeconduct.crises.access import crises_for
from safeconduct.kit.languages import text_in
from safeconduct.people.models import Member


def demands_of(member: Member) -> list[dict[str, Any]]:
    """Give every demand that still stands in the crises that the member's organisation answers, the latest first in each.

    ``countries`` are the states it is put to, or that a relayed one is to press; ``crisis`` and ``slug`` are of its crisis.
    """
    return [
        {
            "reference": demand.reference,
            "crisis": crisis.reference,
            "slug": crisis.slug,
            "title": _sentence(demand),
            "countries": sorted({address.body.place[:2] for address in demand.addressees.all() if address.body.place}),
        }
        for crisis in crises_for(member)
        for demand in demands_for(member, crisis).filter(withdrawn_at__isnull=True).prefetch_related("addressees__body")
    ]


def _sentence(demand: Demand) -> str:
    text = text_in(demand.texts.all(), "en")
    return text.text if text else demand.reference
