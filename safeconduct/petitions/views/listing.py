"""The list of campaigns, and how one begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from safeconduct.advocacy.access import demand_for, post_for
from safeconduct.advocacy.views.telling import NOT_TAKEN
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.petitions.actions.begin_campaign import Wanted, begin_campaign
from safeconduct.petitions.forms.campaigns import WARNING, NewCampaign, as_typed
from safeconduct.petitions.queries.choices import post_choices
from safeconduct.petitions.queries.desk import campaign_lines
from safeconduct.petitions.queries.telling import STEP_NAMES
from safeconduct.petitions.rules.campaigns import default_danger
from safeconduct.publications.queries.choices import demand_choices

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis
    from safeconduct.petitions.models import Campaign


@opens_to_members
@require_safe
def listing(request: DeskRequest, slug: str) -> HttpResponse:
    """Show the campaigns of the crisis, how far each is, and what is next in one's own."""
    crisis = crisis_for(request.member, slug)
    lines = campaign_lines(request.member, crisis, at=now())
    context = {
        "crisis": crisis,
        "lines": [(line, STEP_NAMES[line.next_step] if line.next_step else "") for line in lines],
        "may_keep": request.member.may(Permission.PETITION_KEEP),
    }
    return render(request, "petitions/listing.html", context)


@opens_to(Permission.PETITION_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest, slug: str) -> HttpResponse:
    """Begin a campaign. The button that looks for posts shows the page again with everything that was typed."""
    crisis = crisis_for(request.member, slug)
    form = _form(request, crisis)
    if form.is_bound and form.is_valid() and (begun := _begun(request, crisis, form)):
        return redirect("petitions:campaign", slug, begun.reference)
    words = request.POST.get("words", "").strip()
    context = {"crisis": crisis, "form": form, "looked_for": words, "starter_warning": WARNING}
    return render(request, "petitions/new.html", context, status=NOT_TAKEN if form.is_bound else 200)


def _form(request: DeskRequest, crisis: Crisis) -> NewCampaign:
    language = get_language() or "en"
    choices: dict[str, Any] = {
        "demands": demand_choices(request.member, crisis, language),
        "posts": post_choices(
            request.member, crisis, words=request.POST.get("words", ""), chosen=request.POST.getlist("posts"), language=language
        ),
    }
    suggested = default_danger(crisis.place)
    if request.method != "POST":
        first = {"demands": request.GET.getlist("demand"), "danger": suggested, "asks_postcode": True}
        form = NewCampaign(initial=first, **choices)
    elif "look" in request.POST:
        form = NewCampaign(initial=as_typed(request.POST, NewCampaign), **choices)
    else:
        form = NewCampaign(request.POST, **choices)
    form.suggested_first({*suggested, *request.POST.getlist("danger")})
    return form


def _begun(request: DeskRequest, crisis: Crisis, form: NewCampaign) -> Campaign | None:
    given = form.cleaned_data
    wanted = Wanted(
        title=given["title"],
        language=given["language"],
        goal=given["goal"],
        closes_on=given["closes_on"],
        danger=given["danger"],
        starter=given["starter"],
        asks_postcode=given["asks_postcode"],
        demands=[demand_for(request.member, crisis, reference) for reference in given["demands"]],
        posts=[post_for(request.member, crisis, reference) for reference in given["posts"]],
    )
    try:
        return begin_campaign(crisis=crisis, wanted=wanted, by=request.member, at=now())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
