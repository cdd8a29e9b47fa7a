"""The only way to obtain a member, an organisation or an invitation."""

import hashlib
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from safeconduct.people.models import Invitation, Member, Organisation, RootKey


def handle_from(typed: str) -> str:
    """Give a sign-in name as it is kept, however it was typed: small letters, nothing around it."""
    return typed.strip().lower()


def organisation_named(name: str) -> Organisation | None:
    """Give the organisation of the coalition that has this name, capitals or not; ``None`` where there is none. Nobody gets a list."""
    return Organisation.objects.filter(name__iexact=name.strip(), left_on__isnull=True).first()


def organisation_that_left(name: str) -> Organisation | None:
    """Give the organisation of this name that left the coalition or was cut off, capitals or not; ``None`` where there is none."""
    return Organisation.objects.filter(name__iexact=name.strip(), left_on__isnull=False).first()


def members() -> QuerySet[Member]:
    """Give everybody who works here now. For checks; who may see whom is decided elsewhere."""
    return Member.objects.filter(is_active=True, organisation__left_on__isnull=True).select_related("organisation")


def member_with_handle(handle: str) -> Member | None:
    """Give the active member who signs in with this name."""
    return members().filter(handle=handle_from(handle)).first()


def member_with_reference(reference: str) -> Member:
    """Give one active member, of whichever organisation.

    :raises Http404: if there is none
    """
    member = members().filter(reference=reference).first()
    if member is None:
        raise Http404
    return member


def colleagues_of(member: Member) -> QuerySet[Member]:
    """Give the active members of the same organisation, themselves included, by name."""
    return members().filter(organisation=member.organisation_id).order_by("name", "pk")


def colleague_for(member: Member, reference: str) -> Member:
    """Give one active member of the same organisation.

    :raises Http404: if there is none with this reference there; whether there is one elsewhere is not told
    """
    colleague = colleagues_of(member).filter(reference=reference).first()
    if colleague is None:
        raise Http404
    return colleague


def invitation_with(token: str, *, on: date) -> Invitation | None:
    """Give the invitation that this token opens, if its day is not over and the organisation is still in the coalition."""
    kept = hashlib.sha256(token.encode()).digest()
    return (
        Invitation.objects.filter(token_hash=kept, until__gte=on, organisation__left_on__isnull=True).select_related("organisation").first()
    )


def invitations_of(organisation: Organisation, *, on: date) -> QuerySet[Invitation]:
    """Give the invitations into an organisation that somebody may still use."""
    return organisation.invitations.filter(until__gte=on).order_by("until", "pk")


def root_key() -> bytes:
    """Give the first steward's signing key, 32 bytes; nothing before there is one."""
    found = RootKey.objects.filter(pk=1).values_list("signing_key", flat=True).first()
    return bytes(found) if found else b""


def holds_root_key(member: Member) -> bool:
    """Tell whether trust in everybody's keys rests on this member's."""
    return RootKey.objects.filter(member=member.pk).exists()
