"""The only way to obtain what is let out: a member sees the numbers of the own organisation and the sentences of the crises it answers."""

from django.db.models import QuerySet
from django.http import Http404

from safeconduct.crises.access import crises_for
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.released.models import Release, ReleaseState, Slip, SlipState


def crisis_to_tell_of(member: Member, reference: str) -> Crisis:
    """Give the crisis of this reference.

    :raises Http404: if the member's organisation does not answer it
    """
    crisis = crises_for(member).filter(reference=reference).first()
    if crisis is None:
        raise Http404
    return crisis


def releases_for(member: Member) -> QuerySet[Release]:
    """Give the tables that the member's organisation proposed for crises it answers, the newest first."""
    return (
        Release.objects.filter(crisis__in=crises_for(member), organisation=member.organisation_id)
        .select_related("crisis", "organisation", "proposed_by", "confirmed_by")
        .prefetch_related("figures")
        .order_by("-proposed_on", "-pk")
    )


def release_to_change(member: Member, reference: str) -> Release:
    """Give one of them, locked until the transaction ends.

    :raises Http404: if there is none for this member
    """
    Release.objects.select_for_update().filter(reference=reference).first()  # first the lock, then the look
    release = releases_for(member).filter(reference=reference).first()
    if release is None:
        raise Http404
    return release


def own_slips_for(member: Member) -> QuerySet[Slip]:
    """Give the sentences that the member's organisation handed in, for whoever works on cases there."""
    return Slip.objects.filter(crisis__in=crises_for(member), organisation=member.organisation_id).select_related("crisis").order_by("-pk")


def slips_for(member: Member, crisis: Crisis) -> QuerySet[Slip]:
    """Give the sentences of a crisis to whoever writes its claims, the newest first, whoever handed them in."""
    return (
        Slip.objects.filter(crisis=crisis, crisis__in=crises_for(member))
        .select_related("crisis", "organisation", "handed_by", "accepted_by", "claim")
        .order_by("-handed_on", "-pk")
    )


def slip_to_change(member: Member, reference: str, *, is_own: bool) -> Slip:
    """Give one sentence, locked until the transaction ends: one of the own organisation, or any of the crises that it answers.

    :raises Http404: if there is none for this member
    """
    Slip.objects.select_for_update().filter(reference=reference).first()
    slips = own_slips_for(member) if is_own else Slip.objects.filter(crisis__in=crises_for(member)).select_related("crisis", "organisation")
    slip = slips.filter(reference=reference).first()
    if slip is None:
        raise Http404
    return slip


def ledger_of(release: Release) -> QuerySet[Release]:
    """Give everything that ever went out and can be compared with it: the same people, or sums, counted by the same organisation."""
    return Release.objects.filter(
        crisis=release.crisis_id,
        organisation=release.organisation_id,
        table=release.table,
        quarter=release.quarter,
        currency=release.currency,
        state=ReleaseState.OUT,
    ).prefetch_related("figures")


def waiting_releases() -> QuerySet[Release]:
    """Give what two people agreed on and nobody has seen yet: for the job of batch days, which is nobody's."""
    return (
        Release.objects.filter(state=ReleaseState.CONFIRMED)
        .select_related("crisis", "organisation")
        .prefetch_related("figures")
        .order_by("pk")
    )


def waiting_slips() -> QuerySet[Slip]:
    """Give the sentences that were accepted and are no claim yet."""
    return Slip.objects.filter(state=SlipState.ACCEPTED).select_related("crisis", "organisation", "accepted_by").order_by("pk")


def slips_to_correct() -> QuerySet[Slip]:
    """Give the sentences that were withdrawn after they went out, and whose claim does not say so yet."""
    return Slip.objects.filter(state=SlipState.WITHDRAWN, claim__isnull=False, corrected_on__isnull=True).select_related(
        "crisis", "claim", "withdrawn_by"
    )


def public_releases(crisis: Crisis) -> QuerySet[Release]:
    """Give the tables of a public crisis that everybody may read, the newest quarter and day first."""
    return (
        Release.objects.filter(crisis=crisis, crisis__published_at__isnull=False, state=ReleaseState.OUT)
        .select_related("organisation")
        .prefetch_related("figures")
        .order_by("-quarter", "organisation__name", "table", "-out_on", "-pk")
    )
