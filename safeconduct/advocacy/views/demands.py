"""Demands: all of them, one of them, a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.advocacy.access import body_for, demand_for, passage_for, post_for
from safeconduct.advocacy.actions.find_or_name_body import find_or_name_body
from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.advocacy.actions.translate_demand import translate_demand
from safeconduct.advocacy.actions.unpublish_demand import unpublish_demand
from safeconduct.advocacy.actions.withdraw_demand import withdraw_demand
from safeconduct.advocacy.actions.write_demand import Addressed, write_demand
from safeconduct.advocacy.forms import Translate, Withdraw, WriteDemand
from safeconduct.advocacy.queries.asks import asks_of
from safeconduct.advocacy.queries.choices import asked_choices, found_choices, source_choices
from safeconduct.advocacy.queries.demand_uses import uses_of_demand
from safeconduct.advocacy.queries.demands import demand as demand_line
from safeconduct.advocacy.queries.demands import demands
from safeconduct.advocacy.queries.verdicts import standing_verdicts, waiting_verdicts
from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.evidence.access import source_for
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis
    from safeconduct.people.models import Member


@opens_to_members
@require_safe
def listing(request: DeskRequest, slug: str) -> HttpResponse:
    """Show what is demanded of whom."""
    crisis = crisis_for(request.member, slug)
    context = {
        "crisis": crisis,
        "demands": demands(request.member, crisis, language=get_language() or "en"),
        "may_write": request.member.may(Permission.DEMAND_WRITE),
    }
    return render(request, "advocacy/demands.html", context)


@opens_to_members
@require_safe
def page(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show one demand: its texts, who is asked, where it stands, who answered."""
    return _show(request, crisis_for(request.member, slug), reference)


@opens_to(Permission.DEMAND_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest, slug: str) -> HttpResponse:
    """Write a demand by hand."""
    crisis, language = crisis_for(request.member, slug), get_language() or "en"
    form = WriteDemand(
        request.POST or None,
        asked=asked_choices(request.member, crisis, language),
        find=found_choices(request.member, crisis, language),
        sources=source_choices(request.member, crisis),
    )
    if request.method == "POST" and form.is_valid() and (reference := _written(request.member, crisis, form)):
        return redirect("advocacy:demand", slug, reference)
    context = {"crisis": crisis, "form": form}
    return render(request, "advocacy/new_demand.html", context, status=NOT_TAKEN if form.errors else 200)


@opens_to(Permission.DEMAND_WRITE)
@require_POST
def translate(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Set the text of a demand in a language."""
    crisis = crisis_for(request.member, slug)
    demand = demand_for(request.member, crisis, reference)
    form = Translate(request.POST)
    if not form.is_valid():
        return _show(request, crisis, reference, translation=form)
    with told(request, _("The text is kept.")):
        translate_demand(demand=demand, **form.cleaned_data, by=request.member, at=now())
    return redirect("advocacy:demand", slug, reference)


@opens_to(Permission.DEMAND_WRITE)
@require_POST
def publish(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show a demand to everybody."""
    demand = demand_for(request.member, crisis_for(request.member, slug), reference)
    with told(request, _("Everybody can read this demand now, with the passages that carry it.")):
        publish_demand(demand=demand, by=request.member, at=now())
    return redirect("advocacy:demand", slug, reference)


@opens_to(Permission.DEMAND_WRITE)
@require_POST
def unpublish(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Take a demand off the public pages."""
    demand = demand_for(request.member, crisis_for(request.member, slug), reference)
    with told(request, _("The demand stands at the desk only. Copies that others made of the page cannot be called back.")):
        unpublish_demand(demand=demand, by=request.member, at=now())
    return redirect("advocacy:demand", slug, reference)


@opens_to(Permission.DEMAND_WRITE)
@require_POST
def withdraw(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Withdraw a demand, with the reason."""
    crisis = crisis_for(request.member, slug)
    demand = demand_for(request.member, crisis, reference)
    form = Withdraw(request.POST)
    if not form.is_valid():
        return _show(request, crisis, reference, withdrawal=form)
    with told(request, _("The demand is withdrawn. It stays at the desk with the reason.")):
        withdraw_demand(demand=demand, because=form.cleaned_data["because"], by=request.member, at=now())
    return redirect("advocacy:demand", slug, reference)


def _show(
    request: DeskRequest, crisis: Crisis, reference: str, *, translation: Translate | None = None, withdrawal: Withdraw | None = None
) -> HttpResponse:
    language = get_language() or "en"
    line = demand_line(request.member, crisis, reference, language=language)
    if line is None:
        raise Http404
    context = {
        "crisis": crisis,
        "demand": line,
        "asks": asks_of(request.member, crisis, reference, on=today(), language=language),
        "uses": uses_of_demand(demand_for(request.member, crisis, reference)),
        "verdicts": standing_verdicts(request.member, crisis, language=language, demand=reference),
        "waiting": waiting_verdicts(request.member, crisis, language=language, demand=reference),
        "may_write": request.member.may(Permission.DEMAND_WRITE) and not line.is_withdrawn,
        "may_record": request.member.may(Permission.ANSWER_RECORD) and not line.is_withdrawn,
        "may_judge": request.member.may(Permission.VERDICT_GIVE) and not line.is_withdrawn,
        "translation": translation or Translate(),
        "withdrawal": withdrawal or Withdraw(),
    }
    return render(request, "advocacy/demand.html", context, status=NOT_TAKEN if translation or withdrawal else 200)


def _written(member: Member, crisis: Crisis, form: WriteDemand) -> str:
    """Write the demand and give its reference; ``""`` where it was refused, and the form says why."""
    given = form.cleaned_data
    passage = passage_for(member, crisis, given["passage"]) if given["passage"] else None
    if given["passage"] and passage is None:
        form.add_error("passage", _("No passage that you may read has this reference."))
        return ""
    try:
        asked = _addressed(member, crisis, given["asked"], given["asked_also"], given["asked_post"])
        if given["asked_name"]:
            body = find_or_name_body(
                crisis=crisis, name=given["asked_name"], place=given["asked_place"], language=given["language"], by=member, at=now()
            )
            asked = [*asked, Addressed(body)]
        demand = write_demand(
            crisis=crisis,
            texts={given["language"]: given["text"]},
            original=given["language"],
            addressees=asked,
            relayed_to=_addressed(member, crisis, given["relayed"], given["relayed_also"]),
            passage=passage,
            demander=source_for(member, crisis, given["demander"]) if given["demander"] else None,
            **{name: given[name] for name in ("demander_name", "basis", "fulfilled_when", "due")},
            by=member,
            at=now(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return ""
    return demand.reference


def _addressed(member: Member, crisis: Crisis, *references: str) -> list[Addressed]:
    found = []
    for reference in filter(None, references):
        if reference.startswith("PO-"):
            post = post_for(member, crisis, reference)
            found.append(Addressed(post.body, post))
        else:
            found.append(Addressed(body_for(member, crisis, reference)))
    return found
