"""What the interface tells of campaigns: nothing that their public page does not show."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from safeconduct.crises.models import Crisis
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.petitions.access import public_campaigns
from safeconduct.petitions.models import Campaign
from safeconduct.petitions.queries.counts import count_bytes, count_key
from safeconduct.petitions.queries.shown import Shown, campaign_shown
from safeconduct.publications.rules.sheet import Sheet
from safeconduct.vault.format.octets import to_text

PAGES_IN = frozenset(code for code, _name in PUBLIC_LANGUAGES)


def site(path: str) -> str:
    """Give a path as everybody reaches it."""
    return str(settings.PUBLIC_ADDRESS).rstrip("/") + path


def listed(crisis: Crisis, at: datetime) -> dict[str, Any]:
    """Give the campaigns of a crisis, the newest first, each with what a list needs."""
    found = [shown for campaign in public_campaigns(crisis) if (shown := _shown(campaign, campaign.publication.original, at))]
    return {"crisis": crisis.slug, "campaigns": [_line(shown) for shown in found]}


def told(campaign: Campaign, at: datetime) -> dict[str, Any]:
    """Give everything of one campaign, its texts in all their languages.

    :raises Http404: where its text is not to be read yet
    """
    original = campaign_shown(campaign, language=campaign.publication.original, at=at)
    return {
        **_line(original),
        "version": {"number": original.text.number, "hash": original.text.hash},
        "texts": dict(_texts(campaign, original, at)),
        "addressees": [{"post": to.reference, "title": to.title.text, "body": to.body} for to in original.to],
        "demands": [{"reference": one.reference, "text": one.words.text} for one in original.demands],
        "stages": [{"kind": row.kind, "on": row.on.isoformat(), "words": row.words} for row in campaign.stages.order_by("on", "pk")],
        "thresholds": [
            {"number": row.number, "consequence": row.consequence, "reached_on": row.reached_on and row.reached_on.isoformat()}
            for row in campaign.thresholds.order_by("number")
        ],
        "counts": counts(campaign, at),
    }


def counts(campaign: Campaign, at: datetime) -> dict[str, Any]:
    """Give the count as count.json has it, signature included."""
    said: dict[str, Any] = json.loads(count_bytes(campaign, at=at))
    return said


def text_of(sheet: Sheet) -> str:
    """Give the words of a petition in one language: title and blocks, parted by empty lines."""
    blocks = ("".join(run.text for run in block.runs).strip() for block in sheet.blocks)
    return "\n\n".join([sheet.title, *(block for block in blocks if block)])


def _shown(campaign: Campaign, language: str, at: datetime) -> Shown | None:
    try:
        return campaign_shown(campaign, language=language, at=at)
    except Http404:
        return None


def _line(shown: Shown) -> dict[str, Any]:
    campaign = shown.campaign
    language = campaign.publication.original if campaign.publication.original in PAGES_IN else "en"
    return {
        "reference": campaign.reference,
        "crisis": campaign.crisis.slug,
        "slug": campaign.slug,
        "title": shown.title,
        "original": campaign.publication.original,
        "phase": str(shown.phase),
        "organisation": shown.organisation,
        "goal": campaign.goal,
        "opens_on": campaign.opens_on and campaign.opens_on.isoformat(),
        "closes_on": campaign.closes_on and campaign.closes_on.isoformat(),
        "end": campaign.end or None,
        "ended_on": campaign.ended_on and campaign.ended_on.isoformat(),
        "key": to_text(count_key()),
        "links": _links(campaign, language),
    }


def _links(campaign: Campaign, language: str) -> dict[str, str]:
    place = [language, campaign.crisis.slug, campaign.slug]
    return {
        "self": site(reverse("api:campaign", args=[campaign.reference])),
        "counts": site(reverse("api:counts", args=[campaign.reference])),
        "signatures": site(reverse("api:signatures", args=[campaign.reference])),
        "page": site(reverse("public:petition", args=place)),
        "widget": site(reverse("public:petition-widget", args=place)),
        "count_json": site(reverse("public:count-json", args=[campaign.reference])),
        "count_svg": site(reverse("public:count-svg", args=[campaign.reference])),
    }


def _texts(campaign: Campaign, original: Shown, at: datetime) -> Iterable[tuple[str, dict[str, Any]]]:
    """Give the text by language; of a recalled campaign none."""
    for code, _name in original.text.languages:
        shown = campaign_shown(campaign, language=code, at=at)
        if shown.text.sheet is None or shown.language != code:
            continue
        text = text_of(shown.text.sheet)
        page = [code if code in PAGES_IN else "en", campaign.crisis.slug, campaign.slug]
        yield (
            code,
            {
                "title": shown.title,
                "text": text,
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "is_original": code == campaign.publication.original,
                "has_drifted": shown.has_drifted,
                "page": site(reverse("public:petition", args=page)),
            },
        )
