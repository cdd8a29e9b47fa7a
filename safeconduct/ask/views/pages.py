"""Pages that only tell: the languages, what happens here, a channel's card."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from safeconduct.ask.access import card_of, channel_by_slug, channels, root_key
from safeconduct.ask.queries import channel_shown
from safeconduct.ask.rules import ASK_LANGUAGES, spoken_in
from safeconduct.ask.views.frame import FORM, SECRET, forgetting, in_language, page
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.languages import direction_of
from safeconduct.kit.talking import base64_of, talks


@opens_to_everyone
@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Offer the languages, each in its own words."""
    doors = []
    for code, name in ASK_LANGUAGES:
        with translation.override(spoken_in(code)):
            doors.append({"code": code, "name": name, "line": gettext("Ask for help, or read your answer"), "spoken": spoken_in(code)})
    for one in doors:
        one["direction"] = direction_of(one["code"])
    return page(request, "door", "en", keeping=FORM, doors=doors)


@opens_to_everyone
@require_safe
@in_language
def home(request: HttpRequest, language: str) -> HttpResponse:
    """Say what happens here, what is asked and never asked, and to whom one can write."""
    shown = [channel_shown(channel, language) for channel in channels()]
    return page(request, "home", language, keeping=FORM, links="ask:home", channels=shown)


@opens_to_everyone
@require_safe
@in_language
def skip(request: HttpRequest, language: str) -> HttpResponse:
    """Say what it means to leave without having tried the words."""
    return forgetting(page(request, "done", language, keeping=SECRET, is_tried=False))


@opens_to_everyone
@require_safe
@talks
def card(request: HttpRequest, language: str, slug: str) -> dict[str, Any]:
    """Give the channel's card to a script, which looks at it for itself.

    Raises NotVerified where we would not seal to it either.
    """
    channel = channel_by_slug(slug)
    card_of(channel)
    return {
        "card": base64_of(channel.card),
        "signature": base64_of(channel.signature),
        "root_key": base64_of(root_key()),
        "instance": settings.INSTANCE_ID,
    }
