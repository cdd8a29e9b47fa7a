"""Correct what a claim says, with the reason; the record keeps what stood before."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.models import Claim, ClaimText
from safeconduct.evidence.search.entries import index_claim
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member

AMENDABLE = (
    "act",
    "affected",
    "place",
    "when",
    "when_verbatim",
    "modality",
    "is_negative",
    "scope_note",
    "qualifier",
    "low",
    "high",
    "low_exclusive",
    "high_exclusive",
    "unit",
    "population",
    "quantity_verbatim",
)


class ClaimTextMissing(Refused):
    """The sentence is empty."""

    sentence = _("Write the claim as one sentence, with its hedge.")


class AmendmentUnexplained(Refused):
    """Nobody could later tell why."""

    sentence = _("Write why the claim is changed; the reason is kept with what stood before.")


class NothingAmended(Refused):
    """Everything stays as it was."""

    sentence = _("Nothing was changed.")


@transaction.atomic
def amend_claim(*, claim: Claim, text: str, facts: Mapping[str, Any], because: str, by: Member, at: datetime) -> None:
    """Set the original sentence and the facts given (keys of ``AMENDABLE``); all else stays.

    :raises ClaimTextMissing: if the sentence is empty
    :raises AmendmentUnexplained: if there is no reason
    :raises NothingAmended: if nothing differs
    """
    if not text.strip():
        raise ClaimTextMissing
    if not because.strip():
        raise AmendmentUnexplained
    original = ClaimText.objects.get(claim=claim, is_original=True)
    before = {name: getattr(claim, name) for name in AMENDABLE if name in facts and getattr(claim, name) != facts[name]}
    if original.text != text.strip():
        before["text"] = original.text
        original.text, original.written_at, original.written_by = text.strip(), at, by
        original.save(update_fields=["text", "written_at", "written_by"])
    if not before:
        raise NothingAmended
    for name in before.keys() - {"text"}:
        setattr(claim, name, facts[name])
    claim.save(update_fields=AMENDABLE)
    record("evidence.claim-amended", claim.reference, by=by.reference, at=at, because=because.strip(), before=before)
    index_claim(claim)
    if claim.is_public:
        mark_changed(crisis=claim.crisis, at=at)
