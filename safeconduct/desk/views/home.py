"""The signed-in home: what waits for me."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safeconduct.desk.context import title_of
from safeconduct.desk.queries import waiting_for
from safeconduct.intake.queries.waiting import boxes_waiting
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to_members
from safeconduct.outbox.queries.messages import count_trouble
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission


@opens_to_members
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """Show what waits: people who asked for help first, then each crisis, the oldest first."""
    waiting = [(title_of(share.crisis), share) for share in waiting_for(request.member, today(), now())]
    may_answer = request.member.may(Permission.REQUEST_ANSWER)
    shown = {
        "waiting": waiting,
        "may_open_crisis": request.member.may(Permission.CRISIS_OPEN),
        "may_answer": may_answer,
        "trouble": count_trouble(request.member, at=now()) if request.member.may(Permission.PUBLICATION_WRITE) else 0,
        "boxes": boxes_waiting(request.member) if may_answer else 0,
    }
    return render(request, "desk/home.html", shown)
