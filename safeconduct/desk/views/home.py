"""The signed-in home: what waits for me."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safeconduct.casework.queries.due import due_by
from safeconduct.crises.queries import title_of
from safeconduct.desk.queries import waiting_for
from safeconduct.fund.queries.payouts import waiting_to_decide
from safeconduct.intake.queries.waiting import boxes_waiting
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to_members
from safeconduct.outbox.queries.messages import count_trouble
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.watch.queries.watching import open_alarms


@opens_to_members
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """Show what waits: who gave no sign of life first, then who asked for help, cases, money, and each crisis, the oldest first."""
    waiting = [(title_of(share.crisis), share) for share in waiting_for(request.member, today(), now())]
    may_answer = request.member.may(Permission.REQUEST_ANSWER)
    shown = {
        "waiting": waiting,
        "may_open_crisis": request.member.may(Permission.CRISIS_OPEN),
        "may_answer": may_answer,
        "alarms": open_alarms(request.member) if request.member.may(Permission.ALARM_ANSWER) else 0,
        "works_on_cases": request.member.may(Permission.CASE_WORK),
        "cases_due": due_by(request.member, today()) if request.member.may(Permission.CASE_WORK) else 0,
        "trouble": count_trouble(request.member, at=now()) if request.member.may(Permission.PUBLICATION_WRITE) else 0,
        "payouts": waiting_to_decide(request.member),
        "boxes": boxes_waiting(request.member) if may_answer else 0,
    }
    return render(request, "desk/home.html", shown)
