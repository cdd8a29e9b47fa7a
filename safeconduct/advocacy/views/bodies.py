"""A body: its names, posts and holders, its words and deeds, and where nothing was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.advocacy.access import body_for, post_for
from safeconduct.advocacy.actions.name_body import name_body
from safeconduct.advocacy.actions.name_post import name_post
from safeconduct.advocacy.actions.note_search import note_search
from safeconduct.advocacy.actions.record_holding import record_holding
from safeconduct.advocacy.actions.spell_body import spell_body
from safeconduct.advocacy.forms import NameBody, NamePost, NoteSearch, RecordHolding, SpellBody
from safeconduct.advocacy.queries.bodies import body_page
from safeconduct.advocacy.queries.drawing import silence_of
from safeconduct.advocacy.views.telling import NOT_TAKEN
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis


@opens_to_members
@require_safe
def page(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show one body."""
    return _show(request, crisis_for(request.member, slug), reference)


@opens_to(Permission.ANSWER_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest, slug: str) -> HttpResponse:
    """Name a body."""
    crisis = crisis_for(request.member, slug)
    form = NameBody(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            body = name_body(
                crisis=crisis,
                names={given["language"]: given["name"]},
                original=given["language"],
                kind=given["kind"],
                place=given["place"],
                by=request.member,
                at=now(),
            )
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            return redirect("advocacy:body", slug, body.reference)
    context = {"crisis": crisis, "form": form}
    return render(request, "advocacy/name_body.html", context, status=NOT_TAKEN if form.errors else 200)


@opens_to(Permission.ANSWER_RECORD)
@require_POST
def spell(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Add a name of a body."""
    crisis = crisis_for(request.member, slug)
    body, form = body_for(request.member, crisis, reference), SpellBody(request.POST)
    if form.is_valid():
        spell_body(body=body, **form.cleaned_data, by=request.member, at=now())
        return redirect("advocacy:body", slug, reference)
    return _show(request, crisis, reference, spelling=form)


@opens_to(Permission.ANSWER_RECORD)
@require_POST
def post(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Name a post of a body."""
    crisis = crisis_for(request.member, slug)
    body, form = body_for(request.member, crisis, reference), NamePost(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        titles = {given["language"]: given["title"]}
        try:
            name_post(body=body, titles=titles, original=given["language"], by=request.member, at=now())
        except Refused as refusal:
            form.add_error("title", str(refusal))
        else:
            return redirect("advocacy:body", slug, reference)
    return _show(request, crisis, reference, naming=form)


@opens_to(Permission.ANSWER_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def holding(request: DeskRequest, slug: str, reference: str, post: str) -> HttpResponse:
    """Record who held a post when."""
    crisis = crisis_for(request.member, slug)
    shown = body_page(request.member, crisis, reference, language=get_language() or "en")
    line = next((line for line in shown.posts if line.reference == post), None)
    if line is None:
        raise Http404
    held, form = post_for(request.member, crisis, post), RecordHolding(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_holding(post=held, **form.cleaned_data, by=request.member, at=now())
        except Refused as refusal:
            form.add_error("until", str(refusal))
        else:
            return redirect("advocacy:body", slug, reference)
    context = {"crisis": crisis, "body": shown.row.body, "post": line, "form": form}
    return render(request, "advocacy/holding.html", context, status=NOT_TAKEN if form.errors else 200)


@opens_to(Permission.ANSWER_RECORD)
@require_POST
def search(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Note that a search found nothing."""
    crisis = crisis_for(request.member, slug)
    body, form = body_for(request.member, crisis, reference), NoteSearch(request.POST)
    if form.is_valid():
        try:
            note_search(body=body, **form.cleaned_data, by=request.member, at=now())
        except Refused as refusal:
            form.add_error("searched_until", str(refusal))
        else:
            return redirect("advocacy:body", slug, reference)
    return _show(request, crisis, reference, searching=form)


def _show(
    request: DeskRequest,
    crisis: Crisis,
    reference: str,
    *,
    spelling: Form | None = None,
    naming: Form | None = None,
    searching: Form | None = None,
) -> HttpResponse:
    shown = body_page(request.member, crisis, reference, language=get_language() or "en")
    context = {
        "crisis": crisis,
        "page": shown,
        "silence": silence_of(shown.row),
        "may_record": request.member.may(Permission.ANSWER_RECORD),
        "spelling": spelling or SpellBody(),
        "naming": naming or NamePost(),
        "searching": searching or NoteSearch(),
    }
    is_refused = bool(spelling or naming or searching)
    return render(request, "advocacy/body.html", context, status=NOT_TAKEN if is_refused else 200)
