"""How many signed, as everybody may know it: here, on paper, and with each partner, each number apart; and the same signed for machines."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Sum
from django.urls import reverse

from safeconduct.petitions.models import Campaign, PaperCount, Partner
from safeconduct.petitions.rules.counting import by_country, is_stale, minute_words, signed_bytes
from safeconduct.signing.models import Roll
from safeconduct.signing.queries.counts import count_of
from safeconduct.signing.storing.switches import in_force
from safeconduct.vault.format.signing import public_key

if TYPE_CHECKING:
    from safeconduct.signing.queries.counts import Count

CHANNELS = ("web", "widget", "api", "import")


@dataclass(frozen=True, slots=True)
class PartnerCount:
    """What a partner counted: ``count`` is ``None`` where it is not known, and ``is_stale`` where it was not read for an hour."""

    name: str
    count: int | None
    as_of: datetime | None
    is_stale: bool
    is_by_hand: bool


@dataclass(frozen=True, slots=True)
class PublicCount:
    """What everybody may know of a count. ``total`` is ``None`` where it is hidden or not known: that is never nought.

    ``total`` counts what was signed here and confirmed, by all ways; provisional ones (perhaps double), paper and partners stand apart
    and are in no sum. ``countries`` goes in steps of five, what is left over is ``elsewhere``.
    """

    reference: str
    goal: int
    is_hidden: bool = False
    total: int | None = None
    provisional: int = 0
    channels: dict[str, int] = field(default_factory=dict)
    paper: int = 0
    partners: tuple[PartnerCount, ...] = ()
    countries: dict[str, int] = field(default_factory=dict)
    elsewhere: int = 0
    as_of: datetime | None = None

    @property
    def is_known(self) -> bool:
        """Tell whether there is a number to show."""
        return self.total is not None

    @property
    def share(self) -> int:
        """Give how much of the goal is reached, in hundredths; 100 at most."""
        return min(100, (self.total or 0) * 100 // self.goal) if self.goal else 0


def public_count(campaign: Campaign, *, at: datetime) -> PublicCount:
    """Give the count of a campaign. A database of signatures that does not answer makes it unknown, not nought."""
    kept, counted = _counted(campaign)
    if in_force(campaign.reference, kept).hide_counter:
        return PublicCount(campaign.reference, campaign.goal, is_hidden=True)
    apart: dict[str, Any] = {"paper": paper_of(campaign), "partners": partners_of(campaign, at)}
    if counted is None:
        return PublicCount(campaign.reference, campaign.goal, **apart)
    countries, elsewhere = by_country(counted.by_country)
    return PublicCount(
        reference=campaign.reference,
        goal=campaign.goal,
        total=counted.total,
        provisional=counted.provisional,
        channels={way: counted.by_channel.get(way, 0) for way in CHANNELS},
        countries=countries,
        elsewhere=elsewhere,
        as_of=at.replace(second=0, microsecond=0),
        **apart,
    )


def paper_of(campaign: Campaign) -> int:
    """Give how many signed on paper: sheets counted by one member and by another."""
    checked = PaperCount.objects.filter(campaign=campaign, checked_by__isnull=False, taken_back_on__isnull=True)
    return checked.aggregate(all=Sum("number"))["all"] or 0


def partners_of(campaign: Campaign, at: datetime) -> tuple[PartnerCount, ...]:
    """Give what each partner counted, by name."""
    partners = Partner.objects.filter(campaign=campaign, left_on__isnull=True).order_by("name", "pk")
    return tuple(_partner(one, at) for one in partners)


def count_seed() -> bytes:
    """Give the seed with which this installation signs its counts."""
    return hashlib.sha256(b"safeconduct/counts|" + str(settings.COUNT_KEY).encode()).digest()


def count_key() -> bytes:
    """Give the public key by which others check our counts (32 bytes)."""
    return public_key(count_seed())


def count_fields(campaign: Campaign, count: PublicCount) -> dict[str, Any]:
    """Give what count.json says, without key and signature."""
    fields: dict[str, Any] = {
        "v": 1,
        "campaign": campaign.reference,
        "goal": count.goal,
        "total": count.total,
        "hidden": count.is_hidden,
        "as_of": minute_words(count.as_of) if count.as_of else None,
    }
    if count.is_hidden:
        return fields
    if count.is_known:
        fields |= {"provisional": count.provisional, "channels": count.channels, "countries": count.countries, "other": count.elsewhere}
    return fields | {"paper": count.paper, "partners": [_told(one) for one in count.partners]}


def count_bytes(campaign: Campaign, *, at: datetime) -> bytes:
    """Give count.json: the same count in the same minute gives the same bytes."""
    return signed_bytes(count_fields(campaign, public_count(campaign, at=at)), count_seed())


def count_path(reference: str) -> str:
    """Give the address of a campaign's count on this installation, without the site."""
    return reverse("public:count-json", args=[reference])


def _counted(campaign: Campaign) -> tuple[dict[str, Any], Count | None]:
    """Give the switches that the roll keeps, and the count, where there is a roll and its database answers."""
    try:
        roll = Roll.objects.filter(pk=campaign.roll).first()
        return (dict(roll.switches), count_of(roll.pk)) if roll else ({}, None)
    except DatabaseError:
        return {}, None


def _partner(partner: Partner, at: datetime) -> PartnerCount:
    by_hand = not partner.address
    return PartnerCount(partner.name, partner.count, partner.as_of, not by_hand and is_stale(partner.read_at, at), by_hand)


def _told(one: PartnerCount) -> dict[str, Any]:
    return {"name": one.name, "total": one.count, "as_of": minute_words(one.as_of) if one.as_of else None, "stale": one.is_stale}
