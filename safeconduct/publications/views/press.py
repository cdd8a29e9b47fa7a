"""The press desk: contacts, words about the organisation, the press list; and of one release, who reads it before its hour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.permissions import Permission
from safeconduct.publications.access import journalist_for, own_publication_for, press_access_for, press_contact_for, press_list_for
from safeconduct.publications.actions.add_journalist import add_journalist
from safeconduct.publications.actions.end_press_access import end_press_access
from safeconduct.publications.actions.end_press_contact import end_press_contact
from safeconduct.publications.actions.give_press_access import Given, give_press_access
from safeconduct.publications.actions.keep_press_contact import keep_press_contact
from safeconduct.publications.actions.let_journalist_go import let_journalist_go
from safeconduct.publications.actions.set_place import set_place
from safeconduct.publications.actions.write_boilerplate import write_boilerplate
from safeconduct.publications.forms.press import AddJournalist, GiveAccess, KeepContact, SetPlace, WriteBoilerplate
from safeconduct.publications.queries.family import heading_of
from safeconduct.publications.queries.press import desks_of, hour_words, own_boilerplates, readers_of
from safeconduct.publications.queries.releases_shown import status_line
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.press import is_under_embargo

if TYPE_CHECKING:
    from django import forms

    from safeconduct.crises.models import Crisis
    from safeconduct.people.middleware import DeskRequest
    from safeconduct.publications.models import Publication


@opens_to_members
@require_safe
def room(request: DeskRequest, slug: str) -> HttpResponse:
    """Show who can be reached, what the organisation says of itself, and whom it writes to."""
    return _show_room(request, crisis_for(request.member, slug))


@opens_to(Permission.PRESS_KEEP)
@require_POST
def contact(request: DeskRequest, slug: str) -> HttpResponse:
    """Keep a press desk."""
    crisis, form = crisis_for(request.member, slug), KeepContact(request.POST, auto_id="contact_%s")
    if form.is_valid():
        given = {**form.cleaned_data, "days": "".join(form.cleaned_data["days"])}
        try:
            keep_press_contact(crisis=crisis, **given, by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The desk stands on the press page and on releases."))
            return redirect("press:room", slug)
    return _show_room(request, crisis, contact_form=form)


@opens_to(Permission.PRESS_KEEP)
@require_POST
def end_contact(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Take a press desk off the page."""
    found = press_contact_for(request.member, crisis_for(request.member, slug), reference)
    with told(request, _("The desk is off the press page. What was printed before keeps it.")):
        end_press_contact(contact=found, by=request.member, at=now())
    return redirect("press:room", slug)


@opens_to(Permission.PRESS_KEEP)
@require_POST
def boilerplate(request: DeskRequest, slug: str) -> HttpResponse:
    """Write what the organisation says of itself."""
    crisis, form = crisis_for(request.member, slug), WriteBoilerplate(request.POST, auto_id="boilerplate_%s")
    if not form.is_valid():
        return _show_room(request, crisis, boilerplate_form=form)
    with told(request, _("The words stand under your releases from now on.")):
        write_boilerplate(crisis=crisis, **form.cleaned_data, by=request.member, at=now())
    return redirect("press:room", slug)


@opens_to(Permission.PRESS_KEEP)
@require_POST
def journalist(request: DeskRequest, slug: str) -> HttpResponse:
    """Put a journalist on the list."""
    crisis, form = crisis_for(request.member, slug), AddJournalist(request.POST, auto_id="journalist_%s")
    if form.is_valid():
        try:
            add_journalist(**form.cleaned_data, by=request.member, at=now())
        except Refused as refusal:
            form.add_error("mail", str(refusal))
        else:
            messages.success(request, _("They are on your list. Only your organisation sees it."))
            return redirect("press:room", slug)
    return _show_room(request, crisis, journalist_form=form)


@opens_to(Permission.PRESS_KEEP)
@require_POST
def let_go(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Take a journalist off the list."""
    crisis_for(request.member, slug)
    found = journalist_for(request.member, reference)
    with told(request, _("They are off your list, and what they could read before its hour is shut.")):
        let_journalist_go(journalist=found, by=request.member, at=now())
    return redirect("press:room", slug)


@opens_to_members
@require_safe
def facts(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show of one release its status, its place, and who reads it before its hour."""
    crisis, publication = _own(request, slug, reference)
    return _show_facts(request, crisis, publication)


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def place(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Set the place before the first words."""
    crisis, publication = _own(request, slug, reference)
    form = SetPlace(request.POST)
    if not form.is_valid():
        return _show_facts(request, crisis, publication, place_form=form)
    with told(request, _("The place is set.")):
        set_place(publication=publication, place=form.cleaned_data["place"], by=request.member, at=now())
    return redirect("publications:press-facts", slug, reference)


@opens_to(Permission.PRESS_KEEP)
@require_POST
def give(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Give a journalist access; an address that is handed over by the member is on this answer and never again."""
    crisis, publication = _own(request, slug, reference)
    form = GiveAccess(request.POST, journalists=_choices(request))
    if form.is_valid():
        found, is_sent = journalist_for(request.member, form.cleaned_data["journalist"]), form.cleaned_data["way"] == "mail"
        try:
            given = give_press_access(publication=publication, journalist=found, is_sent=is_sent, by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if not is_sent:
                return _show_facts(request, crisis, publication, given=given)
            messages.success(request, _("The address lies in the outbox and leaves with the next run."))
            return redirect("publications:press-facts", slug, reference)
    return _show_facts(request, crisis, publication, access_form=form)


@opens_to(Permission.PRESS_KEEP)
@require_POST
def end_access(request: DeskRequest, slug: str, reference: str, mark: str) -> HttpResponse:
    """End a journalist's access."""
    _crisis, publication = _own(request, slug, reference)
    with told(request, _("Their address leads nowhere any more.")):
        end_press_access(access=press_access_for(request.member, publication, mark), by=request.member, at=now())
    return redirect("publications:press-facts", slug, reference)


def _own(request: DeskRequest, slug: str, reference: str) -> tuple[Crisis, Publication]:
    crisis = crisis_for(request.member, slug)
    publication = own_publication_for(request.member, crisis, reference)
    if publication.kind != Kind.PRESS_RELEASE:
        raise Http404
    return crisis, publication


def _choices(request: DeskRequest) -> list[tuple[str, str]]:
    return [(one.reference, f"{one.name}, {one.outlet}") for one in press_list_for(request.member)]


def _show_room(request: DeskRequest, crisis: Crisis, **bound: forms.Form) -> HttpResponse:
    member, language = request.member, get_language() or "en"
    keeps = member.may(Permission.PRESS_KEEP)
    context: dict[str, Any] = {
        "crisis": crisis,
        "desks": desks_of(crisis, now(), language=language, organisation=member.organisation_id),
        "boilerplates": own_boilerplates(member.organisation_id),
        "journalists": list(press_list_for(member)) if keeps else [],
        "keeps": keeps,
        "contact_form": KeepContact(auto_id="contact_%s"),
        "boilerplate_form": WriteBoilerplate(auto_id="boilerplate_%s"),
        "journalist_form": AddJournalist(auto_id="journalist_%s"),
        "bound": next(iter(bound.values()), None),
        **bound,
    }
    return render(request, "publications/press.html", context, status=NOT_TAKEN if bound else 200)


def _show_facts(
    request: DeskRequest, crisis: Crisis, publication: Publication, *, given: Given | None = None, **bound: forms.Form
) -> HttpResponse:
    at, language = now(), get_language() or "en"
    keeps = request.member.may(Permission.PRESS_KEEP)
    is_early = publication.released_at is not None and publication.recalled_at is None and is_under_embargo(publication.embargo_until, at)
    context: dict[str, Any] = {
        "crisis": crisis,
        "publication": publication,
        "heading": heading_of(publication, at),
        "current": "press-facts",
        "status": status_line(publication, at, language),
        "hour": hour_words(publication, language),
        "is_early": is_early,
        "readers": readers_of(publication, request.member.organisation_id) if keeps else (),
        "desks": desks_of(crisis, at, language=language),
        "keeps": keeps,
        "may_write": request.member.may(Permission.PUBLICATION_WRITE),
        "place_form": SetPlace(initial=publication.facts),
        "access_form": GiveAccess(journalists=_choices(request)),
        "given": given,
        "bound": next(iter(bound.values()), None),
        **bound,
    }
    response = render(request, "publications/press_facts.html", context, status=NOT_TAKEN if bound else 200)
    if given is not None:
        response["Cache-Control"] = "no-store, private"
    return response
