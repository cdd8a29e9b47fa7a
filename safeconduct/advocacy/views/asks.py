"""Who was asked, and what is overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.advocacy.access import ask_for, body_for, demand_for, post_for
from safeconduct.advocacy.actions.record_ask import record_ask
from safeconduct.advocacy.actions.withdraw_ask import withdraw_ask
from safeconduct.advocacy.forms import RecordAsk
from safeconduct.advocacy.queries.asks import overdue_asks
from safeconduct.advocacy.queries.choices import addressee_choices
from safeconduct.advocacy.queries.demands import demand as demand_line
from safeconduct.advocacy.rules import Via
from safeconduct.advocacy.rules.replies import reply_due
from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

if TYPE_CHECKING:
    from safeconduct.advocacy.models import Body, Demand, Post
    from safeconduct.crises.models import Crisis
    from safeconduct.people.models import Member


@opens_to_members
@require_safe
def overdue(request: DeskRequest, slug: str) -> HttpResponse:
    """Show what nobody has answered by the day it was due, by receiver; what is chosen goes to the drafts of chasers."""
    crisis = crisis_for(request.member, slug)
    receivers = overdue_asks(request.member, crisis, on=today(), language=get_language() or "en")
    context = {
        "crisis": crisis,
        "receivers": receivers,
        "count": sum(len(receiver.asks) for receiver in receivers),
        "may_write": request.member.may(Permission.PUBLICATION_WRITE) and any(receiver.letters for receiver in receivers),
    }
    return render(request, "advocacy/overdue.html", context)


@opens_to(Permission.DEMAND_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Record that somebody was asked."""
    crisis, language = crisis_for(request.member, slug), get_language() or "en"
    demand = demand_for(request.member, crisis, reference)
    form = RecordAsk(request.POST or None, asked=addressee_choices(request.member, crisis, reference, language))
    if request.method == "POST" and form.is_valid() and _recorded(request.member, crisis, demand, form):
        return redirect("advocacy:demand", slug, reference)
    line = demand_line(request.member, crisis, reference, language=language)
    context = {"crisis": crisis, "demand": line, "form": form}
    return render(request, "advocacy/new_ask.html", context, status=NOT_TAKEN if form.errors else 200)


@opens_to(Permission.DEMAND_WRITE)
@require_POST
def withdraw(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Withdraw an ask that was never made."""
    ask = ask_for(request.member, crisis_for(request.member, slug), reference)
    with told(request, _("It no longer counts as asked, and nobody waits for a reply.")):
        withdraw_ask(ask=ask, by=request.member, at=now())
    return redirect("advocacy:demand", slug, ask.demand.reference)


def _recorded(member: Member, crisis: Crisis, demand: Demand, form: RecordAsk) -> bool:
    """Record the ask; where it was refused, the form says why."""
    given = form.cleaned_data
    try:
        body, post = _asked(member, crisis, given["asked_reference"].strip() or given["asked"])
    except Http404:
        form.add_error("asked_reference", _("No post or body of this crisis has this reference."))
        return False
    try:
        record_ask(
            demand=demand,
            body=body,
            post=post,
            reply_due=given["reply_due"] or reply_due(given["sent_on"], Via(given["via"]), body.place),
            **{name: given[name] for name in ("holder", "via", "instrument", "sent_on", "is_public")},
            by=member,
            at=now(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _asked(member: Member, crisis: Crisis, reference: str) -> tuple[Body, Post | None]:
    if reference.startswith("PO-"):
        post = post_for(member, crisis, reference)
        return post.body, post
    return body_for(member, crisis, reference), None
