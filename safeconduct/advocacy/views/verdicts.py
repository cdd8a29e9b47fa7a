"""Verdicts: those that stand, those that wait, one of them, a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.advocacy.access import body_for, deeds_for, demand_for, passage_for, responses_for, verdict_for
from safeconduct.advocacy.actions.confirm_verdict import confirm_verdict
from safeconduct.advocacy.actions.propose_verdict import Evidence, propose_verdict
from safeconduct.advocacy.actions.record_verdict_reply import record_verdict_reply
from safeconduct.advocacy.actions.set_verdict_aside import set_verdict_aside
from safeconduct.advocacy.forms import ProposeVerdict, ReplyToVerdict, SetAside
from safeconduct.advocacy.queries.demands import demand as demand_line
from safeconduct.advocacy.queries.lines import body_line
from safeconduct.advocacy.queries.verdicts import basis_of, evidence_choices, standing_verdicts, verdict_page, waiting_verdicts
from safeconduct.advocacy.rules import Said, Showing
from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

if TYPE_CHECKING:
    from safeconduct.advocacy.models import Body, Demand
    from safeconduct.crises.models import Crisis
    from safeconduct.people.models import Member


@opens_to_members
@require_safe
def listing(request: DeskRequest, slug: str) -> HttpResponse:
    """Show which verdicts wait for a second person, and which stand."""
    crisis, language = crisis_for(request.member, slug), get_language() or "en"
    context = {
        "crisis": crisis,
        "waiting": waiting_verdicts(request.member, crisis, language=language),
        "standing": standing_verdicts(request.member, crisis, language=language),
    }
    return render(request, "advocacy/verdicts.html", context)


@opens_to_members
@require_safe
def page(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show one verdict with its evidence, its reply and what came before."""
    return _show(request, crisis_for(request.member, slug), reference)


@opens_to(Permission.VERDICT_GIVE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest, slug: str, reference: str, body: str) -> HttpResponse:
    """Propose a verdict on a demand and a body."""
    crisis, language = crisis_for(request.member, slug), get_language() or "en"
    demand, judged = demand_for(request.member, crisis, reference), body_for(request.member, crisis, body)
    basis = basis_of(request.member, crisis, demand=reference, body=body, language=language)
    form = ProposeVerdict(request.POST or None, initial={"as_of": today()}, **evidence_choices(basis))
    if request.method == "POST" and form.is_valid() and (verdict := _proposed(request.member, crisis, demand, judged, form)):
        return redirect("advocacy:verdict", slug, verdict)
    context = {
        "crisis": crisis,
        "demand": demand_line(request.member, crisis, reference, language=language),
        "body": body_line(judged, language),
        "basis": basis,
        "form": form,
    }
    return render(request, "advocacy/new_verdict.html", context, status=NOT_TAKEN if form.errors else 200)


@opens_to(Permission.VERDICT_GIVE)
@require_POST
def confirm(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Confirm a verdict that somebody else proposed."""
    verdict = verdict_for(request.member, crisis_for(request.member, slug), reference)
    with told(request, _("The verdict stands: two people gave it. Where the demand is public, everybody can read it now.")):
        confirm_verdict(verdict=verdict, by=request.member, at=now())
    return redirect("advocacy:verdict", slug, reference)


@opens_to(Permission.VERDICT_GIVE)
@require_POST
def set_aside(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Set a verdict aside, with the reason."""
    crisis = crisis_for(request.member, slug)
    verdict, form = verdict_for(request.member, crisis, reference), SetAside(request.POST)
    if not form.is_valid():
        return _show(request, crisis, reference, setting_aside=form)
    with told(request, _("The verdict is set aside. It stays in the history with the reason.")):
        set_verdict_aside(verdict=verdict, because=form.cleaned_data["because"], by=request.member, at=now())
    return redirect("advocacy:verdict", slug, reference)


@opens_to(Permission.VERDICT_GIVE)
@require_POST
def reply(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Record what the addressee says to a verdict."""
    crisis = crisis_for(request.member, slug)
    verdict, form = verdict_for(request.member, crisis, reference), ReplyToVerdict(request.POST)
    if not form.is_valid():
        return _show(request, crisis, reference, replying=form)
    with told(request, _("The reply stands beside the verdict.")):
        record_verdict_reply(verdict=verdict, **form.cleaned_data, by=request.member, at=now())
    return redirect("advocacy:verdict", slug, reference)


def _show(
    request: DeskRequest, crisis: Crisis, reference: str, *, setting_aside: Form | None = None, replying: Form | None = None
) -> HttpResponse:
    shown = verdict_page(request.member, crisis, reference, language=get_language() or "en")
    may_give = request.member.may(Permission.VERDICT_GIVE)
    context = {
        "crisis": crisis,
        "verdict": shown.verdict,
        "others": shown.others,
        "may_give": may_give,
        "is_own": shown.proposed_by == request.member.reference,
        "setting_aside": setting_aside or SetAside(),
        "replying": replying or ReplyToVerdict(),
    }
    return render(request, "advocacy/verdict.html", context, status=NOT_TAKEN if setting_aside or replying else 200)


def _proposed(member: Member, crisis: Crisis, demand: Demand, body: Body, form: ProposeVerdict) -> str:
    """Propose the verdict and give its reference; ``""`` where it was refused, and the form says why."""
    given = form.cleaned_data
    passage = passage_for(member, crisis, given["passage"]) if given["passage"] else None
    if given["passage"] and passage is None:
        form.add_error("passage", _("No passage that you may read has this reference."))
        return ""
    try:
        verdict = propose_verdict(
            demand=demand,
            body=body,
            stated=Said(given["stated"]),
            shown=Showing(given["shown"]),
            evidence=Evidence(
                responses=list(responses_for(member, crisis).filter(reference__in=given.get("responses", ()))),
                deeds=list(deeds_for(member, crisis).filter(reference__in=given.get("deeds", ()))),
                passages=[passage] if passage else [],
            ),
            **{name: given[name] for name in ("as_of", "reasons", "language")},
            by=member,
            at=now(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return ""
    return verdict.reference
