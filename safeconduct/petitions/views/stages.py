"""Stages and the end: dating them, closing early, and saying how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import own_campaign_for
from safeconduct.petitions.actions.close_campaign import close_campaign, reopen_campaign
from safeconduct.petitions.actions.destroy_campaign_key import destroy_campaign_key
from safeconduct.petitions.actions.end_campaign import end_campaign
from safeconduct.petitions.actions.reach_stage import reach_stage, take_back_stage
from safeconduct.petitions.forms.said import CloseCampaign, EndCampaign, ReachStage
from safeconduct.petitions.queries.choices import text_languages
from safeconduct.petitions.queries.desk import stages_of
from safeconduct.petitions.queries.overview import overview_of
from safeconduct.petitions.queries.standing import key_day
from safeconduct.petitions.rules.kinds import End, StageKind
from safeconduct.petitions.views.campaign import page_context
from safeconduct.petitions.words import END_NAMES

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis
    from safeconduct.petitions.models import Campaign
    from safeconduct.petitions.queries.desk import StageLine


@opens_to_members
@require_safe
def stages(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show the stages, how it ended, and what becomes of the key."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    context = page_context(request, crisis, campaign, "stages")
    context |= {"lines": stages_of(campaign), "key": key_day(campaign), "end_name": _end_name(campaign)}
    return render(request, "petitions/stages.html", context)


@opens_to(Permission.PETITION_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def stage(request: DeskRequest, slug: str, reference: str, kind: str) -> HttpResponse:
    """Record or correct one stage."""
    crisis, campaign, line = _stage(request, slug, reference, kind)
    row = line.row
    first = {"on": row.on if row else today()}
    form = ReachStage(request.POST or None, languages=text_languages(campaign), said=row.words if row else {}, initial=first)
    if form.is_bound and form.is_valid():
        try:
            reach_stage(campaign=campaign, kind=StageKind(kind), on=form.cleaned_data["on"], words=form.said, by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. It stands on the page."))
            return redirect("petitions:stages", slug, reference)
    context = page_context(request, crisis, campaign, "stages") | {"form": form, "line": line}
    return render(request, "petitions/stage.html", context, status=NOT_TAKEN if form.is_bound else 200)


@opens_to(Permission.PETITION_KEEP)
@require_POST
def take_back(request: DeskRequest, slug: str, reference: str, kind: str) -> HttpResponse:
    """Take back a stage that was recorded by mistake."""
    _crisis, campaign, _line = _stage(request, slug, reference, kind)
    with told(request, _("It is taken back.")):
        take_back_stage(campaign=campaign, kind=StageKind(kind), by=request.member, at=now())
    return redirect("petitions:stages", slug, reference)


@opens_to(Permission.PETITION_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Close it early in two steps: the reason and the fate of the key; then everything that will happen, and the button."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    form = CloseCampaign(request.POST or None)
    is_ready = form.is_bound and form.is_valid()
    if is_ready and "sure" in request.POST:
        try:
            close_campaign(campaign=campaign, **form.cleaned_data, by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
            is_ready = False
        else:
            messages.success(request, _("It is closed. Nobody can sign any more."))
            return redirect("petitions:stages", slug, reference)
    context = page_context(request, crisis, campaign, "stages") | {
        "form": form,
        "overview": overview_of(campaign),
        "key_days": form.cleaned_data.get("key_days") if is_ready else None,
    }
    template = "petitions/close_sure.html" if is_ready and "back" not in request.POST else "petitions/close.html"
    return render(request, template, context, status=NOT_TAKEN if form.is_bound and form.errors else 200)


@opens_to(Permission.PETITION_KEEP)
@require_POST
def reopen(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Take an early close back."""
    campaign = own_campaign_for(request.member, crisis_for(request.member, slug), reference)
    with told(request, _("It is open again.")):
        reopen_campaign(campaign=campaign, by=request.member, at=now())
    return redirect("petitions:stages", slug, reference)


@opens_to(Permission.PETITION_KEEP)
@require_POST
def destroy(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Destroy the key of a closed campaign before its day."""
    campaign = own_campaign_for(request.member, crisis_for(request.member, slug), reference)
    with told(request, _("The key is destroyed. Nobody can tell any more whether an address has signed.")):
        destroy_campaign_key(campaign=campaign, by=request.member, at=now())
    return redirect("petitions:stages", slug, reference)


@opens_to(Permission.PETITION_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Say how it ended."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    first = {"end": campaign.end, "on": campaign.ended_on or today(), "elsewhere": campaign.elsewhere}
    form = EndCampaign(request.POST or None, languages=text_languages(campaign), said=campaign.end_words, initial=first)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            end_campaign(
                campaign=campaign,
                end=End(given["end"]),
                on=given["on"],
                words=form.said,
                elsewhere=given["elsewhere"],
                by=request.member,
                at=now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. It stands on the page, with your words."))
            return redirect("petitions:stages", slug, reference)
    context = page_context(request, crisis, campaign, "stages") | {"form": form}
    return render(request, "petitions/end.html", context, status=NOT_TAKEN if form.is_bound else 200)


def _stage(request: DeskRequest, slug: str, reference: str, kind: str) -> tuple[Crisis, Campaign, StageLine]:
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    line = next((line for line in stages_of(campaign) if line.kind == kind), None)
    if line is None or (line.row is None and not line.by_hand):
        raise Http404
    return crisis, campaign, line


def _end_name(campaign: Campaign) -> str:
    return str(END_NAMES[End(campaign.end)]) if campaign.end else ""
