"""Taking in a file of posts: first look at what would change, then do it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeconduct.advocacy.actions.import_posts import FileDamaged, import_posts, look_at_posts
from safeconduct.advocacy.forms.posts import ImportPosts, packed
from safeconduct.advocacy.queries.lines import words_of
from safeconduct.advocacy.queries.post_pages import sources_of
from safeconduct.advocacy.queries.rosters import OUTCOMES, THINGS, Move, Plan
from safeconduct.advocacy.views.telling import NOT_TAKEN
from safeconduct.advocacy.words import OUTCOME_NAMES, THING_NAMES
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.kit.uploads import too_large_of
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis

MOST_SHOWN = 30  # holders who begin, and as many who end


@opens_to(Permission.POST_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: DeskRequest, slug: str) -> HttpResponse:
    """Ask for a file, show what it would change, and take it in once a person has said so."""
    crisis = crisis_for(request.member, slug)
    form = ImportPosts(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return _ask(request, crisis, form)
    if too_large_of(request):
        form.add_error("file", _("The file is larger than this server takes. Split it, by country for instance."))
    if not form.is_valid():
        return _ask(request, crisis, form)
    given, is_meant = form.given(today()), "take" in request.POST
    try:
        act = import_posts if is_meant else look_at_posts
        plan = act(crisis=crisis, given=given, by=request.member, at=now())
    except FileDamaged as damaged:
        return _ask(request, crisis, form, damage=damaged.sentences)
    except Refused as refusal:
        form.add_error("source", str(refusal))
        return _ask(request, crisis, form)
    if is_meant:
        said = _("The file is taken in: %(new)s new, %(changed)s changed, %(ended)s ended, %(unchanged)s as before.")
        messages.success(request, said % plan.totals())
        return redirect("advocacy:posts", slug)
    return _preview(request, crisis, form, plan)


def _ask(request: DeskRequest, crisis: Crisis, form: ImportPosts, *, damage: tuple[str, ...] = ()) -> HttpResponse:
    context = {"crisis": crisis, "form": form, "damage": damage, "sources": sources_of(request.member, crisis)}
    return render(request, "advocacy/import_posts.html", context, status=NOT_TAKEN if form.errors or damage else 200)


def _preview(request: DeskRequest, crisis: Crisis, form: ImportPosts, plan: Plan) -> HttpResponse:
    given = form.cleaned_data
    context = {
        "crisis": crisis,
        "given": given,
        "packed": packed(given["data"]),
        "plan": plan,
        "totals": plan.totals(),
        "begun": _said(plan.begun),
        "more_begun": max(0, len(plan.begun) - MOST_SHOWN),
        "ended": _said(plan.ended),
        "more_ended": max(0, len(plan.ended) - MOST_SHOWN),
        "is_new_source": given["source"] not in sources_of(request.member, crisis),
        "head": ["", *(str(OUTCOME_NAMES[outcome]) for outcome in OUTCOMES)],
        "counts": [[str(THING_NAMES[thing]), *(plan.counts[thing, outcome] for outcome in OUTCOMES)] for thing in THINGS],
    }
    return render(request, "advocacy/import_posts_preview.html", context)


def _said(moves: list[Move]) -> list[Move]:
    return [replace(move, when=words_of(move.when, get_language() or "en")) for move in moves[:MOST_SHOWN]]
