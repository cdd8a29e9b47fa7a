"""The board of words and deeds: all governments, and one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safeconduct.advocacy.queries.board import public_board, public_government
from safeconduct.advocacy.queries.drawing import board_drawing, silence_of
from safeconduct.crises.access import public_crisis
from safeconduct.kit.clock import today
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.languages import direction_of
from safeconduct.public.queries import board_rows
from safeconduct.public.views.frame import frame, in_language


@opens_to_everyone
@require_safe
@in_language
def governments(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show the board of words and deeds, drawn and as a table."""
    row = public_crisis(slug)
    board = public_board(row, language=language, on=today())
    direction = direction_of(language)
    context = {
        **frame(row, language),
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
    return render(request, "public/government.html", {**frame(row, language), "shown": shown, "silence": silence_of(shown.row)})
