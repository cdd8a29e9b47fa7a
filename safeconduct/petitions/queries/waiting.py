"""What waits for a member in the campaigns of the own organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import own_campaigns_for
from safeconduct.petitions.queries.desk import Heading, heading_of
from safeconduct.petitions.queries.readiness import has_key
from safeconduct.petitions.queries.standing import key_is_gone
from safeconduct.petitions.rules.counting import is_stale
from safeconduct.petitions.rules.kinds import HandoverState, WordState
from safeconduct.petitions.rules.rolls import OPEN
from safeconduct.signing.models import Roll

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis
    from safeconduct.people.models import Member
    from safeconduct.petitions.models import Campaign

KINDS = ("reasons", "arguments", "questions", "translations")


@dataclass(frozen=True, slots=True)
class CampaignWaits:
    """What waits in one campaign."""

    campaign: Campaign
    heading: Heading
    words: int = 0  # that people sent in and nobody has looked at
    lacks_key: bool = False  # people sign, and duplicates cannot be found
    handovers: int = 0  # that somebody else prepared and this member could approve
    stale_partners: int = 0  # whose count was not read for too long

    @property
    def waits(self) -> bool:
        return bool(self.words or self.lacks_key or self.handovers or self.stale_partners)


def campaigns_waiting(member: Member, crisis: Crisis, *, at: datetime) -> list[CampaignWaits]:
    """Give the campaigns in which something waits for this member, those without their key first."""
    lines = [_line(member, campaign, at=at) for campaign in own_campaigns_for(member, crisis)]
    return sorted((line for line in lines if line.waits), key=lambda line: not line.lacks_key)


def words_waiting(campaign: Campaign) -> int:
    """Give how many words that people sent in nobody has looked at."""
    held = {kind: Count(kind, filter=Q(**{f"{kind}__state": WordState.HELD}), distinct=True) for kind in KINDS}
    return sum(type(campaign).objects.filter(pk=campaign.pk).aggregate(**held).values())


def _line(member: Member, campaign: Campaign, *, at: datetime) -> CampaignWaits:
    may_keep = member.may(Permission.PETITION_KEEP)
    return CampaignWaits(
        campaign=campaign,
        heading=heading_of(campaign, at=at),
        words=words_waiting(campaign) if member.may(Permission.PETITION_MODERATE) else 0,
        lacks_key=may_keep and _lacks_key(campaign),
        handovers=_to_approve(member, campaign) if member.may(Permission.PETITION_HAND_OVER) else 0,
        stale_partners=_stale(campaign, at=at) if may_keep else 0,
    )


def _lacks_key(campaign: Campaign) -> bool:
    is_open = Roll.objects.filter(pk=campaign.roll, state=OPEN).exists()
    return is_open and campaign.vault_id is not None and not has_key(campaign) and not key_is_gone(campaign)


def _to_approve(member: Member, campaign: Campaign) -> int:
    return campaign.handovers.filter(state=HandoverState.PREPARED).exclude(prepared_by=member).count()


def _stale(campaign: Campaign, *, at: datetime) -> int:
    read = campaign.partners.filter(left_on__isnull=True).exclude(address="").values_list("read_at", flat=True)
    return sum(is_stale(one, at) for one in read)
