"""A petition on somebody else's page: the form in a frame, the small script that makes the frame, and what to copy."""

from __future__ import annotations

from functools import cache

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.policies import SIGNED_IN_FRAME
from safeconduct.public.views.addresses import site
from safeconduct.public.views.counts import for_every_page
from safeconduct.public.views.frame import frame, in_language
from safeconduct.public.views.petitions import Place, Way, form_or_signature, fresh, place_of
from safeconduct.signing.queries.waiting import minutes_to_wait
from safeconduct.signing.rules.kinds import Channel

IN_FRAME = Way(
    "public/petition_widget.html",
    "public/petition_widget_visibility.html",
    "public:petition-widget",
    "public:petition-widget-signed",
    Channel.WIDGET,
)
SCRIPT, DAY = "built/widget.js", 24 * 60 * 60
WIDTH, HEIGHT = 480, 900  # of the frame, where nobody tells it how high it is


@csrf_exempt  # as with the form on the page; besides, a browser gives no cookie to a frame on somebody else's page
@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@xframe_options_exempt
@in_language
def widget(request: HttpRequest, language: str, slug: str, petition: str) -> HttpResponse:
    """Show the form in a frame, or take the signature that was sent from there."""
    return _framed(form_or_signature(request, place_of(slug, petition, language), language, IN_FRAME))


@opens_to_everyone
@require_safe
@xframe_options_exempt
@in_language
def signed(request: HttpRequest, language: str, slug: str, petition: str) -> HttpResponse:
    """Say in the frame what happens now, the same to everybody."""
    place = place_of(slug, petition, language)
    context = {**frame(place.crisis, language), "shown": place.shown, "site": site(), "minutes": minutes_to_wait()}
    return fresh(_framed(render(request, "public/petition_widget_signed.html", context)))


@opens_to_everyone
@require_safe
@in_language
def embed(request: HttpRequest, language: str, slug: str, petition: str) -> HttpResponse:
    """Give what others copy into their pages: the frame, the element, and a link with a picture."""
    place = place_of(slug, petition, language)
    context = {**frame(place.crisis, language), "shown": place.shown, "site": site(), "codes": codes_of(place, language)}
    return render(request, "public/petition_embed.html", context)


@opens_to_everyone
@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """Give the script of the element ``safeconduct-petition`` under a name that stays."""
    found = _script()
    if not found:
        raise Http404
    return for_every_page(request, found, "text/javascript; charset=utf-8", seconds=DAY)


def codes_of(place: Place, language: str) -> dict[str, str]:
    """Give the codes to copy: ``frame``, ``element`` and ``link``."""
    where = [language, place.crisis.slug, place.campaign.slug]
    page = escape(site() + reverse("public:petition", args=where))
    title = escape(place.shown.title)
    picture = escape(site() + reverse("public:count-svg-in", args=[place.campaign.reference, language]))
    return {
        "frame": frame_code(place, language, WIDTH, HEIGHT),
        "element": (
            f'<script src="{escape(site() + reverse("public:widget-script"))}" async></script>\n'
            f'<safeconduct-petition src="{page}"><a href="{page}">{title}</a></safeconduct-petition>'
        ),
        "link": f'<a href="{page}"><img src="{picture}" width="320" height="96" alt="{title}"></a>',
    }


def frame_code(place: Place, language: str, width: int, height: int) -> str:
    """Give the frame as HTML; nothing of the page around it reaches us but that it is there."""
    address = escape(site() + reverse("public:petition-widget", args=[language, place.crisis.slug, place.campaign.slug]))
    title = escape(place.shown.title)
    return (
        f'<iframe src="{address}" title="{title}" width="{width}" height="{height}" loading="lazy" referrerpolicy="no-referrer"'
        ' style="border:0;max-width:100%"></iframe>'
    )


def _framed(response: HttpResponse) -> HttpResponse:
    response["Content-Security-Policy"] = SIGNED_IN_FRAME
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@cache
def _script() -> bytes:
    where = finders.find(SCRIPT)
    if isinstance(where, str):
        with open(where, "rb") as file:  # noqa: PTH123 — a path that the finder gave
            return file.read()
    if staticfiles_storage.exists(SCRIPT):
        with staticfiles_storage.open(SCRIPT) as file:
            return bytes(file.read())
    return b""
