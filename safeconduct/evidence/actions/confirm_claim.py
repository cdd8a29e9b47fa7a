"""Enter a claim that a person confirmed next to its sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.models import Crisis
from safeconduct.evidence.actions.attribute_claim import Saying, attribute_claim
from safeconduct.evidence.models import Claim, ClaimText, Passage
from safeconduct.evidence.reading.shapes import Modality, Quantity
from safeconduct.evidence.search.entries import index_claim
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class NobodySays(Refused):
    """A claim without a speaker would be our own assertion."""

    sentence = _("Say who says it: a claim stands in the register only with its speaker.")


class TextMissing(Refused):
    """A claim without words says nothing."""

    sentence = _("Write the claim as one sentence, with its hedge.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is claimed, as a person confirmed it."""

    text: str
    language: str
    act: str = ""
    affected: str = ""
    place: str = ""
    when: str = ""  # EDTF
    when_verbatim: str = ""
    modality: Modality = Modality.ASSERTED
    is_negative: bool = False
    quantity: Quantity | None = None
    population: str = ""
    scope_note: str = ""


@transaction.atomic
def confirm_claim(
    *, crisis: Crisis, content: Content, sayings: Iterable[Saying], passage: Passage | None, by: Member, at: datetime
) -> Claim:
    """Add the claim with its text, its attributions and its standing.

    :raises TextMissing: if there is no sentence
    :raises NobodySays: if there is no attribution
    """
    sayings = tuple(sayings)
    if not content.text.strip():
        raise TextMissing
    if not sayings:
        raise NobodySays
    quantity = content.quantity
    claim = Claim.objects.create(
        crisis=crisis,
        act=content.act,
        affected=content.affected,
        place=content.place,
        when=content.when,
        when_verbatim=content.when_verbatim,
        modality=content.modality,
        is_negative=content.is_negative,
        scope_note=content.scope_note,
        population=content.population,
        qualifier=quantity.qualifier if quantity else "",
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        low_exclusive=bool(quantity and quantity.low_exclusive),
        high_exclusive=bool(quantity and quantity.high_exclusive),
        unit=quantity.unit if quantity else "",
        quantity_verbatim=quantity.verbatim if quantity else "",
        created_at=at,
        created_by=by,
    )
    ClaimText.objects.create(
        claim=claim, language=content.language, text=content.text.strip(), is_original=True, written_at=at, written_by=by
    )
    record("evidence.claim-confirmed", claim.reference, by=by.reference, at=at, passage=passage.reference if passage else "")
    for saying in sayings:
        attribute_claim(claim=claim, saying=saying, passage=passage, by=by, at=at)
    index_claim(claim)
    return claim
