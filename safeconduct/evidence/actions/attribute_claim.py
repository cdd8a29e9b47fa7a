"""Attribute a claim: who says it, where, and what they rest on."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.evidence.actions.name_source import name_source
from safeconduct.evidence.actions.recount_standing import recount_standing
from safeconduct.evidence.models import Attribution, Claim, Origin, Passage, RestsOn, Source
from safeconduct.evidence.models.sources import SourceKind
from safeconduct.evidence.reading.propose.names import match_key
from safeconduct.evidence.reading.shapes import Mode, OriginKind
from safeconduct.people.models import Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Who says a claim, as a person confirmed it. ``cites`` names whom the speaker rests on; ``holder`` who holds the origin.

    ``reported_by`` names who published the document in which the speaker is heard; empty where speaker and publisher are one.
    """

    speaker: str
    reported_by: str = ""
    speaker_kind: str = SourceKind.OTHER
    role: str = ""
    mode: Mode = Mode.UNATTRIBUTED
    cites: str = ""
    cites_kind: str = SourceKind.OTHER
    origin: OriginKind = OriginKind.UNKNOWN
    holder: str = ""
    origin_label: str = ""
    period: str = ""
    overlap_group: str = ""
    hedge: str = ""
    said: str = ""  # EDTF
    is_coerced: bool = False
    qualifier: str = ""
    low: int | None = None
    high: int | None = None
    quantity_verbatim: str = ""
    citation: str = ""
    citation_address: str = ""


@transaction.atomic
def attribute_claim(*, claim: Claim, saying: Saying, passage: Passage | None, by: Member, at: datetime) -> Attribution:
    """Add the attribution, the edge to whom it cites or to its origin, and count the claim's origins anew.

    We have read the publisher, nobody else: a speaker who is heard in somebody's document, and whoever that speaker cites,
    become attributions of their own, "not read by us", until a document of theirs is read. The origin belongs to the
    deepest of them: the newspaper's insiders, not the reader's.
    """
    is_heard_through = bool(saying.reported_by) and not is_one_name(saying.reported_by, saying.speaker)
    names = [saying.reported_by, saying.speaker, saying.cites] if is_heard_through else [saying.speaker, saying.cites]
    kinds = [SourceKind.OTHER, saying.speaker_kind, saying.cites_kind] if is_heard_through else [saying.speaker_kind, saying.cites_kind]
    reporter = _source(claim, names[0], kinds[0], by, at)
    attribution = _spoken(claim=claim, speaker=reporter, saying=saying, passage=passage, by=by, at=at)
    resting = attribution
    for name, kind in zip(names[1:], kinds[1:], strict=True):
        if not name:
            continue
        cited = _cited(claim, _source(claim, name, kind, by, at), by, at)
        if cited != resting:
            RestsOn.objects.get_or_create(attribution=resting, on_attribution=cited)
            resting = cited
    if is_heard_through and saying.role:
        Attribution.objects.filter(claim=claim, speaker__name=saying.speaker, speaker_role="").update(speaker_role=saying.role)
    if saying.origin is not OriginKind.UNKNOWN:
        holder = _source(claim, saying.holder, SourceKind.OTHER, by, at) if saying.holder else resting.speaker
        RestsOn.objects.get_or_create(attribution=resting, on_origin=_origin(claim, holder, saying))
    record("evidence.claim-attributed", claim.reference, by=by.reference, at=at, attribution=attribution.reference)
    recount_standing(claim=claim)
    return attribution


def is_one_name(one: str, other: str) -> bool:
    """Tell whether two names mean one source: "Amnesty" is Amnesty International."""
    first, second = set(match_key(one).split()), set(match_key(other).split())
    return bool(first and second) and (first <= second or second <= first)


def _source(claim: Claim, name: str, kind: str, by: Member, at: datetime) -> Source:
    return name_source(crisis=claim.crisis, name=name, kind=kind, by=by, at=at)


def _spoken(*, claim: Claim, speaker: Source, saying: Saying, passage: Passage | None, by: Member, at: datetime) -> Attribution:
    facts = {
        "speaker_role": "" if saying.reported_by and not is_one_name(saying.reported_by, saying.speaker) else saying.role,
        "mode": saying.mode,
        "hedge": saying.hedge,
        "said": saying.said,
        "is_coerced": saying.is_coerced,
        "qualifier": saying.qualifier,
        "low": saying.low,
        "high": saying.high,
        "quantity_verbatim": saying.quantity_verbatim,
        "citation": saying.citation,
        "citation_address": saying.citation_address,
        "confirmed_at": at,
        "confirmed_by": by,
    }
    if passage is not None:
        # What was known only because others cited it has now been read.
        unread = Attribution.objects.filter(claim=claim, speaker=speaker, passage__isnull=True, citation="").order_by("pk").first()
        if unread is not None:
            for name, value in facts.items():
                setattr(unread, name, value)
            unread.passage = passage
            unread.save()
            return unread
        attribution, _ = Attribution.objects.get_or_create(claim=claim, speaker=speaker, passage=passage, defaults=facts)
        return attribution
    return Attribution.objects.create(claim=claim, speaker=speaker, passage=None, **facts)


def _cited(claim: Claim, source: Source, by: Member, at: datetime) -> Attribution:
    known = Attribution.objects.filter(claim=claim, speaker=source).order_by("pk").first()
    return known or Attribution.objects.create(claim=claim, speaker=source, mode=Mode.UNATTRIBUTED, confirmed_at=at, confirmed_by=by)


def _origin(claim: Claim, holder: Source, saying: Saying) -> Origin:
    """Give the holder's origin of this kind, so that two reports of one interview set end in one place."""
    origin, _ = Origin.objects.get_or_create(
        crisis=claim.crisis,
        kind=saying.origin,
        holder=holder,
        label=saying.origin_label or holder.name,
        defaults={"period": saying.period, "overlap_group": saying.overlap_group},
    )
    return origin
