"""One response or deed, and the forms that record them by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.advocacy.access import answer_for, ask_for, body_for, commitment_for, demand_for, passage_for, post_for, response_for
from safeconduct.advocacy.actions.publish_answer import publish_answer
from safeconduct.advocacy.actions.record_commitment import Committed, record_commitment
from safeconduct.advocacy.actions.record_deed import record_deed
from safeconduct.advocacy.actions.record_response import record_response
from safeconduct.advocacy.actions.translate_answer import translate_answer
from safeconduct.advocacy.actions.unpublish_answer import unpublish_answer
from safeconduct.advocacy.actions.withdraw_answer import withdraw_answer
from safeconduct.advocacy.actions.withdraw_commitment import withdraw_commitment
from safeconduct.advocacy.forms import Answer, RecordCommitment, RecordDeed, RecordResponse, Translate, TranslateDeed, Withdraw
from safeconduct.advocacy.queries.answers import answer_line, public_words
from safeconduct.advocacy.queries.board import government_for
from safeconduct.advocacy.queries.casework import keeping_of
from safeconduct.advocacy.queries.choices import Choices, ask_choices, demand_choices, post_choices, source_choices
from safeconduct.advocacy.queries.commitments import commitment_choices, commitments_of
from safeconduct.advocacy.rules.verdicts import commits
from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.evidence.access import source_for
from safeconduct.evidence.actions.name_source import name_source
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

if TYPE_CHECKING:
    from safeconduct.advocacy.models import Body
    from safeconduct.crises.models import Crisis
    from safeconduct.people.models import Member


@opens_to_members
@require_safe
def page(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show one response or deed."""
    return _show(request, crisis_for(request.member, slug), reference)


@opens_to(Permission.ANSWER_RECORD)
@require_POST
def translate(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Set the text in a language."""
    crisis = crisis_for(request.member, slug)
    answer = answer_for(request.member, crisis, reference)
    form = _translation(reference)(request.POST)
    if not form.is_valid():
        return _show(request, crisis, reference, translation=form)
    with told(request, _("The text is kept.")):
        translate_answer(answer=answer, **form.cleaned_data, by=request.member, at=now())
    return redirect("advocacy:answer", slug, reference)


@opens_to(Permission.ANSWER_RECORD)
@require_POST
def publish(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show it to everybody."""
    answer = answer_for(request.member, crisis_for(request.member, slug), reference)
    with told(request, _("It is published, with its source.")):
        publish_answer(answer=answer, by=request.member, at=now())
    return redirect("advocacy:answer", slug, reference)


@opens_to(Permission.ANSWER_RECORD)
@require_POST
def unpublish(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Take it off the public pages."""
    answer = answer_for(request.member, crisis_for(request.member, slug), reference)
    with told(request, _("It stands at the desk only. Copies that others made of the page cannot be called back.")):
        unpublish_answer(answer=answer, by=request.member, at=now())
    return redirect("advocacy:answer", slug, reference)


@opens_to(Permission.ANSWER_RECORD)
@require_POST
def withdraw(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Withdraw it, with the reason."""
    crisis = crisis_for(request.member, slug)
    answer = answer_for(request.member, crisis, reference)
    form = Withdraw(request.POST)
    if not form.is_valid():
        return _show(request, crisis, reference, withdrawal=form)
    with told(request, _("It is withdrawn. It stays at the desk with the reason.")):
        withdraw_answer(answer=answer, because=form.cleaned_data["because"], by=request.member, at=now())
    return redirect("advocacy:answer", slug, reference)


@opens_to(Permission.ANSWER_RECORD)
@require_POST
def commit(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Record what was promised in these words."""
    crisis = crisis_for(request.member, slug)
    response, form = response_for(request.member, crisis, reference), RecordCommitment(request.POST)
    if form.is_valid():
        try:
            record_commitment(response=response, committed=Committed(**form.cleaned_data), by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("advocacy:answer", slug, reference)
    return _show(request, crisis, reference, promise=form)


@opens_to(Permission.ANSWER_RECORD)
@require_POST
def withdraw_promise(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Withdraw a commitment that nobody made, with the reason."""
    crisis = crisis_for(request.member, slug)
    commitment = commitment_for(request.member, crisis, reference)
    with told(request, _("It no longer counts as promised. It stays at the desk with the reason.")):
        withdraw_commitment(commitment=commitment, because=request.POST.get("because", ""), by=request.member, at=now())
    return redirect("advocacy:answer", slug, commitment.response.reference)


@opens_to(Permission.ANSWER_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def new_response(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Record by hand what a body said."""
    crisis = crisis_for(request.member, slug)
    body = body_for(request.member, crisis, reference)
    asks, asked = ask_choices(request.member, crisis, reference), request.GET.get("ask", "")
    form = RecordResponse(request.POST or None, initial={"ask": asked}, asks=asks, **_choices(request.member, crisis, body))
    if request.method == "POST" and form.is_valid():
        try:
            response = record_response(
                **_common(request.member, crisis, body, form),
                ask=ask_for(request.member, crisis, form.cleaned_data["ask"]) if form.cleaned_data["ask"] else None,
                is_conditional=form.cleaned_data["is_conditional"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("advocacy:answer", slug, response.reference)
    return _form_page(request, crisis, body, form, is_deed=False)


@opens_to(Permission.ANSWER_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def new_deed(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Record by hand what a body did."""
    crisis = crisis_for(request.member, slug)
    body = body_for(request.member, crisis, reference)
    promised = commitment_choices(request.member, crisis, reference)
    form = RecordDeed(request.POST or None, commitments=promised, **_choices(request.member, crisis, body))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        covered = {given["language"]: given["publish_as"]} if given["publish_as"] else None
        try:
            deed = record_deed(
                **_common(request.member, crisis, body, form),
                quantity=form.quantity(),
                commitment=commitment_for(request.member, crisis, given["commitment"]) if given["commitment"] else None,
                is_from_casework=given["is_from_casework"],
                publish_after=given["publish_after"],
                publish_as=covered,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("advocacy:answer", slug, deed.reference)
    return _form_page(request, crisis, body, form, is_deed=True)


def _translation(reference: str) -> type[Translate]:
    return TranslateDeed if reference.startswith("DD-") else Translate


def _show(
    request: DeskRequest,
    crisis: Crisis,
    reference: str,
    *,
    translation: Translate | None = None,
    withdrawal: Withdraw | None = None,
    promise: RecordCommitment | None = None,
) -> HttpResponse:
    language = get_language() or "en"
    entry = answer_line(request.member, crisis, reference, language=language)
    context = {
        "crisis": crisis,
        "entry": entry,
        "public_words": public_words(request.member, crisis, reference),
        "may_record": request.member.may(Permission.ANSWER_RECORD) and not entry.is_withdrawn,
        "translation": translation or _translation(reference)(),
        "withdrawal": withdrawal or Withdraw(),
        "commitments": commitments_of(request.member, crisis, reference, on=today(), language=language),
        "may_commit": not entry.is_deed and commits(entry.type),
        "promise": promise or RecordCommitment(),
        "keeping": keeping_of(request.member, crisis, reference, on=today()),
    }
    return render(request, "advocacy/answer.html", context, status=NOT_TAKEN if translation or withdrawal or promise else 200)


def _form_page(request: DeskRequest, crisis: Crisis, body: Body, form: Answer, *, is_deed: bool) -> HttpResponse:
    government = government_for(request.member, crisis, body.code, language=get_language() or "en")
    context = {"crisis": crisis, "row": government.row, "form": form, "is_deed": is_deed}
    return render(request, "advocacy/record.html", context, status=NOT_TAKEN if form.errors else 200)


def _choices(member: Member, crisis: Crisis, body: Body) -> dict[str, Choices]:
    language = get_language() or "en"
    return {
        "posts": post_choices(body, language),
        "sources": source_choices(member, crisis),
        "demands": demand_choices(member, crisis, language),
    }


def _common(member: Member, crisis: Crisis, body: Body, form: Answer) -> dict[str, Any]:
    """Give what both actions take, its references turned into rows; the form has said that they are among its choices."""
    given, at = form.cleaned_data, now()
    passage = passage_for(member, crisis, given["passage"]) if given["passage"] else None
    if given["passage"] and passage is None:
        raise Refused(_("No passage that you may read has the reference you typed. Nothing was recorded."))
    reporter = source_for(member, crisis, given["reported_by"]) if given["reported_by"] else None
    if reporter is None and given["reporter_name"]:
        reporter = name_source(crisis=crisis, name=given["reporter_name"], by=member, at=at)
    return {
        "crisis": crisis,
        "actor": body,
        "type": given["type"],
        "texts": {given["language"]: given["text"]},
        "original": given["language"],
        "on": given["on"],
        "passage": passage,
        "reported_by": reporter,
        "grade": given["grade"],
        "citation": given["citation"],
        "post": post_for(member, crisis, given["post"]) if given["post"] else None,
        "holder": given["holder"],
        "demand": demand_for(member, crisis, given["demand"]) if given["demand"] else None,
        "by": member,
        "at": at,
    }
