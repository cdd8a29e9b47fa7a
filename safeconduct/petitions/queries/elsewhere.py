"""What is counted elsewhere and who is told, as the desk shows it; and whose key of the interface a token is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Q

from safeconduct.petitions.models import Campaign, Delivery, PaperCount, Partner, SigningKey, Webhook
from safeconduct.petitions.queries.counts import count_key, count_path
from safeconduct.petitions.rules.counting import is_stale
from safeconduct.petitions.rules.hooks import key_hash
from safeconduct.vault.format.octets import to_text

LAST_DELIVERIES = 20


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner on the desk."""

    partner: Partner
    is_stale: bool


def key_of(campaign: Campaign, token: str) -> SigningKey | None:
    """Give the key that a token is, of this campaign and not ended."""
    if not token:
        return None
    return SigningKey.objects.filter(campaign=campaign, token_hash=key_hash(token), ended_on__isnull=True).first()


def papers_of(campaign: Campaign) -> Sequence[PaperCount]:
    """Give the counts on paper, the newest first, those taken back as well."""
    return list(campaign.paper.select_related("recorded_by", "checked_by").order_by("-on", "-pk"))


def partner_lines(campaign: Campaign, at: datetime) -> list[PartnerLine]:
    """Give the partners that are shown."""
    rows = campaign.partners.filter(left_on__isnull=True).order_by("name", "pk")
    return [PartnerLine(row, bool(row.address) and is_stale(row.read_at, at)) for row in rows]


def keys_of(campaign: Campaign) -> Sequence[SigningKey]:
    """Give the keys of the interface, those in force first."""
    return list(campaign.signing_keys.order_by("ended_on", "-pk"))


def webhooks_of(campaign: Campaign) -> Sequence[Webhook]:
    """Give the addresses that are told, each with how much waits for it (``waiting``) and is parked (``parked``)."""
    rows = campaign.webhooks.filter(ended_on__isnull=True).order_by("pk")
    waiting, parked = Count("deliveries", Q(deliveries__state="waiting")), Count("deliveries", Q(deliveries__state="parked"))
    return list(rows.annotate(waiting=waiting, parked=parked))


def last_deliveries(campaign: Campaign) -> Sequence[Delivery]:
    """Give what was told last, or waits."""
    return list(Delivery.objects.filter(webhook__campaign=campaign).select_related("webhook").order_by("-pk")[:LAST_DELIVERIES])


def own_address(campaign: Campaign) -> str:
    """Give the address of our count, as partners write it down."""
    return str(settings.PUBLIC_ADDRESS).rstrip("/") + count_path(campaign.reference)


def own_key_words() -> str:
    """Give our public key as partners write it down."""
    return to_text(count_key())
