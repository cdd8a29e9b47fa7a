"""Handing over: prepared by one, approved by another, made in the sealed desk, taken or refused by the addressee."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import handover_for, own_campaign_for
from safeconduct.petitions.actions.approve_handover import approve_handover
from safeconduct.petitions.actions.cancel_handover import cancel_handover
from safeconduct.petitions.actions.prepare_handover import prepare_handover
from safeconduct.petitions.actions.settle_handover import settle_handover
from safeconduct.petitions.forms.handing import PrepareHandover, SettleHandover
from safeconduct.petitions.queries.handed import handover_lines, handover_shown, language_choices, post_choices
from safeconduct.petitions.views.campaign import page_context

if TYPE_CHECKING:
    from safeconduct.petitions.models import Handover


@opens_to_members
@require_safe
def listing(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show what was handed over to whom, and what is under way."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    context = page_context(request, crisis, campaign, "handovers")
    context |= {"lines": handover_lines(campaign, on=today()), "may_hand": request.member.may(Permission.PETITION_HAND_OVER)}
    return render(request, "petitions/handovers.html", context)


@opens_to(Permission.PETITION_HAND_OVER)
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Prepare one."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    posts, languages = post_choices(campaign, on=today()), language_choices(campaign)
    first = {"post": posts[0][0] if len(posts) == 1 else None}
    form = PrepareHandover(request.POST or None, posts=posts, languages=languages, initial=first)
    if form.is_bound and form.is_valid():
        chosen = campaign.addressees.select_related("post").get(post__reference=form.cleaned_data["post"]).post
        said = {"language": form.cleaned_data["language"], "letter": form.cleaned_data["letter"]}
        try:
            made = prepare_handover(campaign=campaign, post=chosen, by=request.member, at=now(), **said)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is prepared. A second person has to approve it now."))
            return redirect("petitions:handover", slug, reference, made.reference)
    context = page_context(request, crisis, campaign, "handovers") | {"form": form, "posts": posts, "languages": languages}
    return render(request, "petitions/prepare_handover.html", context, status=NOT_TAKEN if form.is_bound else 200)


@opens_to_members
@require_safe
def page(request: DeskRequest, slug: str, reference: str, handover: str) -> HttpResponse:
    """Show one: what is in it, how far it is, and what is next."""
    crisis = crisis_for(request.member, slug)
    row = handover_for(request.member, crisis, reference, handover)
    return render(request, "petitions/handover.html", _context(request, slug, row) | {"form": SettleHandover(initial={"on": today()})})


@opens_to(Permission.PETITION_HAND_OVER)
@require_POST
def approve(request: DeskRequest, slug: str, reference: str, handover: str) -> HttpResponse:
    """Approve what a colleague prepared."""
    row = handover_for(request.member, crisis_for(request.member, slug), reference, handover)
    with told(request, _("Approved. A holder of the petition’s vault can make the package in the sealed desk.")):
        approve_handover(handover=row, by=request.member, at=now())
    return redirect("petitions:handover", slug, reference, handover)


@opens_to(Permission.PETITION_HAND_OVER)
@require_POST
def cancel(request: DeskRequest, slug: str, reference: str, handover: str) -> HttpResponse:
    """Call one off."""
    row = handover_for(request.member, crisis_for(request.member, slug), reference, handover)
    with told(request, _("It is called off.")):
        cancel_handover(handover=row, by=request.member, at=now())
    return redirect("petitions:handovers", slug, reference)


@opens_to(Permission.PETITION_HAND_OVER)
@require_POST
def settle(request: DeskRequest, slug: str, reference: str, handover: str) -> HttpResponse:
    """Record whether it was taken."""
    row = handover_for(request.member, crisis_for(request.member, slug), reference, handover)
    form = SettleHandover(request.POST)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("on", "note", "reply_due")}
        is_received = form.cleaned_data["outcome"] == "received"
        try:
            settle_handover(handover=row, is_received=is_received, by=request.member, at=now(), **said)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded. It stands in the register of words and deeds, and on the petition’s page."))
            return redirect("petitions:handover", slug, reference, handover)
    return render(request, "petitions/handover.html", _context(request, slug, row) | {"form": form}, status=NOT_TAKEN)


def _context(request: DeskRequest, slug: str, row: "Handover") -> dict[str, object]:
    crisis = crisis_for(request.member, slug)
    shown = handover_shown(row, on=today())
    may = request.member.may(Permission.PETITION_HAND_OVER)
    return page_context(request, crisis, row.campaign, "handovers") | {
        "row": row,
        "shown": shown,
        "may_approve": may and shown.waits_for_approval and row.prepared_by_id != request.member.pk,
        "may_cancel": may and shown.is_under_way,
        "may_settle": may and shown.is_made,
        "may_make": request.member.may(Permission.VAULT_HOLD) and shown.can_be_made,
        "sealed_address": f"{reverse('desk:sealed')}#/petitions",
    }
