"""What is new on the board, as Atom: of all governments, of one, and of one demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from safeconduct.advocacy.queries.demand_pages import public_demand_text
from safeconduct.advocacy.queries.feeds import Where, board_entries, feed_id
from safeconduct.advocacy.queries.governments import public_government_name
from safeconduct.crises.access import public_crisis
from safeconduct.kit.clock import today
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.feeds import ATOM_TYPE, Feed, atom
from safeconduct.public.queries import crisis_title
from safeconduct.public.views.addresses import answer_address, demand_address, government_address, site
from safeconduct.public.views.frame import in_language

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis


@opens_to_everyone
@require_safe
@in_language
def governments(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Give what is new of all governments and all demands."""
    row = public_crisis(slug)
    return _feed(row, language, request.path, title=_("Words and deeds"), page=reverse("public:governments", args=[language, slug]))


@opens_to_everyone
@require_safe
@in_language
def government(request: HttpRequest, language: str, slug: str, code: str) -> HttpResponse:
    """Give what is new of one government."""
    row = public_crisis(slug)
    name = public_government_name(row, code, language=language, on=today())
    page = reverse("public:government", args=[language, slug, code])
    return _feed(row, language, request.path, title=name, page=page, body=code)


@opens_to_everyone
@require_safe
@in_language
def demand(request: HttpRequest, language: str, slug: str, reference: str) -> HttpResponse:
    """Give what is new of one demand."""
    row = public_crisis(slug)
    text = public_demand_text(row, reference, language=language)
    page = reverse("public:demand", args=[language, slug, reference])
    return _feed(row, language, request.path, title=text, page=page, demand=reference)


def _feed(crisis: Crisis, language: str, path: str, *, title: str, page: str, body: str = "", demand: str = "") -> HttpResponse:
    name, _lead, _language = crisis_title(crisis, language)
    where = Where(
        answer=answer_address(language, crisis.slug, site=site()),
        government=government_address(language, crisis.slug, site=site()),
        demand=demand_address(language, crisis.slug, site=site()),
        site=site(),
    )
    feed = Feed(
        id=feed_id(crisis, site(), language, body or demand or "governments", "feed"),
        title=f"{name}: {title}",
        link=site() + page,
        self_link=site() + path,
        language=language,
        author=name,
        updated=None,
        entries=board_entries(crisis, language=language, on=today(), where=where, body=body, demand=demand),
    )
    return HttpResponse(atom(feed), content_type=ATOM_TYPE)
