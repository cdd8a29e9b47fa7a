"""What decides whether a campaign may be signed, and what of it the database of signatures is told."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from safeconduct.petitions.models import Campaign
from safeconduct.petitions.rules.campaigns import key_goes_on
from safeconduct.petitions.rules.rolls import Standing, roll_state
from safeconduct.publications.models import Version
from safeconduct.publications.rules.content import from_json
from safeconduct.signing.models import Roll


def standing_of(campaign: Campaign, *, at: datetime, key_destroyed: bool = False) -> Standing:
    """Give what decides whether it may be signed, from the campaign and from its text."""
    text = campaign.publication
    is_embargoed = text.embargo_until is not None and text.embargo_until > at
    return Standing(
        opens_on=campaign.opens_on,
        closes_on=campaign.closes_on,
        is_closed=campaign.closed_at is not None,
        has_ended=bool(campaign.end),
        is_readable=text.released_at is not None and not is_embargoed,
        is_recalled=text.recalled_at is not None,
        has_key=not key_destroyed,
    )


def key_is_gone(campaign: Campaign) -> bool:
    """Tell whether its key was destroyed, after which nobody can tell whether an address has signed."""
    return Roll.objects.filter(pk=campaign.roll, key_destroyed_on__isnull=False).exists()


@dataclass(frozen=True, slots=True)
class KeyDay:
    """When the key goes, or went; ``goes_on`` is empty while nothing has said when the collection ends."""

    goes_on: date | None
    gone_on: date | None


def key_day(campaign: Campaign) -> KeyDay:
    """Give when the campaign's key is destroyed, or when it was."""
    gone_on = Roll.objects.filter(pk=campaign.roll).values_list("key_destroyed_on", flat=True).first()
    return KeyDay(key_goes_on(closes_on=campaign.closes_on, chosen=campaign.key_goes_on), gone_on)


def released_version(campaign: Campaign) -> Version | None:
    """Give the newest version of its text that is out."""
    return campaign.publication.versions.filter(released_at__isnull=False).order_by("-number").first()


def released_languages(campaign: Campaign) -> list[str]:
    """Give the languages in which it may be read and signed, the original first; none before its text is released."""
    version = released_version(campaign)
    return list(from_json(version.content).languages) if version else []


def sealing_fields(campaign: Campaign) -> dict[str, Any]:
    """Give to what signatures are sealed; nothing while the campaign has no vault."""
    vault = campaign.vault
    if vault is None:
        return {}
    return {"vault": vault.pk, "epoch": vault.epoch, "recipient": vault.epochs.get(number=vault.epoch).recipient}


def roll_fields(campaign: Campaign, *, at: datetime, key_destroyed: bool) -> dict[str, Any]:
    """Give what else the roll holds of a campaign."""
    return {
        "reference": campaign.reference,
        "crisis": campaign.crisis.slug,
        "slug": campaign.slug,
        "state": roll_state(standing_of(campaign, at=at, key_destroyed=key_destroyed), on=at.date()),
        "languages": released_languages(campaign),
        "danger": sorted(campaign.danger),
        "asks_postcode": campaign.asks_postcode,
        "goal": campaign.goal,
        "closes_on": campaign.closes_on,
        "is_demonstration": campaign.crisis.is_demonstration,
    }
