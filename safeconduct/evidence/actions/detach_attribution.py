"""Take an attribution out of a claim that it does not say, into a claim of its own."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.actions.fold_citations import fold_citations
from safeconduct.evidence.actions.recount_standing import recount_standing
from safeconduct.evidence.models import Attribution, Claim, ClaimText, RestsOn
from safeconduct.evidence.reading.shapes import Mode
from safeconduct.evidence.search.entries import index_claim
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member

_COPIED = ("act", "affected", "place", "when", "when_verbatim", "modality", "is_negative", "unit", "population")


class OnlyAttribution(Refused):
    """The claim would be left without a speaker."""

    sentence = _("This is the claim's only report. Amend or withdraw the claim instead.")


class DetachedTextMissing(Refused):
    """The new claim has no words."""

    sentence = _("Write as one sentence what this report says, with its hedge.")


class NotARead(Refused):
    """We know of it only because others rest on it."""

    sentence = _("Nobody has read this report; it stands here only because others cite it. Detach the report that cites it.")


@transaction.atomic
def detach_attribution(*, attribution: Attribution, text: str, language: str, by: Member, at: datetime) -> Claim:
    """Move the attribution with its number into a new claim, and give that claim.

    Whom it rests on is named in the new claim too, as not read for it; where others rest on it here, it stays named here as not read.

    :raises NotARead: if the attribution is only a citation
    :raises OnlyAttribution: if no other report would remain
    :raises DetachedTextMissing: if the new claim has no sentence
    """
    left = attribution.claim
    if not attribution.is_report:
        raise NotARead
    if not any(other.is_report for other in left.attributions.exclude(pk=attribution.pk)):
        raise OnlyAttribution
    if not text.strip():
        raise DetachedTextMissing
    new = _new_claim(attribution, text.strip(), language, by, at)
    _leave_stand_in(attribution, left, by, at)
    _carry_chain(attribution, new, by, at)
    attribution.claim = new
    attribution.save(update_fields=["claim"])
    for claim in (left, new):
        fold_citations(claim=claim)
        recount_standing(claim=claim)
        index_claim(claim)
    record("evidence.attribution-detached", left.reference, by=by.reference, at=at, into=new.reference)
    record("evidence.claim-detached", new.reference, by=by.reference, at=at, attribution=attribution.reference, **{"from": left.reference})
    if left.is_public:
        mark_changed(crisis=left.crisis, at=at)
    return new


def _new_claim(attribution: Attribution, text: str, language: str, by: Member, at: datetime) -> Claim:
    left = attribution.claim
    new = Claim.objects.create(
        crisis=left.crisis,
        qualifier=attribution.qualifier,
        low=attribution.low,
        high=attribution.high,
        low_exclusive=attribution.qualifier == "more-than",
        high_exclusive=attribution.qualifier == "less-than",
        quantity_verbatim=attribution.quantity_verbatim,
        created_at=at,
        created_by=by,
        **{name: getattr(left, name) for name in _COPIED},
    )
    ClaimText.objects.create(claim=new, language=language, text=text, is_original=True, written_at=at, written_by=by)
    return new


def _named_only(claim: Claim, like: Attribution, by: Member, at: datetime) -> Attribution:
    return Attribution.objects.create(claim=claim, speaker=like.speaker, mode=Mode.UNATTRIBUTED, confirmed_at=at, confirmed_by=by)


def _leave_stand_in(attribution: Attribution, left: Claim, by: Member, at: datetime) -> None:
    edges = list(RestsOn.objects.filter(on_attribution=attribution))
    if not edges:
        return
    stand_in = _named_only(left, attribution, by, at)
    RestsOn.objects.filter(pk__in=[edge.pk for edge in edges]).update(on_attribution=stand_in)
    for edge in attribution.rests.all():
        RestsOn.objects.get_or_create(attribution=stand_in, on_attribution_id=edge.on_attribution_id, on_origin_id=edge.on_origin_id)


def _carry_chain(attribution: Attribution, new: Claim, by: Member, at: datetime) -> None:
    """Copy what the attribution rests on into the new claim, each once, rings included."""
    copies: dict[int, Attribution] = {attribution.pk: attribution}
    waiting = [attribution]
    while waiting:
        original = waiting.pop()
        copy = copies[original.pk]
        for edge in list(original.rests.select_related("on_attribution__speaker")):
            if edge.on_attribution is None:
                RestsOn.objects.get_or_create(attribution=copy, on_origin_id=edge.on_origin_id)
                continue
            cited = edge.on_attribution
            if cited.pk not in copies:
                copies[cited.pk] = _named_only(new, cited, by, at)
                waiting.append(cited)
            RestsOn.objects.get_or_create(attribution=copy, on_attribution=copies[cited.pk])
            if copy.pk == attribution.pk:
                edge.delete()
