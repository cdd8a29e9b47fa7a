"""Where claims are used by registers above this one, and which of those uses rest on a claim that has changed since."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from safeconduct.evidence.models import Claim, ClaimUse


@dataclass(frozen=True, slots=True)
class Use:
    """One use, and whether the claim is another one now than when a person last set them side by side."""

    use: ClaimUse
    is_changed: bool


def fingerprint(claim: Claim) -> str:
    """Give the hash of what a text may rest on: sentences, number, time, place, standing, and whether it still stands."""
    facts = {
        "texts": sorted((text.language, text.text) for text in claim.texts.all()),
        "number": [claim.qualifier, claim.low, claim.high, claim.low_exclusive, claim.high_exclusive, claim.unit, claim.population],
        "when": claim.when,
        "place": claim.place,
        "standing": claim.standing,
        "is_public": claim.published_at is not None,
        "is_withdrawn": claim.withdrawn_at is not None,
        "joined_into": claim.joined_into_id,
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def uses_of(claim: Claim) -> list[Use]:
    """Give every use of the claim, the newest first."""
    now = fingerprint(claim)
    return [Use(use, use.fingerprint != now) for use in claim.uses.order_by("-seen_at", "-pk")]


def changed_uses(used_by: Iterable[str]) -> list[ClaimUse]:
    """Give the uses by these publications whose claim has changed since, in a query or two whatever their number."""
    uses = ClaimUse.objects.filter(used_by__in=list(used_by)).select_related("claim").prefetch_related("claim__texts")
    return [use for use in uses if use.fingerprint != fingerprint(use.claim)]
