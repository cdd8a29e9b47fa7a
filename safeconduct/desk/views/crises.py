"""A crisis seen from the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.crises.access import crisis_for, organisations_in
from safeconduct.crises.actions.let_in_organisation import NoSuchOrganisation, let_in_organisation
from safeconduct.crises.actions.open_crisis import SlugTaken, open_crisis
from safeconduct.crises.actions.publish_crisis import publish_crisis
from safeconduct.crises.queries import title_of
from safeconduct.desk.forms.crises import LetIn, OpenCrisis
from safeconduct.desk.queries import waiting_in
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis


@opens_to_members
@require_safe
def overview(request: DeskRequest, slug: str) -> HttpResponse:
    """Show what waits in this crisis and what stands in its registers."""
    return render(request, "desk/crisis.html", _overview(request, crisis_for(request.member, slug), LetIn()))


def _overview(request: DeskRequest, crisis: Crisis, form: LetIn) -> dict[str, Any]:
    return {
        "crisis": crisis,
        "title": title_of(crisis),
        "share": waiting_in(request.member, crisis, today(), now()),
        "may_capture": request.member.may(Permission.DOCUMENT_CAPTURE),
        "may_publish": request.member.may(Permission.CRISIS_OPEN) and not crisis.is_public,
        "may_let_in": request.member.may(Permission.CRISIS_OPEN),
        "organisations": organisations_in(crisis),
        "form": form,
    }


@opens_to(Permission.CRISIS_OPEN)
@require_POST
def let_in(request: DeskRequest, slug: str) -> HttpResponse:
    """Let another organisation take part."""
    crisis, form = crisis_for(request.member, slug), LetIn(request.POST)
    if form.is_valid():
        try:
            organisation = let_in_organisation(crisis=crisis, name=form.cleaned_data["name"], by=request.member, at=now())
        except NoSuchOrganisation as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("%(organisation)s takes part in this crisis.") % {"organisation": organisation})
            return redirect("desk:crisis", crisis.slug)
    return render(request, "desk/crisis.html", _overview(request, crisis, form), status=422)


@opens_to(Permission.CRISIS_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """Open a crisis."""
    form = OpenCrisis(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            crisis = open_crisis(
                slug=given["slug"],
                titles={given["language"]: given["title"]},
                leads={given["language"]: given["lead"]},
                original=given["language"],
                place=given["place"],
                began=given["began"],
                organisations=[],
                by=request.member,
                at=now(),
            )
        except SlugTaken as refusal:
            form.add_error("slug", str(refusal))
        else:
            return redirect("desk:crisis", crisis.slug)
    return render(request, "desk/new_crisis.html", {"form": form}, status=422 if form.errors else 200)


@opens_to(Permission.CRISIS_OPEN)
@require_POST
def publish(request: DeskRequest, slug: str) -> HttpResponse:
    """Open the public page."""
    crisis = crisis_for(request.member, slug)
    publish_crisis(crisis=crisis, by=request.member, at=now())
    messages.success(request, _("The public page is open. It shows what was published, and nothing else."))
    return redirect("desk:crisis", crisis.slug)
