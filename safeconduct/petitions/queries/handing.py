"""What a handover holds: the numbers, the texts, and what the sealed desk makes the package from."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from safeconduct.advocacy.access import whole_posts
from safeconduct.advocacy.models import Post
from safeconduct.advocacy.queries.posts import PostCard, card_of
from safeconduct.petitions.models import Campaign, Handover
from safeconduct.petitions.queries.keys import title_of
from safeconduct.petitions.queries.standing import released_version
from safeconduct.petitions.rules.kinds import HandoverState
from safeconduct.publications.exports.text import make_text
from safeconduct.publications.queries.sheets import Composer
from safeconduct.publications.rules.content import from_json
from safeconduct.signing.queries.walked import Counted, kinds_of
from safeconduct.signing.rules.kinds import Channel, State, Visibility

CHANNELS = [one.value for one in Channel]
VISIBILITIES = [one.value for one in Visibility]
NO_COUNTRY = b"--"


def counts_of(campaign: Campaign) -> dict[str, Any]:
    """Give the numbers as they are now: in all by visibility, and by state, country, channel and visibility."""
    rows = kinds_of(campaign.roll)
    confirmed = [row for row in rows if row[0] == State.CONFIRMED]
    by_visibility = {one: sum(row[4] for row in confirmed if row[3] == one) for one in VISIBILITIES}
    return {"confirmed": sum(by_visibility.values()), **by_visibility, "rows": [list(row) for row in rows]}


def texts_of(campaign: Campaign, *, on: date) -> dict[str, str]:
    """Give the released text in each of its languages, as it goes into the package; none before it is released."""
    version = released_version(campaign)
    if version is None:
        return {}
    composer = Composer(version, on=on)
    return {language: make_text(composer.sheet(language)) for language in from_json(version.content).languages}


def hash_of_text(text: str) -> str:
    """Give the SHA-256 of a text's file, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def card_for(post: Post, *, language: str, on: date) -> PostCard:
    """Give name and holder of a post."""
    [whole] = whole_posts(Post.objects.filter(pk=post.pk))
    return card_of(whole, language=language, on=on)


def handovers_to_make(campaigns: list[Campaign], *, on: date) -> list[dict[str, str]]:
    """Give the approved handovers of these campaigns, and those whose package was made and not fetched."""
    rows = Handover.objects.filter(campaign__in=campaigns, state__in=[HandoverState.APPROVED, HandoverState.MADE])
    return [
        {
            "reference": row.reference,
            "campaign": title_of(row.campaign),
            "post": card_for(row.post, language=row.language, on=on).title,
            "state": row.state,
        }
        for row in rows.select_related("campaign__publication", "post").order_by("-pk")
    ]


def package_facts(handover: Handover, *, on: date) -> dict[str, Any]:
    """Give what the sealed desk needs in order to make the package, but for the signatures."""
    campaign = handover.campaign
    card = card_for(handover.post, language=handover.language, on=on)
    return {
        "reference": handover.reference,
        "state": handover.state,
        "campaign": campaign.reference,
        "vault": str(campaign.vault_id) if campaign.vault_id else None,
        "title": title_of(campaign, handover.language),
        "organisation": campaign.organisation.name,
        "to": {"lines": list(card.recipient), "salutation": card.salutation, "closing": card.closing},
        "language": handover.language,
        "letter": handover.letter,
        "texts": texts_of(campaign, on=on),
        "hashes": handover.texts,
        "expected": handover.counts.get("confirmed", 0),
        "named": handover.counts.get("public", 0) + handover.counts.get("addressee", 0),
        "on": str(on),
        "prepared_by": handover.prepared_by.name,
        "approved_by": handover.approved_by.name if handover.approved_by else "",
    }


def packed(rows: list[Counted]) -> bytes:
    """Write counted signatures one after the other, as docs/reference/sealed-desk.md says: 24 bytes, then the sealed signature."""
    return b"".join(
        row.id.bytes
        + (row.country.encode() or NO_COUNTRY)
        + bytes([CHANNELS.index(row.channel), VISIBILITIES.index(row.visibility)])
        + len(row.blob).to_bytes(4, "big")
        + row.blob
        for row in rows
    )
