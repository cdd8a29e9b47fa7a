"""The press room: releases, whom to call, feeds, releases for machines, and reading before the hour."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safeconduct.crises.access import public_crisis
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.feeds import ATOM_TYPE, RSS_TYPE, Feed, FeedEntry, atom, newest, rss, tag_of
from safeconduct.kit.refusals import Refused
from safeconduct.public.queries import crisis_title
from safeconduct.public.views.frame import asked_each_time, frame, in_language
from safeconduct.publications.access import press_access_by_hash, public_publication, public_version
from safeconduct.publications.actions.agree_to_embargo import agree_to_embargo
from safeconduct.publications.exports.page import make_page
from safeconduct.publications.queries.press import boilerplates_of, desks_of, hour_words
from safeconduct.publications.queries.releases_shown import NAMED_ON, Release, item_of, release_shown, releases_of, uri_of
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.ninjs import news_article, ninjs
from safeconduct.publications.rules.press import is_under_embargo
from safeconduct.publications.rules.tokens import token_hash

if TYPE_CHECKING:
    from datetime import datetime

    from safeconduct.crises.models import Crisis
    from safeconduct.publications.models import PressAccess, Publication

MOST_ENTRIES = 50
NINJS_TYPE = "application/json; charset=utf-8"


@opens_to_everyone
@require_safe
@in_language
def room(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show releases and whom to call. Made anew each time: who answers now changes with the hour."""
    crisis, at = public_crisis(slug), now()
    context = {
        **frame(crisis, language),
        "releases": releases_of(crisis, at, language),
        "desks": desks_of(crisis, at, language=language),
        "boilerplates": boilerplates_of(crisis, language),
    }
    response = render(request, "public/press.html", context)
    response["Cache-Control"] = "no-store"
    return response


@opens_to_everyone
@require_safe
@asked_each_time
@in_language
def release(request: HttpRequest, language: str, slug: str, reference: str) -> HttpResponse:
    """Show one release as newsrooms need it; search engines find the same in it as data."""
    crisis, publication, at = _released(slug, reference)
    shown = release_shown(publication, public_version(publication), at, language)
    context = {
        **frame(crisis, language),
        "shown": shown,
        "page": make_page(shown.sheet, with_title=False) if shown.sheet else "",
        "news_article": news_article(item_of(shown, publication, at=at)),
    }
    return render(request, "public/press_release.html", context)


@opens_to_everyone
@require_safe
@asked_each_time
@in_language
def machine_release(_request: HttpRequest, language: str, slug: str, reference: str) -> HttpResponse:
    """Give one release in ninjs; a recalled one says that it is canceled, so that machines take it back too."""
    _crisis, publication, at = _released(slug, reference)
    shown = release_shown(publication, public_version(publication), at, language)
    given = ninjs(item_of(shown, publication, at=at), at)
    response = JsonResponse(given, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Type"] = NINJS_TYPE
    return response


@opens_to_everyone
@require_safe
@asked_each_time
@in_language
def releases_rss(_request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Tell the releases as RSS 2.0."""
    return HttpResponse(rss(_feed(language, slug, "public:press-rss")), content_type=RSS_TYPE)


@opens_to_everyone
@require_safe
@asked_each_time
@in_language
def releases_atom(_request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Tell the releases as Atom."""
    return HttpResponse(atom(_feed(language, slug, "public:press-atom")), content_type=ATOM_TYPE)


@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def press_access(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """Show the terms of an embargo; to who agrees, the release with the mark that is theirs. Nothing of it is kept anywhere."""
    at = now()
    access = press_access_by_hash(token_hash(token))
    publication: Publication = access.publication
    if not is_under_embargo(publication.embargo_until, at) and publication.is_for_everybody:
        return _sealed_off(redirect("public:press-release", language, publication.crisis.slug, publication.reference))
    context: dict[str, Any] = {
        **frame(publication.crisis, language),
        "hour": hour_words(publication, language),
        "organisation": publication.organisation.name,
        "outlet": access.journalist.outlet,
    }
    if request.method == "POST":
        try:
            context |= _read(agree_to_embargo(access=access, at=at), at, language)
        except Refused as refusal:
            raise Http404 from refusal
    return _sealed_off(render(request, "public/press_access.html", context))


def _read(access: PressAccess, at: datetime, language: str) -> dict[str, Any]:
    publication: Publication = access.publication
    shown = release_shown(publication, public_version(publication), at, language)
    return {"shown": shown, "page": make_page(shown.sheet, with_title=False) if shown.sheet else "", "mark": access.mark}


def _sealed_off(response: HttpResponse) -> HttpResponse:
    """Let nobody keep the page, list it, or tell others the address it came from."""
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer" if response.status_code == HTTPStatus.FOUND else "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _released(slug: str, reference: str) -> tuple[Crisis, Publication, datetime]:
    crisis, at = public_crisis(slug), now()
    publication = public_publication(crisis, reference, at)
    if publication.kind != Kind.PRESS_RELEASE:
        raise Http404
    return crisis, publication, at


def _feed(language: str, slug: str, route: str) -> Feed:
    crisis, at = public_crisis(slug), now()
    title, _lead, _language = crisis_title(crisis, language)
    return Feed(
        id=tag_of(settings.PUBLIC_ADDRESS, NAMED_ON, f"{slug}/press/{language}"),
        title=f"{title}: {_('Press releases')}",
        link=_whole("public:press", language, slug),
        self_link=_whole(route, language, slug),
        language=language,
        author=str(settings.PRODUCT_NAME),
        updated=crisis.changed_at,
        entries=newest((_entry(crisis, one, language, at) for one in releases_of(crisis, at, language)), MOST_ENTRIES),
    )


def _entry(crisis: Crisis, one: Release, language: str, at: datetime) -> FeedEntry:
    publication = public_publication(crisis, one.reference, at)
    recalled_at = publication.recalled_at
    return FeedEntry(
        id=uri_of(publication),
        title=one.title or one.status,
        link=_whole("public:press-release", language, crisis.slug, one.reference),
        updated=recalled_at or one.released_at,
        published=publication.released_at,
        summary=one.notice if one.is_recalled else one.lead,
        content=make_page(one.sheet) if one.sheet else "",
        author=one.organisation,
        language=one.notice_language if one.is_recalled else one.language,
    )


def _whole(route: str, *arguments: str) -> str:
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse(route, args=arguments)
