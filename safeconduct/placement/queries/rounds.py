"""Rounds and weights, as a client takes them."""

from typing import Any

from django.db.models import Count

from safeconduct.kit.talking import base64_of
from safeconduct.people.models import Member
from safeconduct.placement.access import every_weights, holders_of, rounds_for, runs_of
from safeconduct.placement.models import Round, Weights
from safeconduct.placement.rules.numbers import WEIGHED_BY
from safeconduct.vault.access import vaults_for
from safeconduct.vault.queries.directory import people_with_keys


def rounds_of(member: Member) -> dict[str, Any]:
    """Give the rounds of the member's crises, and the people whose keys a browser checks before it seals anything to one."""
    held = set(vaults_for(member).values_list("pk", flat=True))
    rounds = rounds_for(member).select_related("vault", "weights", "crisis", "opened_by").annotate(number=Count("cards", distinct=True))
    listed: list[dict[str, Any]] = []
    people: set[int] = set()
    for one in rounds.order_by("-closes_on", "reference"):
        holders = holders_of(one)
        people.update(holder.pk for holder in holders)
        listed.append({**_round(one), "coordinators": [holder.reference for holder in holders], "held": one.vault_id in held})
    return {"rounds": listed, "people": people_with_keys(people)}


def weights_of() -> list[dict[str, Any]]:
    """Give every version of the weights, the newest first."""
    return [_weights(one) for one in every_weights()]


def _round(one: Any) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "reference": one.reference,
        "crisis": one.crisis.reference,
        "state": one.state,
        "closes_on": one.closes_on.isoformat(),
        "key": _key(one),
        "opened_by": one.opened_by.reference,
        "signature": base64_of(one.signature),
        "cards": one.number,
        "weights": _weights(one.weights),
        "runs": [
            {
                "id": str(run.pk),
                "inputs_hash": run.inputs_hash,
                "model": run.model,
                "gap_permille": run.gap_permille,
                "ran_by": run.ran_by.reference,
                "confirmed_by": run.confirmed_by.reference if run.confirmed_by else "",
                "ran_on": run.ran_on.isoformat(),
            }
            for run in runs_of(one).select_related("ran_by", "confirmed_by")
        ],
        "demonstration": one.is_demonstration,
    }


def _key(one: Round) -> dict[str, Any] | None:
    """Give the newest epoch, for who seals to it; nothing once it is destroyed."""
    if one.vault is None:
        return None
    epoch = one.vault.epochs.select_related("signer").get(number=one.vault.epoch)
    return {
        "vault": str(one.vault.pk),
        "epoch": epoch.number,
        "recipient": epoch.recipient,
        "signer": epoch.signer.reference,
        "signature": base64_of(epoch.signature),
    }


def _weights(one: Weights) -> dict[str, Any]:
    return {
        "version": one.version,
        **{name: getattr(one, name) for name in WEIGHED_BY},
        "proposed_by": one.proposed_by.reference,
        "confirmed_by": one.confirmed_by.reference if one.confirmed_by else "",
        "since": one.since.isoformat() if one.since else "",
    }
