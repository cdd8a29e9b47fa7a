"""Sources: the list, the page, their description, their names, what they take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safeconduct.crises.access import crisis_for
from safeconduct.evidence.access import source_for
from safeconduct.evidence.actions.add_source_name import add_source_name
from safeconduct.evidence.actions.describe_source import QUESTIONS, describe_source
from safeconduct.evidence.actions.merge_sources import merge_sources
from safeconduct.evidence.actions.withdraw_source import withdraw_source
from safeconduct.evidence.forms.claims import TakeBack
from safeconduct.evidence.forms.sources import Describe, Merge, Narrow, Spelling, filter_of
from safeconduct.evidence.queries.choices import source_choices
from safeconduct.evidence.queries.sources import listed_sources, merged_into, source_page
from safeconduct.evidence.views.asking import Question, asked, done, tried
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

if TYPE_CHECKING:
    from django.forms import BaseForm

    from safeconduct.evidence.models import Source

ASKING = ["GET", "HEAD", "POST"]
PER_PAGE = 50


@opens_to_members
@require_safe
def listing(request: DeskRequest, slug: str) -> HttpResponse:
    """List the sources of a crisis."""
    crisis = crisis_for(request.member, slug)
    wanted = filter_of(request.GET)
    rows = listed_sources(request.member, crisis, wanted, today())
    address = request.GET.copy()
    address.pop("page", None)
    context = {
        "crisis": crisis,
        "wanted": wanted,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "page_address": f"?{address.urlencode()}&page=" if address else "?page=",
        "form": Narrow(request.GET),
        "today": today(),
        "may_capture": request.member.may(Permission.DOCUMENT_CAPTURE),
    }
    return render(request, "evidence/sources.html", context)


@opens_to_members
@require_safe
def page(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show a source; one that was merged leads to what it was merged into."""
    crisis = crisis_for(request.member, slug)
    try:
        source = source_for(request.member, crisis, reference)
    except Http404:
        into = merged_into(reference)
        if not into:
            raise
        return redirect("evidence:source", slug, source_for(request.member, crisis, into).reference)
    context = {
        "crisis": crisis,
        "source": source,
        "shown": source_page(request.member, source, language=get_language() or "en"),
        "is_due": source.review_due is not None and source.review_due <= today(),
        "may_describe": request.member.may(Permission.SOURCE_DESCRIBE),
    }
    return render(request, "evidence/source.html", context)


@opens_to(Permission.SOURCE_DESCRIBE)
@require_http_methods(ASKING)
def describe(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Answer the questions about a source."""
    source = _source(request, slug, reference)
    names = ("kind", "country", "office", "address", "review_due", *QUESTIONS)
    form = Describe(request.POST or None, initial={name: getattr(source, name) for name in names})
    if form.is_valid() and tried(form, lambda: describe_source(source=source, description=form.description(), by=request.member, at=now())):
        return done(request, _("The description is kept, with your name and the day."), _address(source))
    words = _("Write what a reader needs to judge it, in plain words and without a grade. Leave empty what nobody knows yet.")
    return _asked(request, source, form, title=_("Describe this source"), words=words, button=_("Keep the description"))


@opens_to(Permission.SOURCE_DESCRIBE)
@require_http_methods(ASKING)
def spell(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Add a spelling of the name."""
    source = _source(request, slug, reference)
    form = Spelling(request.POST or None)
    if form.is_valid() and tried(form, lambda: add_source_name(source=source, **form.cleaned_data, by=request.member, at=now())):
        return done(request, _("The source is found under this name from now on."), _address(source))
    words = _("In any script: Новая газета, Novaya Gazeta, Nowaja Gaseta.")
    return _asked(request, source, form, title=_("Add a spelling"), words=words, button=_("Add it"))


@opens_to(Permission.SOURCE_DESCRIBE)
@require_http_methods(ASKING)
def merge(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Make one of two sources."""
    source = _source(request, slug, reference)
    form = Merge(request.POST or None, others=source_choices(request.member, source), initial={"other": request.GET.get("other", "")})
    if form.is_valid():
        other = source_for(request.member, source.crisis, form.cleaned_data["other"])
        if tried(form, lambda: merge_sources(survivor=source, other=other, by=request.member, at=now())):
            said = _("The two are one source now. Its names, what it said and what it published stand together.")
            return done(request, said, _address(source))
    words = _("Everything the other source said, published and holds moves here; its names become spellings. This cannot be undone.")
    return _asked(request, source, form, title=_("Merge another source into this one"), words=words, button=_("Merge"), kind="warning")


@opens_to(Permission.SOURCE_DESCRIBE)
@require_http_methods(ASKING)
def take_back(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Note that the source takes back everything it said."""
    source = _source(request, slug, reference)
    form = TakeBack(request.POST or None)
    if form.is_valid() and tried(form, lambda: withdraw_source(source=source, **form.cleaned_data, by=request.member, at=now())):
        said = _("Everything the source said is marked as taken back; every claim that rests on it is counted anew.")
        return done(request, said, _address(source))
    words = _("This takes back all that it said in this crisis. For one statement only, use the link beside it on the claim's page.")
    return _asked(request, source, form, title=_("The source takes it back"), words=words, button=_("Mark it all"), kind="warning")


def _source(request: DeskRequest, slug: str, reference: str) -> Source:
    return source_for(request.member, crisis_for(request.member, slug), reference)


def _address(source: Source) -> str:
    return reverse("evidence:source", args=[source.crisis.slug, source.reference])


def _asked(request: DeskRequest, source: Source, form: BaseForm, *, title: str, words: str, button: str, kind: str = "") -> HttpResponse:
    question = Question(title, words, form, button, _address(source), source.name, kind)
    return asked(request, question, crisis=source.crisis)
