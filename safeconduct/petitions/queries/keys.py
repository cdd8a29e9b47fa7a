"""How it stands with the vault and the key of campaigns."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from safeconduct.kit.talking import base64_of
from safeconduct.petitions.models import Campaign
from safeconduct.signing.actions.settle_provisional import COMPARED
from safeconduct.signing.models import Roll, Signature
from safeconduct.signing.queries.rolls import address_rules
from safeconduct.signing.storing.ram import campaign_key
from safeconduct.vault.format.signatures import tag_of

AT_ONCE = 500  # signatures of one answer


def key_state(roll: Roll | None) -> str:
    """Give ``none`` (there is no vault, or no key was ever made), ``destroyed``, ``absent`` (from this machine's memory) or ``held``."""
    if roll is None or not (roll.key_check or roll.key_destroyed_on):
        return "none"
    if roll.key_destroyed_on:
        return "destroyed"
    key = campaign_key(roll.pk)
    return "held" if key is not None and tag_of(key, "check", "") == bytes(roll.key_check) else "absent"


def campaigns_to_open(campaigns: Iterable[Campaign]) -> list[dict[str, Any]]:
    """Give what the sealed desk shows of each: its vault, its key's record, how it stands with the key, how many wait to be compared."""
    shown = list(campaigns)
    ids = [campaign.roll for campaign in shown]
    rolls = {roll.pk: roll for roll in Roll.objects.filter(pk__in=ids)}
    provisional = dict(_waiting().filter(roll__in=ids).values_list("roll").annotate(Count("pk")))
    return [
        {
            "reference": campaign.reference,
            "crisis": campaign.crisis.slug,
            "title": title_of(campaign),
            "vault": str(campaign.vault_id) if campaign.vault_id else None,
            "key_record": str(campaign.key_record) if campaign.key_record else None,
            "key": key_state(rolls.get(campaign.roll)),
            "provisional": provisional.get(campaign.roll, 0),
            "has_ended": bool(campaign.end),
        }
        for campaign in shown
    ]


def to_compare(campaign: Campaign, *, after: UUID | None) -> dict[str, Any]:
    """Give the next signatures that wait to be compared, sealed, in the order of their ids, and how addresses are compared here."""
    rows = _waiting().filter(roll=campaign.roll).order_by("pk")
    some = (rows.filter(pk__gt=after) if after else rows).values_list("pk", "blob")[:AT_ONCE]
    return {"signatures": [{"id": pk.hex, "blob": base64_of(blob)} for pk, blob in some], "rules": _rules()}


def _waiting() -> QuerySet[Signature]:
    return Signature.objects.filter(is_provisional=True, state__in=COMPARED).exclude(blob=b"")


def _rules() -> dict[str, dict[str, str]]:
    rules = address_rules().items()
    return {domain: {"strip": rule.strip, "extension": rule.extension, "alias_of": rule.alias_of} for domain, rule in rules}


def title_of(campaign: Campaign, language: str = "") -> str:
    """Give its title in the language, or in the one that it was written in."""
    titles = dict(campaign.publication.titles.values_list("language", "text"))
    return titles.get(language) or titles.get(campaign.publication.original) or next(iter(titles.values()), campaign.reference)
