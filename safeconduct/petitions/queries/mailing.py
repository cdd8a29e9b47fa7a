"""Updates that can be mailed to those signers who agreed to it."""

from typing import Any
from uuid import UUID

from safeconduct.petitions.models import Campaign, CampaignUpdate
from safeconduct.signing.models import Signature
from safeconduct.signing.rules.kinds import Consent, State


def updates_to_mail(campaigns: list[Campaign]) -> list[dict[str, Any]]:
    """Give the updates of these campaigns, the newest first, and to how many each went; which consents ask for it."""
    rows = CampaignUpdate.objects.filter(campaign__in=campaigns, taken_back_at__isnull=True).select_related("campaign")
    return [
        {
            "reference": row.reference,
            "campaign": row.campaign.reference,
            "title": next((text.title for text in sorted(row.texts.all(), key=lambda text: not text.is_original)), row.reference),
            "consents": [Consent.ANSWER.value, Consent.UPDATES.value] if row.is_answer else [Consent.UPDATES.value],
            "mailed": row.mailed,
            "after": row.mailed_to,
        }
        for row in rows.prefetch_related("texts").order_by("-pk")
    ]


def sealed_after(roll: UUID, after: UUID | None, *, most: int = 500) -> list[tuple[UUID, bytes]]:
    """Give the next counted signatures of which something is kept, sealed, in the order of their ids."""
    rows = Signature.objects.filter(roll=roll, state=State.CONFIRMED).exclude(blob=b"").order_by("pk")
    some = (rows.filter(pk__gt=after) if after else rows).values_list("pk", "blob")[:most]
    return [(pk, bytes(blob)) for pk, blob in some]
