"""What every public page has: the language of its address, and what is said of the crisis around it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from safeconduct.evidence.queries.sentences import when_words
from safeconduct.kit.clock import today
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.public.queries import crisis_title

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis

ASK_EACH_TIME = "public, no-cache"
CODES = frozenset(code for code, _name in PUBLIC_LANGUAGES)


def in_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make the page in the language of its address, whoever asks for it."""

    @wraps(view)
    def speak(request: HttpRequest, language: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if language not in CODES:
            raise Http404
        with translation.override(language):
            response = view(request, language, *args, **kwargs)
        response["Content-Language"] = language
        return response

    return speak


def asked_each_time(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let browsers ask anew at every look: what was recalled must not be read for another quarter of a minute."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.setdefault("Cache-Control", ASK_EACH_TIME)
        return response

    return answer


def frame(crisis: Crisis, language: str) -> dict[str, Any]:
    """Give what the frame of a public page shows."""
    title, lead, title_language = crisis_title(crisis, language)
    return {
        "crisis": crisis,
        "language": language,
        "crisis_title": title,
        "crisis_lead": lead,
        "title_language": title_language,
        "is_demonstration": crisis.is_demonstration,
        "made_on_words": when_words(today().isoformat(), language),
    }
