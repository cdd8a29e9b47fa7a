"""oEmbed: whoever pastes the address of a petition into a page gets its form in a frame (oembed.com, version 1.0)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from django.views.decorators.http import require_safe

from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.numbers import number_in
from safeconduct.public.views.addresses import site
from safeconduct.public.views.frame import CODES
from safeconduct.public.views.petitions import place_of
from safeconduct.public.views.widget import HEIGHT, WIDTH, frame_code

CACHE_AGE = 60 * 60
LEAST, LONGEST = 200, 1000
ROUTES = frozenset({"petition", "petition-sign", "petition-embed", "petition-widget"})


@opens_to_everyone
@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Describe the frame of the petition whose address is asked for; what is no public petition answers 404, other formats 501."""
    if request.GET.get("format", "json") != "json":
        return _for_all(JsonResponse({"problem": "Only JSON is given here."}, status=HTTPStatus.NOT_IMPLEMENTED))
    found = _named(request.GET.get("url", ""))
    if found is None:
        return _for_all(JsonResponse({"problem": "This is no petition here."}, status=HTTPStatus.NOT_FOUND))
    language, slug, petition = found
    width, height = _within(request, "maxwidth", WIDTH), _within(request, "maxheight", HEIGHT)
    with translation.override(language):
        try:
            place = place_of(slug, petition, language)
        except Http404:
            return _for_all(JsonResponse({"problem": "This is no petition here."}, status=HTTPStatus.NOT_FOUND))
        told: dict[str, Any] = {
            "version": "1.0",
            "type": "rich",
            "title": place.shown.title,
            "author_name": place.shown.organisation,
            "provider_name": str(settings.PRODUCT_NAME),
            "provider_url": site() + "/",
            "cache_age": CACHE_AGE,
            "width": width,
            "height": height,
            "html": frame_code(place, language, width, height),
        }
    answer = JsonResponse(told)
    answer["Cache-Control"] = f"public, max-age={CACHE_AGE}"
    return _for_all(answer)


def _named(address: str) -> tuple[str, str, str] | None:
    """Give language, crisis and petition of an address of ours."""
    try:
        asked, ours = urlsplit(address), urlsplit(site())
        match = resolve(asked.path) if len(address) <= LONGEST and asked.netloc == ours.netloc else None
    except (ValueError, Resolver404):
        return None
    if match is None or match.app_name != "public" or match.url_name not in ROUTES or match.kwargs["language"] not in CODES:
        return None
    return match.kwargs["language"], match.kwargs["slug"], match.kwargs["petition"]


def _within(request: HttpRequest, name: str, usual: int) -> int:
    asked = number_in(request.GET.get(name, ""))
    return usual if asked is None else min(usual, max(asked, LEAST))


def _for_all(answer: HttpResponse) -> HttpResponse:
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
