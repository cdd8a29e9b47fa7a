"""Everything an anonymous person can reach."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.dates import MONTHS_3
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from safeconduct.advocacy.queries.board import public_board, public_government
from safeconduct.advocacy.queries.demands import public_demand_lines
from safeconduct.advocacy.queries.drawing import board_drawing, silence_of
from safeconduct.crises.access import public_crises, public_crisis
from safeconduct.evidence.access import public_claim
from safeconduct.evidence.queries.chains import drawing_of
from safeconduct.evidence.queries.sentences import when_words
from safeconduct.evidence.rules.standing import Standing
from safeconduct.kit.clock import today
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.languages import PUBLIC_LANGUAGES, direction_of
from safeconduct.public.queries import (
    board_rows,
    claim_shown,
    crisis_title,
    moments_of,
    statements_of,
    timeline_drawing,
)

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis

NEVER_FIRST = frozenset({Standing.REFUTED, Standing.WITHDRAWN})  # shown, marked, and never as what is known
FIRST_STATEMENTS = 8
FIRST_MOMENTS = 14
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


@opens_to_everyone
@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Lead to the pages in the reader's language."""
    language = get_language_from_request(request).split("-")[0]
    response = redirect("public:home", language if language in CODES else "en")
    response["Vary"] = "Accept-Language"
    return response


@opens_to_everyone
@require_safe
@in_language
def home(request: HttpRequest, language: str) -> HttpResponse:
    """List what the coalition answers."""
    crises = [(crisis, *crisis_title(crisis, language)) for crisis in public_crises()]
    return render(request, "public/home.html", {"crises": crises, "language": language})


def _frame(crisis: Crisis, language: str) -> dict[str, Any]:
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


@opens_to_everyone
@require_safe
@in_language
def crisis(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show what is known, what is demanded, and who has answered with words and who with deeds."""
    row = public_crisis(slug)
    statements = statements_of(row, language)
    board = public_board(row, language=language, on=today())
    every_moment = moments_of(statements, board, crisis=row, language=language)
    moments = [moment for moment in every_moment if moment.is_close] or every_moment
    first = next((one for one in statements[:1] if one.standing not in NEVER_FIRST), None)
    others = statements[1:] if first else statements
    context = {
        **_frame(row, language),
        "first": first,
        "statements": others[:FIRST_STATEMENTS],
        "more_statements": len(others) - FIRST_STATEMENTS,
        "moments": moments[:FIRST_MOMENTS],
        "more_moments": len(every_moment) - FIRST_MOMENTS,
        "drawing": _drawing(moments[:FIRST_MOMENTS], language, narrow=False),
        "demands": public_demand_lines(row, language=language, on=today()),
        "board": board,
        "rows": board_rows(board),
    }
    return render(request, "public/crisis.html", context)


@opens_to_everyone
@require_safe
@in_language
def claims(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show every statement, the best known first."""
    row = public_crisis(slug)
    return render(request, "public/claims.html", {**_frame(row, language), "statements": statements_of(row, language)})


@opens_to_everyone
@require_safe
@in_language
def timeline(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show everything that has a time."""
    row = public_crisis(slug)
    board = public_board(row, language=language, on=today())
    moments = moments_of(statements_of(row, language), board, crisis=row, language=language)
    return render(request, "public/timeline.html", {**_frame(row, language), "moments": moments})


@opens_to_everyone
@require_safe
@in_language
def claim(request: HttpRequest, language: str, slug: str, reference: str) -> HttpResponse:
    """Show one claim: who says it, resting on what, and who denies it."""
    row = public_crisis(slug)
    shown = claim_shown(row, public_claim(row, reference), language)
    direction = direction_of(language)
    context = {
        **_frame(row, language),
        "shown": shown,
        "drawing": drawing_of(shown.graph, language, is_narrow=False, direction=direction),
        "drawing_narrow": drawing_of(shown.graph, language, is_narrow=True, direction=direction),
    }
    return render(request, "public/claim.html", context)


@opens_to_everyone
@require_safe
@in_language
def governments(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show the board of words and deeds, drawn and as a table."""
    row = public_crisis(slug)
    board = public_board(row, language=language, on=today())
    direction = direction_of(language)
    context = {
        **_frame(row, language),
        "board": board,
        "rows": board_rows(board),
        "drawing": board_drawing(board, direction=direction),
        "drawing_narrow": board_drawing(board, direction=direction, narrow=True, name="board-narrow"),
    }
    return render(request, "public/governments.html", context)


@opens_to_everyone
@require_safe
@in_language
def government(request: HttpRequest, language: str, slug: str, code: str) -> HttpResponse:
    """Show what one government or institution said and did, and what is demanded of it."""
    row = public_crisis(slug)
    shown = public_government(row, code, language=language, on=today())
    return render(request, "public/government.html", {**_frame(row, language), "shown": shown, "silence": silence_of(shown.row)})


def _drawing(moments: list[Any], language: str, *, narrow: bool) -> str:
    months = [str(MONTHS_3[number]) for number in range(1, 13)]
    return timeline_drawing(moments, direction=direction_of(language), narrow=narrow, month_names=months)
