"""In and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.audit.actions.record import record
from safeconduct.desk.forms.sign_in import SignIn
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.people.access import member_by_passphrase
from safeconduct.people.actions.end_sessions import end_sessions
from safeconduct.people.throttle import forget_failures, is_paused, note_failure

if TYPE_CHECKING:
    from safeconduct.people.models import Member


@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the form; let in whoever knows the passphrase; answer every failure with the same sentence."""
    form = SignIn(request.POST or None, initial={"next": request.GET.get("next", "")})
    if request.method == "POST" and form.is_valid():
        handle = form.cleaned_data["handle"]
        if is_paused(handle):
            form.add_error(None, _("Too many wrong passphrases for this name. Wait five minutes, then try again."))
        else:
            member = member_by_passphrase(handle, form.cleaned_data["passphrase"])
            if member is not None:
                return _let_in(request, member, form.cleaned_data["next"])
            note_failure(handle)
            sentence = _("Name and passphrase do not fit together. Check both; the passphrase tells capitals from small letters.")
            form.add_error(None, sentence)
    return render(request, "desk/sign_in.html", {"form": form}, status=422 if form.errors else 200)


def _let_in(request: HttpRequest, member: Member, following: str) -> HttpResponse:
    forget_failures(member.handle)
    login(request, member)
    record("people.member-signed-in", member.reference, by=member.reference, at=now())
    if url_has_allowed_host_and_scheme(following, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(following)
    return redirect(reverse("desk:home"))


@opens_to_everyone
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, and every other one of the same member."""
    member: Member | None = getattr(request, "member", None)
    if member is not None:
        end_sessions(member=member, by=member.reference, at=now())
    logout(request)
    return redirect(reverse("desk:sign-in"))
