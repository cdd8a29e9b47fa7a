"""What the page of a signer says of the campaign that was signed, and to whom the list with the name went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from safeconduct.advocacy.access import whole_posts
from safeconduct.advocacy.models import Post
from safeconduct.advocacy.queries.posts import card_of
from safeconduct.evidence.queries.sentences import when_words
from safeconduct.petitions.models import Campaign, Handover
from safeconduct.petitions.queries.shown import campaign_shown
from safeconduct.petitions.rules.kinds import HandoverState
from safeconduct.signing.rules.kinds import HANDED_OVER

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from safeconduct.signing.queries.own import OwnSignature

OUT = (HandoverState.MADE, HandoverState.RECEIVED)


@dataclass(frozen=True, slots=True)
class Signed:
    """The campaign that somebody signed. ``title`` is empty where its text cannot be read."""

    title: str
    language: str
    crisis: str
    slug: str
    organisation: str
    partners: tuple[str, ...]
    takes_reasons: bool


@dataclass(frozen=True, slots=True)
class Handed:
    """One list with the name in it: to whom, and on which day."""

    to: str
    day: str


def signed_campaign(own: OwnSignature, *, language: str, at: datetime) -> Signed | None:
    """Give the campaign of a signature; ``None`` where there is none any more."""
    campaign = Campaign.objects.select_related("crisis", "organisation", "publication").filter(roll=own.roll).first()
    if campaign is None:
        return None
    try:
        shown = campaign_shown(campaign, language=language, at=at)
    except Http404:
        return Signed("", "", "", "", campaign.organisation.name, (), takes_reasons=False)
    is_public = campaign.opens_on is not None and campaign.crisis.published_at is not None
    return Signed(
        title=shown.title,
        language=shown.language,
        crisis=campaign.crisis.slug if is_public else "",
        slug=campaign.slug,
        organisation=campaign.organisation.name,
        partners=shown.partners,
        takes_reasons=campaign.takes_reasons,
    )


def lists_with(own: OwnSignature) -> QuerySet[Handover]:
    """Give the handovers whose list holds this signer: made since it was confirmed, of who agreed to be named there."""
    rows = Handover.objects.filter(campaign__roll=own.roll, state__in=OUT, made_on__isnull=False).order_by("made_on", "pk")
    if own.confirmed_on is None or not own.is_confirmed or own.visibility not in HANDED_OVER:
        return rows.none()
    return rows.filter(made_on__gte=own.confirmed_on)


def handed_over(own: OwnSignature, *, language: str, at: datetime) -> list[Handed]:
    """Give to whom the list with this name went."""
    rows = list(lists_with(own))
    posts = {post.pk: post for post in whole_posts(Post.objects.filter(pk__in=[row.post_id for row in rows]))}
    cards = {pk: card_of(post, language=language, on=at.date()) for pk, post in posts.items()}
    return [Handed(cards[row.post_id].title, when_words(row.made_on.isoformat(), language)) for row in rows if row.made_on]
