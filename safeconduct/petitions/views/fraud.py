"""Against floods: the trends of a campaign, and taking signatures out of the count together."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import own_campaign_for
from safeconduct.petitions.actions.begin_invalidation import begin_invalidation
from safeconduct.petitions.actions.cancel_invalidation import cancel_invalidation
from safeconduct.petitions.actions.let_set_aside_in import let_set_aside_in
from safeconduct.petitions.actions.look_at_invalidation import look_at_invalidation
from safeconduct.petitions.actions.undo_invalidation import undo_invalidation
from safeconduct.petitions.forms.fraud import SayWhy, SiftSignatures
from safeconduct.petitions.queries.fraud import (
    TOLD,
    breakdown_of,
    common_to,
    imports_of,
    invalidation_for,
    invalidations_of,
    languages_signed,
    parts_of,
    trends_of,
)
from safeconduct.petitions.views.campaign import page_context
from safeconduct.petitions.words import STATE_NAMES

if TYPE_CHECKING:
    from safeconduct.petitions.models import Campaign, Invalidation

NOT_TAKEN = 422


@opens_to(Permission.PETITION_INVALIDATE)
@require_safe
def trends(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show what comes in, by day, country and mail domain, and what was taken out before."""
    campaign = own_campaign_for(request.member, crisis_for(request.member, slug), reference)
    return _trends(request, campaign, _form(campaign, None))


@opens_to(Permission.PETITION_INVALIDATE)
@require_POST
def look(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Count what would be taken out."""
    campaign = own_campaign_for(request.member, crisis_for(request.member, slug), reference)
    form = _form(campaign, request)
    if form.is_valid():
        try:
            found = look_at_invalidation(campaign=campaign, sift=form.sift(), by=request.member, on=today())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("petitions:invalidation", slug, reference, found.reference)
    return _trends(request, campaign, form)


@opens_to(Permission.PETITION_INVALIDATE)
@require_safe
def invalidation(request: DeskRequest, slug: str, reference: str, invalidation: str) -> HttpResponse:
    """Show what would be taken out, or how far it is."""
    found = invalidation_for(request.member, crisis_for(request.member, slug), reference, invalidation)
    return _show(request, found, SayWhy())


@opens_to(Permission.PETITION_INVALIDATE)
@require_POST
def run(request: DeskRequest, slug: str, reference: str, invalidation: str) -> HttpResponse:
    """Begin, with the reason; the server goes on with it by itself."""
    found = invalidation_for(request.member, crisis_for(request.member, slug), reference, invalidation)
    form = SayWhy(request.POST)
    if form.is_valid():
        try:
            begin_invalidation(invalidation=found, because=form.cleaned_data["because"], by=request.member, at=now())
        except Refused as refusal:
            form.add_error("because", str(refusal))
    if form.errors:
        return _show(request, found, form)
    return redirect("petitions:invalidation", slug, reference, invalidation)


@opens_to(Permission.PETITION_INVALIDATE)
@require_POST
def cancel(request: DeskRequest, slug: str, reference: str, invalidation: str) -> HttpResponse:
    """Stop in the middle."""
    act = partial(cancel_invalidation, at=now())
    return _done(request, (slug, reference, invalidation), act, _("Stopped. What is out stays out until it is undone."))


@opens_to(Permission.PETITION_INVALIDATE)
@require_POST
def undo(request: DeskRequest, slug: str, reference: str, invalidation: str) -> HttpResponse:
    """Put back what was taken out."""
    return _done(request, (slug, reference, invalidation), undo_invalidation, "")


@opens_to(Permission.PETITION_INVALIDATE)
@require_POST
def let_in(request: DeskRequest, slug: str, reference: str, invalidation: str) -> HttpResponse:
    """Let in those that were set aside among what was looked at."""
    found = invalidation_for(request.member, crisis_for(request.member, slug), reference, invalidation)
    try:
        count = let_set_aside_in(invalidation=found, by=request.member, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext("%(count)s is let in; its mail goes out.", "%(count)s are let in; their mails go out.", count)
        messages.success(request, said % {"count": count})
    return redirect("petitions:invalidation", slug, reference, invalidation)


def _done(request: DeskRequest, names: tuple[str, str, str], act: Callable[..., object], words: str) -> HttpResponse:
    slug, reference, invalidation = names
    found = invalidation_for(request.member, crisis_for(request.member, slug), reference, invalidation)
    try:
        act(invalidation=found, by=request.member)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if words:
            messages.success(request, words)
    return redirect("petitions:invalidation", slug, reference, invalidation)


def _form(campaign: Campaign, request: DeskRequest | None) -> SiftSignatures:
    return SiftSignatures(
        request.POST if request else None, roll=campaign.roll, languages=languages_signed(campaign), imports=imports_of(campaign)
    )


def _trends(request: DeskRequest, campaign: Campaign, form: SiftSignatures) -> HttpResponse:
    context = {
        **page_context(request, campaign.crisis, campaign, "fraud"),
        "trends": trends_of(campaign, on=today()),
        "heads": [str(STATE_NAMES[state]) for state in TOLD],
        "form": form,
        "earlier": invalidations_of(campaign),
    }
    return render(request, "petitions/fraud.html", context, status=NOT_TAKEN if form.errors else 200)


def _show(request: DeskRequest, found: Invalidation, form: SayWhy) -> HttpResponse:
    is_looked_at = found.state == "looked-at"
    counted = breakdown_of(found.campaign, found.filters) if is_looked_at else None
    context = {
        **page_context(request, found.campaign.crisis, found.campaign, "fraud"),
        "found": found,
        "common": common_to(found.filters),
        "form": form,
        "counted": counted,
        "parts": parts_of(counted) if counted else [],
        "set_aside": counted.by_state.get("set-aside", 0) if counted else 0,
    }
    return render(request, "petitions/invalidation.html", context, status=NOT_TAKEN if form.errors else 200)
