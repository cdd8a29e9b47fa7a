"""The board: who answered with words, and who with deeds."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from safeconduct.advocacy.queries.board import board_for
from safeconduct.advocacy.queries.drawing import board_drawing, silence_of
from safeconduct.crises.access import crisis_for
from safeconduct.kit.doors import opens_to_members
from safeconduct.kit.languages import direction_of
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission


@opens_to_members
@require_safe
def page(request: DeskRequest, slug: str) -> HttpResponse:
    """Show all bodies with their words and deeds, deeds first."""
    crisis = crisis_for(request.member, slug)
    language = get_language() or "en"
    board = board_for(request.member, crisis, language=language)
    drawing = board_drawing(
        board,
        direction=direction_of(language),
        address=lambda row: reverse("advocacy:body", args=[slug, row.body.reference]),
    )
    context = {
        "crisis": crisis,
        "board": board,
        "rows": [{"row": row, "silence": silence_of(row)} for row in board.rows],
        "drawing": drawing,
        "may_record": request.member.may(Permission.ANSWER_RECORD),
    }
    return render(request, "advocacy/board.html", context)
