"""Everything an anonymous person can reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dates import MONTHS_3
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from safeconduct.advocacy.queries.board import public_board
from safeconduct.advocacy.queries.demands import public_demand_lines
from safeconduct.crises.access import public_crises, public_crisis
from safeconduct.evidence.access import public_claim
from safeconduct.evidence.queries.chains import drawing_of
from safeconduct.evidence.rules.standing import Standing
from safeconduct.fund.queries.giving import appeals_of
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.languages import direction_of
from safeconduct.petitions.queries.shown import lines_of as petition_lines
from safeconduct.petitions.rules.phases import Phase
from safeconduct.public.queries import (
    board_rows,
    claim_shown,
    crisis_title,
    moments_of,
    statements_of,
    timeline_drawing,
)
from safeconduct.public.views.frame import CODES, frame, in_language
from safeconduct.released.queries.figures import has_public_figures

if TYPE_CHECKING:
    pass

NEVER_FIRST = frozenset({Standing.REFUTED, Standing.WITHDRAWN})  # shown, marked, and never as what is known
FIRST_STATEMENTS = 8
FIRST_MOMENTS = 14


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
    at = now()
    shown = [(*row, [line for line in petition_lines(row[0], language=language, at=at) if line.phase == Phase.OPEN]) for row in crises]
    return render(request, "public/home.html", {"crises": shown, "language": language})


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
        **frame(row, language),
        "petitions": [line for line in petition_lines(row, language=language, at=now()) if line.phase == Phase.OPEN],
        "appeals": appeals_of(row.slug, language),
        "first": first,
        "statements": others[:FIRST_STATEMENTS],
        "more_statements": len(others) - FIRST_STATEMENTS,
        "moments": moments[:FIRST_MOMENTS],
        "more_moments": len(every_moment) - FIRST_MOMENTS,
        "drawing": _drawing(moments[:FIRST_MOMENTS], language, narrow=False),
        "demands": public_demand_lines(row, language=language, on=None),
        "board": board,
        "rows": board_rows(board),
        "has_numbers": has_public_figures(row),
    }
    return render(request, "public/crisis.html", context)


@opens_to_everyone
@require_safe
@in_language
def claims(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show every statement, the best known first."""
    row = public_crisis(slug)
    return render(request, "public/claims.html", {**frame(row, language), "statements": statements_of(row, language)})


@opens_to_everyone
@require_safe
@in_language
def timeline(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show everything that has a time."""
    row = public_crisis(slug)
    board = public_board(row, language=language, on=today())
    moments = moments_of(statements_of(row, language), board, crisis=row, language=language)
    return render(request, "public/timeline.html", {**frame(row, language), "moments": moments})


@opens_to_everyone
@require_safe
@in_language
def claim(request: HttpRequest, language: str, slug: str, reference: str) -> HttpResponse:
    """Show one claim: who says it, resting on what, and who denies it."""
    row = public_crisis(slug)
    shown = claim_shown(row, public_claim(row, reference), language)
    direction = direction_of(language)
    context = {
        **frame(row, language),
        "shown": shown,
        "drawing": drawing_of(shown.graph, language, is_narrow=False, direction=direction),
        "drawing_narrow": drawing_of(shown.graph, language, is_narrow=True, direction=direction),
    }
    return render(request, "public/claim.html", context)


def _drawing(moments: list[Any], language: str, *, narrow: bool) -> str:
    months = [str(MONTHS_3[number]) for number in range(1, 13)]
    return timeline_drawing(moments, direction=direction_of(language), narrow=narrow, month_names=months)
