"""Colleagues: who is here, who comes, who goes, and whose keys are withheld."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.desk.forms.members import Invite
from safeconduct.desk.leaving import cut_off as cut_off_wholly
from safeconduct.desk.membership import members_page, organisation_near, people_in
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.policies import forgetting_all
from safeconduct.kit.refusals import Refused
from safeconduct.people.access import colleague_for, holds_root_key
from safeconduct.people.actions.invite_member import invite_member
from safeconduct.people.actions.release_keys import release_keys
from safeconduct.people.actions.withdraw_invitation import withdraw_invitation
from safeconduct.people.actions.withhold_keys import withhold_keys
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.people.queries import invitation_link
from safeconduct.vault.actions.remove_member import remove_member

READ_AND_SEND = ["GET", "HEAD", "POST"]


@opens_to_members
@require_safe
def people(request: DeskRequest) -> HttpResponse:
    """Show the members of the own organisation."""
    return render(request, "desk/members.html", members_page(request.member, today()))


@opens_to(Permission.MEMBER_INVITE)
@require_http_methods(READ_AND_SEND)
def invite(request: DeskRequest) -> HttpResponse:
    """Invite somebody; the link is shown on this page and never again."""
    form = Invite(request.POST or None, request=request)
    found: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            invitation, token = invite_member(
                organisation=form.cleaned_data.get("organisation") or request.member.organisation,
                country=form.cleaned_data.get("country", ""),
                roles=form.chosen_roles(),
                days=form.cleaned_data["days"],
                by=request.member,
                at=now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            found |= {"invitation": invitation, "link": invitation_link(f"{request.scheme}://{request.get_host()}", token)}
    answer = render(request, "desk/invite.html", found, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@opens_to(Permission.MEMBER_INVITE)
@require_POST
def withdraw(request: DeskRequest, reference: str) -> HttpResponse:
    """Take back an invitation into the own organisation."""
    if not withdraw_invitation(reference=reference, by=request.member, at=now()):
        raise Http404
    messages.success(request, _("The invitation is taken back. Its link opens nothing any more."))
    return redirect("desk:members")


@opens_to(Permission.MEMBER_REMOVE)
@require_http_methods(READ_AND_SEND)
def remove(request: DeskRequest, reference: str) -> HttpResponse:
    """Ask whether a colleague is to be removed; remove them."""
    colleague = colleague_for(request.member, reference)
    problem = ""
    if request.method == "POST":
        try:
            remove_member(member=colleague, by=request.member, at=now())
        except Refused as refusal:
            problem = str(refusal)
        else:
            messages.success(request, _("%(name)s is removed, and signed out everywhere.") % {"name": colleague.name})
            return redirect("desk:members")
    found = {"colleague": colleague, "problem": problem, "is_root": holds_root_key(colleague)}
    return render(request, "desk/remove_member.html", found, status=422 if problem else 200)


@opens_to_members
@require_http_methods(READ_AND_SEND)
def alarm(request: DeskRequest, reference: str) -> HttpResponse:
    """Ask whether to raise the alarm for oneself or a colleague; raise it."""
    colleague = colleague_for(request.member, reference)
    problem = ""
    if request.method == "POST":
        try:
            withhold_keys(member=colleague, is_alarm=True, by=request.member, at=now())
        except Refused as refusal:
            problem = str(refusal)
        else:
            return _after_alarm(request, is_own=colleague.pk == request.member.pk)
    found = {"colleague": colleague, "is_own": colleague.pk == request.member.pk, "problem": problem}
    return render(request, "desk/alarm.html", found, status=422 if problem else 200)


def _after_alarm(request: DeskRequest, *, is_own: bool) -> HttpResponse:
    if not is_own:
        messages.success(request, _("The alarm is raised: signed out everywhere, and the keys are withheld."))
        return redirect("desk:members")
    logout(request)
    return forgetting_all(redirect("desk:sign-in"))


@opens_to_members
@require_http_methods(READ_AND_SEND)
def travel(request: DeskRequest) -> HttpResponse:
    """Ask whether to withhold one's own keys; withhold them."""
    problem = ""
    if request.method == "POST":
        try:
            withhold_keys(member=request.member, is_alarm=False, by=request.member, at=now())
        except Refused as refusal:
            problem = str(refusal)
        else:
            messages.success(request, _("Your keys are withheld. Two colleagues can give them back to you."))
            return redirect("desk:members")
    return render(request, "desk/travel.html", {"problem": problem}, status=422 if problem else 200)


@opens_to_members
@require_POST
def release(request: DeskRequest, reference: str) -> HttpResponse:
    """Say that a colleague may have their keys again."""
    try:
        is_released = release_keys(member=colleague_for(request.member, reference), by=request.member, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:members")
    said = _("The keys are given out again.") if is_released else _("Noted. One more colleague has to say so.")
    messages.success(request, said)
    return redirect("desk:members")


@opens_to(Permission.MEMBER_REMOVE)
@require_http_methods(READ_AND_SEND)
def cut_off(request: DeskRequest, reference: str) -> HttpResponse:
    """Ask whether a compromised organisation is to be cut off; cut it off once its name was typed."""
    organisation = organisation_near(request.member, reference)
    problem = ""
    if request.method == "POST":
        if request.POST.get("name", "").strip().casefold() == organisation.name.casefold():
            removed = cut_off_wholly(organisation=organisation, by=request.member, at=now())
            messages.success(request, _("%(name)s is cut off; %(count)s members removed.") % {"name": organisation.name, "count": removed})
            return redirect("desk:members")
        problem = _("This is not its name. Nothing was changed. Type it as it is written above.")
    found = {"organisation": organisation, "count": people_in(organisation), "problem": problem, "typed": request.POST.get("name", "")}
    return render(request, "desk/cut_off.html", found, status=422 if problem else 200)
