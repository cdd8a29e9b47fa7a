"""The list of publications, and how one begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safeconduct.advocacy.access import demand_for
from safeconduct.advocacy.views.telling import NOT_TAKEN
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.publications.access import own_publication_for
from safeconduct.publications.actions.begin_publication import begin_publication
from safeconduct.publications.actions.begin_sibling import begin_sibling
from safeconduct.publications.actions.begin_update import begin_update
from safeconduct.publications.forms.editing import FurtherPublication, NewPublication
from safeconduct.publications.queries.choices import demand_choices
from safeconduct.publications.queries.listing import publication_lines
from safeconduct.publications.rules.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from safeconduct.crises.models import Crisis
    from safeconduct.people.models import Member
    from safeconduct.publications.models import Publication


@opens_to_members
@require_safe
def listing(request: DeskRequest, slug: str) -> HttpResponse:
    """Show what is written, offered and released, and what waits in it."""
    crisis = crisis_for(request.member, slug)
    lines = publication_lines(request.member, crisis, now())
    context = {
        "crisis": crisis,
        "lines": lines,
        "waiting": sum(line.waits for line in lines),
        "may_write": request.member.may(Permission.PUBLICATION_WRITE),
    }
    return render(request, "publications/listing.html", context)


@opens_to(Permission.PUBLICATION_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest, slug: str) -> HttpResponse:
    """Begin a publication; ``?demand=`` chooses demands beforehand, ``?kind=`` the kind."""
    crisis = crisis_for(request.member, slug)
    demands = demand_choices(request.member, crisis, get_language() or "en")
    chosen = {"demands": request.GET.getlist("demand"), "kind": request.GET.get("kind", "")}
    form = NewPublication(request.POST or None, demands=demands, initial=chosen)
    if request.method == "POST" and form.is_valid() and (begun := _begun(request.member, crisis, form)):
        return redirect("publications:page", slug, begun.reference)
    return render(request, "publications/new.html", {"crisis": crisis, "form": form}, status=NOT_TAKEN if form.errors else 200)


@opens_to(Permission.PUBLICATION_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def sibling(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Begin a letter on the same matter to other people."""
    words = _("The letter’s parts are copied in all languages. Recipients are not: choose others. Both letters know each other.")
    return _further(request, slug, reference, begin_sibling, (_("Begin a sibling letter"), words))


@opens_to(Permission.PUBLICATION_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def update(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Go on from an urgent action."""
    words = _("Its demands, model letter and number are taken over. Write what is new in a part of its own.")
    return _further(request, slug, reference, begin_update, (_("Begin further information"), words))


def _further(request: DeskRequest, slug: str, reference: str, begin: Callable[..., Publication], said: tuple[str, str]) -> HttpResponse:
    crisis = crisis_for(request.member, slug)
    publication = own_publication_for(request.member, crisis, reference)
    form = FurtherPublication(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            begun = begin(of=publication, title=form.cleaned_data["title"], by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("publications:page", slug, begun.reference)
    context: dict[str, Any] = {"crisis": crisis, "publication": publication, "form": form, "title": said[0], "words": said[1]}
    return render(request, "publications/further.html", context, status=NOT_TAKEN if form.errors else 200)


def _begun(member: Member, crisis: Crisis, form: NewPublication) -> Publication | None:
    given = form.cleaned_data
    try:
        return begin_publication(
            crisis=crisis,
            kind=Kind(given["kind"]),
            original=given["original"],
            title=given["title"],
            demands=[demand_for(member, crisis, reference) for reference in given.get("demands", ())],
            by=member,
            at=now(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
