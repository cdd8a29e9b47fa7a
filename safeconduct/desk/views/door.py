"""In and out. The passphrase never comes here: a script in the member's browser makes of it what is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.policies import forgetting_all, handles_keys
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import given_by, talks
from safeconduct.people.access import invitation_with
from safeconduct.people.actions.begin_session import begin_session
from safeconduct.people.actions.end_sessions import end_sessions
from safeconduct.people.middleware import note_beginning
from safeconduct.vault.actions.accept_invitation import NoInvitation, accept_invitation
from safeconduct.vault.actions.check_member import check_member
from safeconduct.vault.reading.keys import auth_from, keys_from

if TYPE_CHECKING:
    from safeconduct.people.models import Member


class NotKnown(Refused):
    """Name, passphrase and code do not fit together; which of them is not told."""

    code = "not-known"
    sentence = _(
        "Name, passphrase and code do not fit together. Nobody was let in. Check all three: a code works once, and after several wrong "
        "ones the name waits for some minutes."
    )


@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@handles_keys
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the door, or let in whoever knows the passphrase and has the telephone; answer every failure with the same sentence."""
    return _let_in(request) if request.method == "POST" else render(request, "desk/sign_in.html")


@talks
def _let_in(request: HttpRequest) -> dict[str, Any]:
    given = given_by(request)
    handle, auth = given.text("handle", most=60), auth_from(given)
    code, following = given.text("code", most=20, may_be_empty=True), given.text("next", most=2000, may_be_empty=True)
    member = check_member(handle=handle, auth=auth, code=code, at=now())
    if member is None:
        raise NotKnown
    begin_session(member=member, at=now())
    login(request, member)
    note_beginning(request)
    if not url_has_allowed_host_and_scheme(following, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        following = reverse("desk:home")
    return {"next": iri_to_uri(following), "csrf": get_token(request)}


@opens_to_everyone
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, and every other one of the same member; ask the browser to forget everything of this site."""
    member: Member | None = getattr(request, "member", None)
    if member is not None:
        end_sessions(member=member, by=member.reference, at=now())
    logout(request)
    return forgetting_all(redirect(reverse("desk:sign-in")))


@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@handles_keys
def join(request: HttpRequest) -> HttpResponse:
    """Show the page that an invitation leads to, or take in whoever holds one. The token stands in the part that browsers do not send."""
    return _take_in(request) if request.method == "POST" else render(request, "desk/join.html")


@talks
def _take_in(request: HttpRequest) -> dict[str, Any]:
    given = given_by(request)
    token = given.text("token", most=100)
    invitation = invitation_with(token, on=today())
    if invitation is None:
        raise NoInvitation
    keys = keys_from(given, member=invitation.member_reference)
    member = accept_invitation(token=token, handle=given.text("handle", most=60), name=given.text("name", most=120), keys=keys, at=now())
    return {"handle": member.handle}
