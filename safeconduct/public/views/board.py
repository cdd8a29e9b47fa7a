"""The board of words and deeds: all governments, one of them, one answer, and the board as it stood on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safeconduct.advocacy.queries.drawing import (
    cell_names,
    counts_sentence,
    demands_drawing,
    key_of_map,
    kinds_drawing,
    map_drawings,
    off_the_map,
    silence_of,
    silence_words,
)
from safeconduct.advocacy.queries.governments import public_answer, public_government
from safeconduct.advocacy.queries.grid import Grid, public_grid
from safeconduct.crises.access import public_crisis
from safeconduct.evidence.queries.sentences import when_words
from safeconduct.kit.clock import today
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.languages import direction_of
from safeconduct.public.views.addresses import demand_address, government_address
from safeconduct.public.views.frame import frame, in_language

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis

EARLIEST = date(1900, 1, 1)


@opens_to_everyone
@require_safe
@in_language
def governments(request: HttpRequest, language: str, slug: str, page: int = 1) -> HttpResponse:
    """Show the board of words and deeds: a map, by kind of answer, by demand, and as a table."""
    row = public_crisis(slug)
    grid = public_grid(row, language=language, on=today(), page=page)
    if not 1 <= page <= grid.pages:
        raise Http404
    return render(request, "public/governments.html", _board_context(row, grid, language))


@opens_to_everyone
@require_safe
@in_language
def governments_on(request: HttpRequest, language: str, slug: str, day: str) -> HttpResponse:
    """Show the board as it stood at the end of a day: what had happened by then, as it is known now."""
    row = public_crisis(slug)
    on = _day(day)
    grid = public_grid(row, language=language, on=on, is_past=True)
    context = {
        **_board_context(row, grid, language),
        "past_words": when_words(on.isoformat(), language),
        "before": on - timedelta(days=1),
        "after": on + timedelta(days=1) if on < today() else None,
        "month": _days_of(on),
        "on": on,
    }
    return render(request, "public/governments.html", context)


@opens_to_everyone
@require_safe
@in_language
def government(request: HttpRequest, language: str, slug: str, code: str, page: int = 1) -> HttpResponse:
    """Show what one government or institution did and said, what it was asked, and what two people found."""
    row = public_crisis(slug)
    shown = public_government(row, code, language=language, on=today(), page=page)
    context = {**frame(row, language), "shown": shown, "silence": silence_of(shown.row)}
    return render(request, "public/government.html", context)


@opens_to_everyone
@require_safe
@in_language
def answer(request: HttpRequest, language: str, slug: str, code: str, reference: str) -> HttpResponse:
    """Show one response or deed with what it rests on. Its address stays when pages fill up."""
    row = public_crisis(slug)
    entry = public_answer(row, code, reference, language=language, on=today())
    return render(request, "public/answer.html", {**frame(row, language), "entry": entry})


def _board_context(crisis: Crisis, grid: Grid, language: str) -> dict[str, Any]:
    to = government_address(language, crisis.slug)
    direction = direction_of(language)
    return {
        **frame(crisis, language),
        "grid": grid,
        "rows": [{"shown": one, "silence": silence_words(one.line.headline, one.line.searched_words)} for one in grid.shown],
        "counts": counts_sentence(grid),
        "maps": map_drawings(grid.lines, address=to) if grid.page == 1 else (),
        "map_key": key_of_map(),
        "off_the_map": off_the_map(grid.lines),
        "kinds": kinds_drawing(grid, direction=direction, address=to) if grid.shown else "",
        "by_demand": demands_drawing(grid, direction=direction, address=to, demand_address=demand_address(language, crisis.slug)),
        "cell_names": cell_names(),
        "ends": [(_end_of(month), when_words(f"{month:%Y-%m}", language)) for month in grid.months if _end_of(month) < today()],
        "pages": range(1, grid.pages + 1),
    }


def _day(written: str) -> date:
    """Read a day as it stands in an address: one way of writing it, and none that is still to come."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise Http404 from None
    if day.isoformat() != written or not EARLIEST <= day <= today():
        raise Http404
    return day


def _days_of(day: date) -> list[date]:
    last = min(_end_of(day), today())
    return [day.replace(day=number) for number in range(1, last.day + 1)]


def _end_of(day: date) -> date:
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return following - timedelta(days=1)
