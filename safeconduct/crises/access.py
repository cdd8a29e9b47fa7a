"""The only way to obtain crises: those a member's organisation answers, or those that are public."""

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from safeconduct.crises.models import Crisis, CrisisText
from safeconduct.people.models import Member


def crises_for(member: Member) -> QuerySet[Crisis]:
    """Give the crises that the member's organisation takes part in, the newest first."""
    return (
        Crisis.objects.filter(
            participations__organisation=member.organisation_id,
            participations__until__isnull=True,
        )
        .prefetch_related(Prefetch("texts", CrisisText.objects.order_by("language")))
        .order_by("-opened_at", "-pk")
    )


def crisis_for(member: Member, slug: str) -> Crisis:
    """Give one of the member's crises.

    :raises Http404: if there is none with this slug for this member; whether it exists at all is not told
    """
    crisis = crises_for(member).filter(slug=slug).first()
    if crisis is None:
        raise Http404
    return crisis


def organisations_in(crisis: Crisis) -> list[str]:
    """Name the organisations that take part in answering the crisis, those of longest standing first."""
    parts = crisis.participations.filter(until__isnull=True).order_by("since", "pk")
    return list(parts.values_list("organisation__name", flat=True))


def public_crises() -> QuerySet[Crisis]:
    """Give the crises that everybody may read about."""
    return Crisis.objects.filter(published_at__isnull=False).prefetch_related("texts").order_by("-opened_at", "-pk")


def public_crisis(slug: str) -> Crisis:
    """Give a public crisis.

    :raises Http404: if there is none
    """
    crisis = public_crises().filter(slug=slug).first()
    if crisis is None:
        raise Http404
    return crisis
