"""The count of a petition for other pages: as a file for machines, signed by us, and as a picture that needs no script."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from babel.dates import format_datetime
from babel.numbers import format_decimal
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.languages import direction_of
from safeconduct.petitions.access import public_campaign_by_reference
from safeconduct.petitions.queries.counts import PublicCount, count_bytes, public_count
from safeconduct.public.views.frame import CODES
from safeconduct.theme.charts.counter import Words, counter

if TYPE_CHECKING:
    from safeconduct.petitions.models import Campaign

SECONDS = 5  # that a count may be shown without asking again
JSON, SVG = "application/json", "image/svg+xml; charset=utf-8"


@opens_to_everyone
@require_safe
def count_json(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the count with all its parts apart, to whoever asks from whichever page."""
    campaign = public_campaign_by_reference(reference)
    return for_every_page(request, count_bytes(campaign, at=now()), JSON)


@opens_to_everyone
@require_safe
def count_svg(request: HttpRequest, reference: str, language: str = "") -> HttpResponse:
    """Give the count as a picture, in the language of its address, else in that of the petition's original."""
    campaign = public_campaign_by_reference(reference)
    if language and language not in CODES:
        raise Http404
    original = campaign.publication.original
    return for_every_page(request, picture_of(campaign, language or (original if original in CODES else "en"), now()), SVG)


def picture_of(campaign: Campaign, language: str, at: datetime) -> bytes:
    """Draw the count in one language."""
    with translation.override(language):
        count = public_count(campaign, at=at)
        return counter(_words(count, language), language=language, direction=direction_of(language), share=count.share).encode()


def for_every_page(request: HttpRequest, content: bytes, media_type: str, *, seconds: int = SECONDS) -> HttpResponse:
    """Answer what any page of anybody may read or show; no cookie is asked for, and none is set."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=media_type)
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={seconds}, stale-while-revalidate={seconds * 6}"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    answer = get_conditional_response(request, etag=tag, response=response) or response
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _words(count: PublicCount, language: str) -> Words:
    goal = _("Goal: %(goal)s") % {"goal": format_decimal(count.goal, locale=language)}
    if count.total is None:
        instead = _("The count is not shown") if count.is_hidden else _("The count is not known at the moment")
        return Words(title=instead, number=instead, beside="", below=goal)
    number = format_decimal(count.total, locale=language)
    signed = ngettext("has signed", "have signed", count.total)
    moment = f"{format_datetime(count.as_of, 'd MMM y, HH:mm', tzinfo=UTC, locale=language)} UTC" if count.as_of else ""
    below = f"{goal} · {moment}"
    return Words(title=f"{number} {signed}. {below}", number=number, beside=signed, below=below)
