"""What came of a petition, out of the register of words and deeds: who was asked by it, and what they answered or did not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from safeconduct.advocacy.access import public_demands
from safeconduct.advocacy.queries.asks import AskLine, public_asks_of
from safeconduct.advocacy.queries.posts import card_of, posts_of_references
from safeconduct.evidence.queries.sentences import when_words
from safeconduct.petitions.models import Handover
from safeconduct.petitions.queries.standing import released_version
from safeconduct.petitions.rules.kinds import HandoverState
from safeconduct.publications.rules.content import from_json

if TYPE_CHECKING:
    from datetime import date

    from safeconduct.petitions.models import Campaign


@dataclass(frozen=True, slots=True)
class HandedOver:
    """That the signatures were brought to a post, and whether they were taken there."""

    post: str
    body: str
    language: str
    day: str
    was_taken: bool


def handed_over(campaign: Campaign, *, language: str) -> tuple[HandedOver, ...]:
    """Give to whom the signatures were brought, the latest first. Who took them there by name is nobody's business."""
    settled = {HandoverState.RECEIVED: True, HandoverState.REFUSED: False}
    rows = Handover.objects.filter(campaign=campaign, state__in=settled, closed_on__isnull=False).select_related("post")
    posts = {post.reference: post for post in posts_of_references([row.post.reference for row in rows])}
    found = []
    for row in rows.order_by("-closed_on", "-pk"):
        if row.closed_on is not None and row.post.reference in posts:
            card = card_of(posts[row.post.reference], language=language, on=row.closed_on)
            day = when_words(row.closed_on.isoformat(), language)
            found.append(HandedOver(card.title, card.body, card.title_language, day, settled[HandoverState(row.state)]))
    return tuple(found)


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
