"""How it stands with the vault and the key of campaigns."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count

from safeconduct.petitions.models import Campaign
from safeconduct.signing.models import Roll, Signature
from safeconduct.signing.rules.kinds import State
from safeconduct.signing.storing.ram import campaign_key
from safeconduct.vault.format.signatures import tag_of

COMPARED = (State.PENDING, State.CONFIRMED, State.SET_ASIDE)  # what may still turn out to be a second signature of somebody


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
    waiting = Signature.objects.filter(roll__in=ids, is_provisional=True, state__in=COMPARED).values_list("roll").annotate(Count("pk"))
    provisional = dict(waiting)
    return [
        {
            "reference": campaign.reference,
            "crisis": campaign.crisis.slug,
            "title": _title_of(campaign),
            "vault": str(campaign.vault_id) if campaign.vault_id else None,
            "key_record": str(campaign.key_record) if campaign.key_record else None,
            "key": key_state(rolls.get(campaign.roll)),
            "provisional": provisional.get(campaign.roll, 0),
            "has_ended": bool(campaign.end),
        }
        for campaign in shown
    ]


def _title_of(campaign: Campaign) -> str:
    titles = dict(campaign.publication.titles.values_list("language", "text"))
    return titles.get(campaign.publication.original) or next(iter(titles.values()), campaign.reference)
