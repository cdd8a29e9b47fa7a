"""What a form may offer: reports, origins, documents, sources; and the rows behind a choice."""

from collections.abc import Iterable

from django.http import Http404

from safeconduct.crises.models import Crisis
from safeconduct.evidence.access import documents_for, sources_for
from safeconduct.evidence.models import Attribution, Claim, Origin, Source
from safeconduct.evidence.reading.shapes import OriginKind
from safeconduct.evidence.words import ORIGIN_NAMES
from safeconduct.people.models import Member

Choices = list[tuple[str, str]]
MOST_DOCUMENTS = 200


def report_choices(claim: Claim) -> Choices:
    """Give the claim's reports, read or only known of."""
    rows = claim.attributions.select_related("speaker").order_by("speaker__name", "pk")
    return [(row.reference, f"{row.speaker.name} ({row.reference})") for row in rows]


def origin_choices(crisis: Crisis) -> Choices:
    """Give the origins of the crisis, with kind and holder."""
    rows = Origin.objects.filter(crisis=crisis).select_related("holder").order_by("label", "pk")
    return [(row.reference, origin_words(row)) for row in rows]


def origin_words(origin: Origin) -> str:
    """Say an origin in one line."""
    parts = [origin.label, str(ORIGIN_NAMES[OriginKind(origin.kind)])]
    if origin.holder is not None and origin.holder.name != origin.label:
        parts.append(origin.holder.name)
    parts += [part for part in (origin.period, origin.overlap_group) if part]
    return " · ".join(parts)


def document_choices(member: Member, crisis: Crisis) -> Choices:
    """Give the latest documents that the member may read."""
    rows = documents_for(member, crisis).exclude(problem__gt="")[:MOST_DOCUMENTS]
    return [(row.reference, f"{row} ({row.reference})") for row in rows]


def source_choices(member: Member, source: Source) -> Choices:
    """Give the other sources of the crisis."""
    rows = sources_for(member, source.crisis).exclude(pk=source.pk)
    return [(row.reference, f"{row.name} ({row.reference})") for row in rows]


def attribution_of(claim: Claim, reference: str) -> Attribution:
    """Give one report of the claim.

    :raises Http404: if the claim has none with this reference
    """
    row = claim.attributions.select_related("speaker", "claim__crisis").filter(reference=reference).first()
    if row is None:
        raise Http404
    return row


def origin_of(crisis: Crisis, reference: str) -> Origin:
    """Give one origin of the crisis.

    :raises Http404: if it has none with this reference
    """
    row = Origin.objects.filter(crisis=crisis, reference=reference).first()
    if row is None:
        raise Http404
    return row


def origins_of(crisis: Crisis, references: Iterable[str]) -> list[Origin]:
    """Give these origins of the crisis; others are left out."""
    return list(Origin.objects.filter(crisis=crisis, reference__in=list(references)).order_by("pk"))
