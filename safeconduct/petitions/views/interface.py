"""Who may send signatures over the interface, and which addresses are told what happens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import own_campaign_for, signing_key_for, webhook_for
from safeconduct.petitions.actions.add_partner import AddressUncallable
from safeconduct.petitions.actions.add_webhook import add_webhook
from safeconduct.petitions.actions.end_signing_key import end_signing_key
from safeconduct.petitions.actions.end_webhook import end_webhook
from safeconduct.petitions.actions.give_signing_key import give_signing_key
from safeconduct.petitions.actions.retry_delivery import retry_delivery
from safeconduct.petitions.forms.elsewhere import AddWebhook, GiveSigningKey
from safeconduct.petitions.queries.elsewhere import keys_of, last_deliveries, webhooks_of
from safeconduct.petitions.views.campaign import page_context
from safeconduct.petitions.words import EVENT_NAMES


@opens_to(Permission.PETITION_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def signing_keys(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show the keys; give one, whose token is on this answer and never again."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    form, given = GiveSigningKey(request.POST or None), None
    if form.is_bound and form.is_valid():
        try:
            given = give_signing_key(campaign=campaign, name=form.cleaned_data["name"], by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            form = GiveSigningKey()
    context = page_context(request, crisis, campaign, "elsewhere") | {
        "form": form,
        "given": given,
        "keys": keys_of(campaign),
        "within": "keys",
    }
    return _kept_by_nobody(render(request, "petitions/signing_keys.html", context, status=NOT_TAKEN if form.is_bound else 200))


@opens_to(Permission.PETITION_KEEP)
@require_POST
def end_key(request: DeskRequest, slug: str, reference: str, key: str) -> HttpResponse:
    """End a key."""
    found = signing_key_for(request.member, crisis_for(request.member, slug), reference, key)
    with told(request, _("Ended. What came with it before stays.")):
        end_signing_key(key=found, by=request.member, at=now())
    return redirect("petitions:signing-keys", slug, reference)


@opens_to(Permission.PETITION_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show the addresses that are told, and what became of it; add one, whose secret is on this answer and never again."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    form, added = AddWebhook(request.POST or None), None
    if form.is_bound and form.is_valid():
        try:
            added = add_webhook(campaign=campaign, **form.cleaned_data, by=request.member, at=now())
        except Refused as refusal:
            form.add_error("address" if isinstance(refusal, AddressUncallable) else None, str(refusal))
        else:
            form = AddWebhook()
    context = page_context(request, crisis, campaign, "elsewhere") | {
        "form": form,
        "added": added,
        "hooks": [(hook, [EVENT_NAMES[event] for event in hook.events if event in EVENT_NAMES]) for hook in webhooks_of(campaign)],
        "deliveries": [(one, EVENT_NAMES.get(one.event, one.event)) for one in last_deliveries(campaign)],
        "within": "webhooks",
    }
    return _kept_by_nobody(render(request, "petitions/webhooks.html", context, status=NOT_TAKEN if form.is_bound else 200))


@opens_to(Permission.PETITION_KEEP)
@require_POST
def end_hook(request: DeskRequest, slug: str, reference: str, webhook: str) -> HttpResponse:
    """Tell an address nothing more."""
    found = webhook_for(request.member, crisis_for(request.member, slug), reference, webhook)
    with told(request, _("It is told nothing more.")):
        end_webhook(webhook=found, by=request.member, at=now())
    return redirect("petitions:webhooks", slug, reference)


@opens_to(Permission.PETITION_KEEP)
@require_POST
def retry_hook(request: DeskRequest, slug: str, reference: str, webhook: str) -> HttpResponse:
    """Try again what was parked."""
    found = webhook_for(request.member, crisis_for(request.member, slug), reference, webhook)
    try:
        retry_delivery(webhook=found, by=request.member, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is tried again within a minute."))
    return redirect("petitions:webhooks", slug, reference)


def _kept_by_nobody(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    return response
