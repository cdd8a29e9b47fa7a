"""Bringing in the signers of a petition elsewhere: first look, then take, and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.kit.uploads import too_large_of
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import own_campaign_for
from safeconduct.petitions.actions.begin_import import begin_import
from safeconduct.petitions.actions.forget_import import forget_import
from safeconduct.petitions.actions.import_counts import import_counts
from safeconduct.petitions.actions.look_at_import import look_again, look_at_import
from safeconduct.petitions.actions.undo_import import undo_import
from safeconduct.petitions.forms.imports import BringSigners, SayOptions, usual_options
from safeconduct.petitions.queries.imports import (
    KIND_NAMES,
    WHOLE_NAMES,
    findings_of,
    has_key,
    import_for,
    imports_with_names,
    is_here,
    look_of,
)
from safeconduct.petitions.rules.importing import Kind, read_options
from safeconduct.petitions.rules.importing_text import Unreadable
from safeconduct.petitions.views.campaign import page_context
from safeconduct.petitions.words import VISIBILITY_NAMES
from safeconduct.signing.rules.kinds import Visibility

if TYPE_CHECKING:
    from safeconduct.petitions.models import Campaign, ImportRun

NOT_TAKEN = 422


@opens_to(Permission.PETITION_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show the imports of a campaign and take a file in, to be looked at."""
    campaign = own_campaign_for(request.member, crisis_for(request.member, slug), reference)
    is_sent = request.method == "POST"
    form = BringSigners(request.POST if is_sent else None, request.FILES if is_sent else None, initial={"kind": Kind.CSV.value})
    if is_sent and too_large_of(request):
        form.add_error("signers", _("The file is larger than this server takes into memory. Bring it in on the server, by the command."))
    elif is_sent and form.is_valid():
        try:
            return _taken(request, campaign, Kind(form.cleaned_data["kind"]), form.cleaned_data["signers"].read())
        except Unreadable as unreadable:
            form.add_error("signers", str(WHOLE_NAMES[unreadable.code]) % {"line": unreadable.line})
        except Refused as refusal:
            form.add_error("signers", str(refusal))
    context = {
        **page_context(request, campaign.crisis, campaign, "imports"),
        "form": form,
        "runs": imports_with_names(campaign),
        "has_key": has_key(campaign),
    }
    return render(request, "petitions/imports.html", context, status=NOT_TAKEN if form.errors else 200)


@opens_to(Permission.PETITION_KEEP)
@require_safe
def one(request: DeskRequest, slug: str, reference: str, run: str) -> HttpResponse:
    """Show what a file would come to, how far it is, or what it came to."""
    return _show(request, import_for(request.member, crisis_for(request.member, slug), reference, run), None)


@opens_to(Permission.PETITION_KEEP)
@require_POST
def options(request: DeskRequest, slug: str, reference: str, run: str) -> HttpResponse:
    """Look at the file again, with what a person said about it."""
    found = import_for(request.member, crisis_for(request.member, slug), reference, run)
    form = _options_form(found, request)
    if form.is_valid():
        try:
            look_again(run=found, options=form.options(get_language() or "en"), by=request.member, on=today())
        except Unreadable as unreadable:
            form.add_error(None, str(WHOLE_NAMES[unreadable.code]) % {"line": unreadable.line})
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("petitions:import", slug, reference, run)
    return _show(request, found, form)


@opens_to(Permission.PETITION_KEEP)
@require_POST
def take(request: DeskRequest, slug: str, reference: str, run: str) -> HttpResponse:
    """Begin to bring them in; the server goes on with it by itself."""
    found = import_for(request.member, crisis_for(request.member, slug), reference, run)
    try:
        begin_import(run=found, by=request.member, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("petitions:import", slug, reference, run)


@opens_to(Permission.PETITION_KEEP)
@require_POST
def undo(request: DeskRequest, slug: str, reference: str, run: str) -> HttpResponse:
    """Remove everybody who came with it."""
    found = import_for(request.member, crisis_for(request.member, slug), reference, run)
    try:
        undo_import(run=found, by=request.member)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("petitions:import", slug, reference, run)


@opens_to(Permission.PETITION_KEEP)
@require_POST
def forget(request: DeskRequest, slug: str, reference: str, run: str) -> HttpResponse:
    """Let a file go that was only looked at."""
    found = import_for(request.member, crisis_for(request.member, slug), reference, run)
    try:
        forget_import(run=found, by=request.member)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("petitions:import", slug, reference, run)
    messages.success(request, _("The file is gone from memory. Nobody was brought in."))
    return redirect("petitions:imports", slug, reference)


def _taken(request: DeskRequest, campaign: Campaign, kind: Kind, data: bytes) -> HttpResponse:
    names = (campaign.crisis.slug, campaign.reference)
    if kind is Kind.UK:
        partner = import_counts(campaign=campaign, data=data, by=request.member, at=now())
        messages.success(request, _("%(count)s signatures stand apart now, as those of a partner.") % {"count": partner.count})
        return redirect("petitions:imports", *names)
    given = usual_options(kind, get_language() or "en")
    run = look_at_import(campaign=campaign, data=data, kind=kind, options=given, by=request.member, on=today())
    return redirect("petitions:import", *names, run.reference)


def _options_form(found: ImportRun, request: DeskRequest | None) -> SayOptions:
    look, kept = look_of(found) or {}, read_options(found.mapping)
    return SayOptions(
        request.POST if request else None,
        heads=look.get("heads", []),
        columns=look.get("columns", {}),
        chosen=dict(kept.columns),
        initial={name: getattr(kept, name) for name in ("counts_without_address", "only_count", "month_first", "country")},
    )


def _show(request: DeskRequest, found: ImportRun, form: SayOptions | None) -> HttpResponse:
    is_looked_at = found.state == "looked-at"
    look = look_of(found) if is_looked_at else None
    context = {
        **page_context(request, found.campaign.crisis, found.campaign, "imports"),
        "found": found,
        "kind": KIND_NAMES[Kind(found.kind)],
        "look": look,
        "seen": [(VISIBILITY_NAMES[Visibility(code)], count) for code, count in (look or {}).get("visibilities", {}).items()],
        "findings": findings_of(found),
        "form": (form or _options_form(found, None)) if look else None,
        "has_key": has_key(found.campaign),
        "is_here": found.state not in {"looked-at", "running"} or is_here(found),
    }
    return render(request, "petitions/import.html", context, status=NOT_TAKEN if form and form.errors else 200)
