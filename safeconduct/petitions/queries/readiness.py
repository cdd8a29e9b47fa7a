"""What is missing before a campaign can be opened."""

from datetime import datetime

from safeconduct.petitions.models import Campaign
from safeconduct.petitions.queries.standing import key_is_gone
from safeconduct.petitions.rules.ready import Facts, Lack, lacks
from safeconduct.signing.storing.ram import campaign_key


def has_key(campaign: Campaign) -> bool:
    """Tell whether the campaign's key lies in this machine's memory."""
    return campaign_key(campaign.roll) is not None


def facts_of(campaign: Campaign, *, at: datetime) -> Facts:
    """Give what is known of it today."""
    text = campaign.publication
    return Facts(
        is_recalled=text.recalled_at is not None,
        is_released=text.released_at is not None,
        is_for_everybody=text.is_for_everybody,
        is_embargoed=text.embargo_until is not None and text.embargo_until > at,
        has_crisis_page=campaign.crisis.is_public,
        addressees=campaign.addressees.count(),
        has_vault=campaign.vault_id is not None and campaign.key_record is not None,
        has_key=has_key(campaign),
        key_is_gone=key_is_gone(campaign),
        day_passed=campaign.closes_on is not None and campaign.closes_on < at.date(),
        is_closed=campaign.closed_at is not None,
    )


def lacks_of(campaign: Campaign, *, at: datetime) -> tuple[Lack, ...]:
    """Give everything that is missing."""
    return lacks(facts_of(campaign, at=at))


def first_lack(campaign: Campaign, *, at: datetime) -> Lack | None:
    """Give the first thing that is missing; ``None`` where it can be opened."""
    return next(iter(lacks_of(campaign, at=at)), None)
