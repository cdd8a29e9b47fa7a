"""Updates: telling on the page and in the feed how it goes on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import own_campaign_for, own_update_for
from safeconduct.petitions.actions.publish_update import publish_update, take_back_update, translate_update
from safeconduct.petitions.forms.said import WriteUpdate
from safeconduct.petitions.queries.choices import text_languages
from safeconduct.petitions.queries.desk import update_texts, updates_of
from safeconduct.petitions.views.campaign import page_context


@opens_to_members
@require_safe
def updates(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show what was told, the newest first."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    context = page_context(request, crisis, campaign, "updates") | {"lines": updates_of(campaign)}
    return render(request, "petitions/updates.html", context)


@opens_to(Permission.PETITION_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Write one and publish it."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    form = WriteUpdate(request.POST or None, languages=text_languages(campaign))
    if form.is_bound and form.is_valid():
        try:
            publish_update(campaign=campaign, texts=form.texts, is_answer=form.cleaned_data["is_answer"], by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is on the page and in the feed. Signers who wanted it are written to from the sealed desk."))
            return redirect("petitions:updates", slug, reference)
    context = page_context(request, crisis, campaign, "updates") | {"form": form, "update": None}
    return render(request, "petitions/update.html", context, status=NOT_TAKEN if form.is_bound else 200)


@opens_to(Permission.PETITION_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: DeskRequest, slug: str, reference: str, update: str) -> HttpResponse:
    """Put one right, or add a language."""
    crisis = crisis_for(request.member, slug)
    row = own_update_for(request.member, crisis, reference, update)
    campaign = own_campaign_for(request.member, crisis, reference)
    form = WriteUpdate(
        request.POST or None, languages=text_languages(campaign), said=update_texts(row), initial={"is_answer": row.is_answer}
    )
    del form.fields["is_answer"]
    if form.is_bound and form.is_valid():
        try:
            translate_update(update=row, texts=form.texts, by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. Page and feed say it as it stands now."))
            return redirect("petitions:updates", slug, reference)
    context = page_context(request, crisis, campaign, "updates") | {"form": form, "update": row}
    return render(request, "petitions/update.html", context, status=NOT_TAKEN if form.is_bound else 200)


@opens_to(Permission.PETITION_KEEP)
@require_POST
def take_back(request: DeskRequest, slug: str, reference: str, update: str) -> HttpResponse:
    """Take one off the page."""
    row = own_update_for(request.member, crisis_for(request.member, slug), reference, update)
    with told(request, _("It is off the page and the feed. Mail that went out cannot be fetched back.")):
        take_back_update(update=row, by=request.member, at=now())
    return redirect("petitions:updates", slug, reference)
