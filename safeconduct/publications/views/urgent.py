"""The desk's page of an urgent action: what is on record, what is missing, what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from safeconduct.advocacy.views.telling import NOT_TAKEN
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.permissions import Permission
from safeconduct.publications.access import own_publication_for
from safeconduct.publications.actions.number_urgent_action import number_urgent_action
from safeconduct.publications.actions.record_consent import record_consent
from safeconduct.publications.actions.record_outcome import record_outcome
from safeconduct.publications.actions.set_deadline import set_deadline
from safeconduct.publications.actions.weigh_harm import weigh_harm
from safeconduct.publications.actions.withdraw_consent import withdraw_consent
from safeconduct.publications.forms.urgent import NumberAction, RecordConsent, RecordOutcome, SetDeadline, WeighHarm, WithdrawConsent
from safeconduct.publications.queries.family import heading_of
from safeconduct.publications.queries.urgent import urgent_desk
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.urgent import Way
from safeconduct.publications.words import LACK_SENTENCES, WAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms

    from safeconduct.crises.models import Crisis
    from safeconduct.people.middleware import DeskRequest
    from safeconduct.publications.models import Publication

URGENT = frozenset({Kind.URGENT_ACTION.value, Kind.UPDATE.value})


@opens_to_members
@require_safe
def page(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show what an urgent action rests on and what it still lacks."""
    crisis, publication = _own(request, slug, reference)
    return _show(request, crisis, publication)


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def consent(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Record consent."""
    return _take(
        request, slug, reference, name="consent_form", form=RecordConsent(request.POST), act=record_consent, done=_("Consent is on record.")
    )


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def withdrawn(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Record that consent was withdrawn; nobody is asked to write any more."""
    done = _("Consent is withdrawn. The public page asks nobody any more and counts nothing. Now recall it, so that everybody learns it.")
    return _take(request, slug, reference, name="withdrawal_form", form=WithdrawConsent(request.POST), act=withdraw_consent, done=done)


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def weighed(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Keep the weighing of harm."""
    return _take(
        request, slug, reference, name="harm_form", form=WeighHarm(request.POST), act=weigh_harm, done=_("It is kept, under your name.")
    )


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def numbered(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Give it a number."""
    return _take(
        request,
        slug,
        reference,
        name="number_form",
        form=NumberAction(request.POST),
        act=number_urgent_action,
        done=_("It has its number."),
    )


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def deadline(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Set the last day."""
    done = _("The last day is set; after it the page stops asking by itself.")
    return _take(request, slug, reference, name="deadline_form", form=SetDeadline(request.POST), act=set_deadline, done=done)


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def outcome(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Record what changed after it."""
    return _take(
        request, slug, reference, name="outcome_form", form=RecordOutcome(request.POST), act=record_outcome, done=_("It is on record.")
    )


def _take(
    request: DeskRequest, slug: str, reference: str, *, name: str, form: forms.Form, act: Callable[..., object], done: str
) -> HttpResponse:
    """Call the action with what the form holds; where it refuses, show the page again with what was typed and the reason."""
    crisis, publication = _own(request, slug, reference)
    if form.is_valid():
        try:
            act(publication=publication, **form.cleaned_data, by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("publications:urgent", slug, reference)
    return _show(request, crisis, publication, **{name: form})


def _own(request: DeskRequest, slug: str, reference: str) -> tuple[Crisis, Publication]:
    crisis = crisis_for(request.member, slug)
    publication = own_publication_for(request.member, crisis, reference)
    if publication.kind not in URGENT:
        raise Http404
    return crisis, publication


def _show(request: DeskRequest, crisis: Crisis, publication: Publication, **bound: forms.Form) -> HttpResponse:
    shown = urgent_desk(publication, now())
    context: dict[str, Any] = {
        "crisis": crisis,
        "publication": publication,
        "heading": heading_of(publication, now()),
        "current": "urgent",
        "shown": shown,
        "lacks": [str(LACK_SENTENCES[lack]) for lack in shown.lacks],
        "ways": [(WAY_NAMES[Way(way)], count) for way, count in shown.tallied.ways],
        "is_action": publication.kind == Kind.URGENT_ACTION,
        "may_write": request.member.may(Permission.PUBLICATION_WRITE),
        "may_recall": request.member.may(Permission.PUBLICATION_RECALL),
        "consent_form": RecordConsent(auto_id="consent_%s", initial={"given_on": today()}),
        "withdrawal_form": WithdrawConsent(auto_id="withdrawal_%s", initial={"on": today()}),
        "harm_form": WeighHarm(auto_id="harm_%s"),
        "number_form": NumberAction(auto_id="number_%s", initial={"year": today().year, **publication.facts}),
        "deadline_form": SetDeadline(auto_id="deadline_%s", initial={"on": publication.expires_on}),
        "outcome_form": RecordOutcome(auto_id="outcome_%s", initial={"on": today(), "language": publication.original}),
        "wrong": next(iter(bound), ""),
        "bound": next(iter(bound.values()), None),
        **bound,
    }
    return render(request, "publications/urgent.html", context, status=NOT_TAKEN if bound else 200)
