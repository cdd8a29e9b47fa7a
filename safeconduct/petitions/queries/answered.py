"""What came of a petition, out of the register of words and deeds: who was asked by it, and what they answered or did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safeconduct.advocacy.access import public_demands
from safeconduct.advocacy.queries.asks import AskLine, public_asks_of
from safeconduct.petitions.models import Handover
from safeconduct.petitions.queries.standing import released_version
from safeconduct.publications.rules.content import from_json

if TYPE_CHECKING:
    from datetime import date

    from safeconduct.petitions.models import Campaign


def asks_of_petition(campaign: Campaign, *, on: date, language: str) -> tuple[AskLine, ...]:
    """Give the public asks that this petition carried, one line for each body and demand, the latest first."""
    version = released_version(campaign)
    named = {part.demand for part in from_json(version.content).parts if part.demand} if version else set()
    carriers = {campaign.reference, campaign.publication.reference}
    own = set(Handover.objects.filter(campaign=campaign).exclude(ask="").values_list("ask", flat=True))
    lines: list[AskLine] = []
    for demand in public_demands(campaign.crisis).filter(reference__in=named).order_by("pk"):
        asked = public_asks_of(campaign.crisis, demand.reference, on=on, language=language)
        lines += [line for line in asked if line.instrument in carriers or line.reference in own]
    return tuple(sorted(lines, key=lambda line: (line.sent_on, line.reference), reverse=True))
