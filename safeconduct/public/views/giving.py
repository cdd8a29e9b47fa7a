"""An appeal for money as everybody sees it: its page, the frame that others put on theirs, and its count as a file and a picture."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from safeconduct.fund.queries.giving import Giving, giving_of
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.languages import direction_of
from safeconduct.kit.policies import FRAMED
from safeconduct.public.views.addresses import site
from safeconduct.public.views.counts import JSON, SVG, for_every_page
from safeconduct.public.views.frame import CODES, asked_each_time, frame, in_language
from safeconduct.theme.charts.counter import Words, counter

WIDTH, HEIGHT = 480, 340  # of the frame on somebody else's page


@opens_to_everyone
@require_safe
@asked_each_time
@in_language
def page(request: HttpRequest, language: str, appeal: str) -> HttpResponse:
    """Show what is asked, what came, what is promised, and the ways to give. It stays when the appeal is over."""
    return render(request, "public/giving.html", _context(giving_of(appeal, language, at=now()), language))


@opens_to_everyone
@require_safe
@xframe_options_exempt
@in_language
def embed(request: HttpRequest, language: str, appeal: str) -> HttpResponse:
    """Show the sums in a frame on somebody else's page. No number to pay to is in it: those stand on our own page alone."""
    response = render(request, "public/giving_embed.html", _context(giving_of(appeal, language, at=now()), language))
    response["Content-Security-Policy"] = FRAMED
    return response


@opens_to_everyone
@require_safe
def count_json(request: HttpRequest, appeal: str) -> HttpResponse:
    """Give the public numbers to whoever asks from whichever page, in the smallest unit of the currency."""
    giving = giving_of(appeal, "en", at=now())
    sums = giving.numbers
    told = {
        "appeal": giving.appeal.reference,
        "currency": sums.currency,
        "goal": sums.goal,
        "confirmed": sums.confirmed,
        "preliminary": sums.preliminary,
        "confirmed_at": sums.confirmed_at.isoformat() if sums.confirmed_at else None,
        "preliminary_at": sums.preliminary_at.isoformat() if sums.preliminary_at else None,
        "closes_at": giving.appeal.closes_at.isoformat(),
        "state": giving.state,
        "is_demonstration": giving.is_demonstration,
        "page": site() + reverse("public:giving", args=["en", appeal]),
    }
    return for_every_page(request, json.dumps(told, indent=1).encode(), JSON)


@opens_to_everyone
@require_safe
def count_svg(request: HttpRequest, appeal: str, language: str) -> HttpResponse:
    """Give the public numbers as a picture."""
    if language not in CODES:
        raise Http404
    giving = giving_of(appeal, language, at=now())
    with translation.override(language):
        below = _("Goal: %(goal)s") % {"goal": giving.sums.goal}
        beside = _("given")
        words = Words(f"{giving.sums.together} {beside}. {below}", giving.sums.together, beside, below)
        drawn = counter(words, language=language, direction=direction_of(language), share=giving.sums.share)
    return for_every_page(request, drawn.encode(), SVG)


def _context(giving: Giving, language: str) -> dict[str, Any]:
    address = escape(site() + reverse("public:giving-embed", args=[language, giving.appeal.slug]))
    code = (
        f'<iframe src="{address}" title="{escape(giving.title)}" width="{WIDTH}" height="{HEIGHT}" loading="lazy"'
        ' referrerpolicy="no-referrer" style="border:0;max-width:100%"></iframe>'
    )
    around = frame(giving.appeal.crisis, language)
    shown = {"giving": giving, "site": site(), "frame_code": code, "is_demonstration": giving.is_demonstration}
    return {**around, **shown}
