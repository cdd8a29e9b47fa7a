"""What a claim rests on and what stands against it: origins, citations, overlaps, denials, relations to other claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeconduct.crises.access import crisis_for
from safeconduct.evidence.access import claim_for, document_for
from safeconduct.evidence.actions.cite_report import cite_report
from safeconduct.evidence.actions.deny_claim import deny_claim
from safeconduct.evidence.actions.detach_attribution import detach_attribution
from safeconduct.evidence.actions.group_overlap import group_overlap
from safeconduct.evidence.actions.join_claims import join_claims
from safeconduct.evidence.actions.keep_quote import keep_quote
from safeconduct.evidence.actions.relate_claims import relate_claims
from safeconduct.evidence.actions.set_origin import Beginning, set_origin
from safeconduct.evidence.actions.withdraw_source import withdraw_source
from safeconduct.evidence.forms.claims import NEW, CiteReport, Deny, Detach, Overlap, Relate, SetOrigin, TakeBack
from safeconduct.evidence.queries.choices import attribution_of, document_choices, origin_choices, origin_of, origins_of, report_choices
from safeconduct.evidence.queries.claim_pages import original_of
from safeconduct.evidence.reading.shapes import OriginKind
from safeconduct.evidence.views.asking import Question, asked, done, tried
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

if TYPE_CHECKING:
    from django.forms import BaseForm

    from safeconduct.evidence.models import Claim

ASKING = ["GET", "HEAD", "POST"]


@opens_to(Permission.CLAIM_WRITE)
@require_http_methods(ASKING)
def relate(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Say what another claim is to this one, or join the two."""
    claim = _claim(request, slug, reference)
    form = Relate(request.POST or None, initial={"other": request.GET.get("other", "")})
    other = _other(request, claim, form) if form.is_valid() else None
    if other is not None and tried(form, lambda: _related(request, claim, other, form)):
        words = _("The two are one claim now, and its origins are counted anew.") if form.is_join else _("It is noted, for both claims.")
        return done(request, words, _address(claim))
    words = _(
        "Join two claims only if they are the same statement. Near numbers are not enough: 45 in hiding and 40 refused are other people."
    )
    return _asked(request, claim, form, title=_("What another claim is to this one"), words=words, button=_("Note it"))


def _other(request: DeskRequest, claim: Claim, form: Relate) -> Claim | None:
    try:
        return claim_for(request.member, claim.crisis, form.cleaned_data["other"])
    except Http404:
        form.add_error("other", _("There is no claim with this reference in this crisis."))
        return None


def _related(request: DeskRequest, claim: Claim, other: Claim, form: Relate) -> None:
    if form.is_join:
        join_claims(survivor=claim, other=other, by=request.member, at=now())
        return
    given = form.cleaned_data
    relate_claims(
        claim=claim,
        other=other,
        kind=given["kind"],
        reason=given["reason"],
        is_credible=given["is_credible"],
        by=request.member,
        at=now(),
    )


@opens_to(Permission.CLAIM_WRITE)
@require_http_methods(ASKING)
def origin(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Set what a report of the claim rests on in the end."""
    claim = _claim(request, slug, reference)
    initial = {"attribution": request.GET.get("report", "")}
    form = SetOrigin(request.POST or None, reports=report_choices(claim), origins=origin_choices(claim.crisis), initial=initial)
    if form.is_valid() and tried(form, lambda: _set_origin(request, claim, form)):
        return done(request, _("The origin is set and the origins are counted anew."), _address(claim))
    words = _(
        "An origin is where a chain of reports ends: a set of interviews, a document, somebody placed to know. "
        "Set it at the report that has it."
    )
    return _asked(request, claim, form, title=_("What a report rests on"), words=words, button=_("Set the origin"))


def _set_origin(request: DeskRequest, claim: Claim, form: SetOrigin) -> None:
    given = form.cleaned_data
    beginning = Beginning(
        kind=OriginKind(given["kind"] or OriginKind.UNKNOWN), label=given["label"], holder=given["holder"], period=given["period"]
    )
    set_origin(
        attribution=attribution_of(claim, given["attribution"]),
        origin=beginning if given["origin"] == NEW else origin_of(claim.crisis, given["origin"]),
        keeps_others=given["keeps_others"],
        by=request.member,
        at=now(),
    )


@opens_to(Permission.CLAIM_WRITE)
@require_http_methods(ASKING)
def cite(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Say that one report rests on another."""
    claim = _claim(request, slug, reference)
    form = CiteReport(request.POST or None, reports=report_choices(claim), initial={"attribution": request.GET.get("report", "")})
    if form.is_valid() and tried(
        form,
        lambda: cite_report(
            attribution=attribution_of(claim, form.cleaned_data["attribution"]),
            cited=attribution_of(claim, form.cleaned_data["cited"]),
            by=request.member,
            at=now(),
        ),
    ):
        return done(request, _("It is noted and the origins are counted anew."), _address(claim))
    words = _("A report that rests on another adds no origin of its own.")
    return _asked(request, claim, form, title=_("Which report rests on which"), words=words, button=_("Note it"))


@opens_to(Permission.CLAIM_WRITE)
@require_http_methods(ASKING)
def overlap(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Tie origins behind which the same people may stand, or untie them."""
    claim = _claim(request, slug, reference)
    form = Overlap(request.POST or None, origins=origin_choices(claim.crisis))
    if form.is_valid() and tried(
        form,
        lambda: group_overlap(
            origins=origins_of(claim.crisis, form.cleaned_data["origins"]), name=form.cleaned_data["name"], by=request.member, at=now()
        ),
    ):
        return done(request, _("The origins are tied as you said, and every claim that rests on them is counted anew."), _address(claim))
    words = _("The same survivor may have spoken to two organisations. Origins that are tied count as one, and are shown as “up to”.")
    return _asked(request, claim, form, title=_("Which origins may be the same people"), words=words, button=_("Tie or untie"))


@opens_to(Permission.CLAIM_WRITE)
@require_http_methods(ASKING)
def deny(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Set a denial beside the claim."""
    claim = _claim(request, slug, reference)
    form = Deny(request.POST or None, documents=document_choices(request.member, claim.crisis))
    if form.is_valid() and tried(form, lambda: _deny(request, claim, form)):
        return done(request, _("The denial stands beside the claim."), _address(claim))
    words = _("A denial is always shown with the claim. It does not change how the claim stands.")
    return _asked(request, claim, form, title=_("Enter a denial"), words=words, button=_("Enter it"))


def _deny(request: DeskRequest, claim: Claim, form: Deny) -> None:
    given = form.cleaned_data
    passage = None
    if given["document"]:
        passage = keep_quote(document=document_for(request.member, claim.crisis, given["document"]), words=given["quote"])
    deny_claim(
        claim=claim,
        speaker=given["speaker"],
        role=given["role"],
        said=given["said"],
        passage=passage,
        citation="" if passage else given["citation"],
        citation_address="" if passage else given["citation_address"],
        by=request.member,
        at=now(),
    )


@opens_to(Permission.CLAIM_WRITE)
@require_http_methods(ASKING)
def detach(request: DeskRequest, slug: str, reference: str, report: str) -> HttpResponse:
    """Take a report out of the claim into one of its own."""
    claim = _claim(request, slug, reference)
    attribution = attribution_of(claim, report)
    form = Detach(request.POST or None)
    made: list[Claim] = []
    if form.is_valid() and tried(
        form,
        lambda: made.append(detach_attribution(attribution=attribution, **form.cleaned_data, by=request.member, at=now())),
    ):
        return done(request, _("The report stands in a claim of its own now. Both claims are counted anew."), _address(made[0]))
    words = _("%(speaker)s says something else than this claim? Write what; nothing of the report is lost.") % {
        "speaker": attribution.speaker.name
    }
    return _asked(request, claim, form, title=_("Take a report out of this claim"), words=words, button=_("Take it out"))


@opens_to(Permission.SOURCE_DESCRIBE)
@require_http_methods(ASKING)
def take_back(request: DeskRequest, slug: str, reference: str, report: str) -> HttpResponse:
    """Note that a source takes this one statement back."""
    claim = _claim(request, slug, reference)
    attribution = attribution_of(claim, report)
    form = TakeBack(request.POST or None)
    if form.is_valid() and tried(
        form,
        lambda: withdraw_source(source=attribution.speaker, statement=attribution, **form.cleaned_data, by=request.member, at=now()),
    ):
        return done(request, _("The statement is marked as taken back and counts no longer."), _address(claim))
    words = _("%(speaker)s takes back what it said here? It stays in the register, marked, and carries the claim no longer.") % {
        "speaker": attribution.speaker.name
    }
    return _asked(request, claim, form, title=_("A statement was taken back"), words=words, button=_("Mark it"), kind="warning")


def _claim(request: DeskRequest, slug: str, reference: str) -> Claim:
    return claim_for(request.member, crisis_for(request.member, slug), reference)


def _address(claim: Claim) -> str:
    return reverse("evidence:claim", args=[claim.crisis.slug, claim.reference])


def _asked(request: DeskRequest, claim: Claim, form: BaseForm, *, title: str, words: str, button: str, kind: str = "") -> HttpResponse:
    original = original_of(claim)
    question = Question(title, words, form, button, _address(claim), original.text, kind, original.language)
    return asked(request, question, crisis=claim.crisis)
