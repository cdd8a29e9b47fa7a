"""Colleagues' public keys, and who vouches for them."""

from typing import Any

from django.http import Http404
from django.views.decorators.http import require_POST, require_safe

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.talking import given_by, talks
from safeconduct.people.access import colleague_for, holds_root_key, member_with_reference
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.vault.actions.vouch_for_member import vouch_for_member
from safeconduct.vault.format.signing import SIGNATURE_LENGTH
from safeconduct.vault.queries.directory import directory_for, person_with_handle


@opens_to_members
@require_safe
@talks
def people(request: DeskRequest) -> dict[str, Any]:
    """Give those whose keys the member may need."""
    return {"people": directory_for(request.member)}


@opens_to(Permission.VAULT_HOLD)
@require_POST
@talks
def find(request: DeskRequest) -> dict[str, Any]:
    """Give one person of any organisation, whose exact sign-in name one was told."""
    found = person_with_handle(given_by(request).text("handle", most=60))
    if not found:
        raise Http404
    return {"people": found}


@opens_to(Permission.MEMBER_VOUCH)
@require_POST
@talks
def vouch(request: DeskRequest, member: str) -> dict[str, Any]:
    """Keep the word of a steward for somebody's keys: for the first steward anybody's, for another those of the own organisation."""
    is_first = holds_root_key(request.member)
    about = member_with_reference(member) if is_first else colleague_for(request.member, member)
    given = given_by(request)
    vouch_for_member(
        member=about,
        sequence=given.whole("sequence", least=1),
        authority=given.text("authority"),
        signature=given.octets("signature", length=SIGNATURE_LENGTH),
        by=request.member,
        at=now(),
    )
    return {"done": True}
