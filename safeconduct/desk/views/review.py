"""The review page: the document beside what the rules found in it, each next to its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.crises.access import crisis_for
from safeconduct.desk.reviewing.alike import alike_for, others_for
from safeconduct.desk.reviewing.cards import WITH_ALIKE, Card, as_proposed, card_of, opened
from safeconduct.desk.reviewing.landing import land
from safeconduct.desk.reviewing.outcomes import outcomes_of, publish_outcomes
from safeconduct.desk.reviewing.pages import about_form, counts_of, page_of, read_about
from safeconduct.evidence.access import block_for, document_for, proposal_for, sentence_for
from safeconduct.evidence.actions.add_proposal import add_proposal
from safeconduct.evidence.actions.decide_proposal import reject_proposal, reopen_proposal
from safeconduct.evidence.actions.describe_document import describe_document
from safeconduct.evidence.actions.finish_review import finish_review
from safeconduct.evidence.actions.set_block_role import set_block_role
from safeconduct.evidence.reading.shapes import Kind, Role
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.numbers import number_in
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

if TYPE_CHECKING:
    from safeconduct.evidence.models import Document, ProposalRow


def _document(request: DeskRequest, slug: str, reference: str) -> Document:
    return document_for(request.member, crisis_for(request.member, slug), reference)


def _card(request: DeskRequest, row: ProposalRow) -> Card:
    alike, chosen = alike_for(request.member, row)
    others = others_for(request.member, row, alike) if row.kind in WITH_ALIKE else []
    return card_of(row, alike, chosen=chosen, others=others)


@opens_to(Permission.DOCUMENT_REVIEW)
@require_safe
def page(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show the whole document with its proposals."""
    document = _document(request, slug, reference)
    context = page_of(request.member, document)
    context["about"] = about_form(document)
    return render(request, "desk/review.html", context)


@opens_to(Permission.DOCUMENT_REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: DeskRequest, slug: str, reference: str, proposal: str) -> HttpResponse:
    """Open one proposal's form, or accept, reject or reopen it."""
    document = _document(request, slug, reference)
    row = proposal_for(request.member, document, proposal)
    card = _card(request, row)
    if request.method != "POST":
        return _show(request, document, opened(card))
    choice = request.POST.get("decision", "")
    try:
        if choice == "reject":
            reject_proposal(proposal=row, by=request.member, at=now())
        elif choice == "reopen":
            reopen_proposal(proposal=row, by=request.member, at=now())
        elif not _accept(request, card):
            return _show(request, document, card, status=422)
    except Refused as refusal:
        card.problem = str(refusal)
        return _show(request, document, card if card.is_form_open else opened(card), status=422)
    row = proposal_for(request.member, document, proposal)
    if "X-Partial" in request.headers:
        return _show(request, document, _card(request, row))
    return redirect(f"{_address(document)}#{row.reference}")


def _accept(request: DeskRequest, card: Card) -> bool:
    """Enter the proposal; tell whether the form was complete."""
    is_full = "full" in request.POST
    if not is_full and card.alike and "same_as" not in request.POST:
        # The card was made before its like came into the register, often a moment ago from this very page.
        card.problem = _("Something like it has come into the register since this page was opened. Nothing was saved yet: choose below.")
        return False
    data = request.POST if is_full else as_proposed(card, request.POST.get("same_as", ""))
    opened(card, data)
    if card.form is None or not card.form.is_valid() or (card.sayings is not None and not card.sayings.is_valid()):
        return False
    is_changed = is_full and (card.form.has_changed() or (card.sayings is not None and card.sayings.has_changed()))
    land(
        row=card.row,
        given=card.form.cleaned_data,
        sayings=card.sayings.filled if card.sayings is not None else [],
        is_changed=is_changed,
        by=request.member,
        at=now(),
    )
    return True


def _show(request: DeskRequest, document: Document, card: Card, status: int = 200) -> HttpResponse:
    context = {"document": document, "crisis": document.crisis, "card": card, "counts": counts_of(document.proposals.all())}
    return render(request, "desk/review_one.html", context, status=status)


def _address(document: Document) -> str:
    return redirect("desk:review", document.crisis.slug, document.reference)["Location"]


@opens_to(Permission.DOCUMENT_REVIEW)
@require_POST
def about(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Store what the document is; a new date is followed by the proposals."""
    document = _document(request, slug, reference)
    form = about_form(document, request.POST)
    if form.is_valid():
        try:
            describe_document(document=document, description=read_about(form), by=request.member, at=now())
        except Refused as refusal:
            form.add_error("published_reason", str(refusal))
        else:
            messages.success(request, _("Kept. Dates that count from the day of publication were worked out anew."))
            return redirect(_address(document))
    context = page_of(request.member, document)
    context["about"] = form
    return render(request, "desk/review.html", context, status=422)


@opens_to(Permission.DOCUMENT_REVIEW)
@require_POST
def block(request: DeskRequest, slug: str, reference: str, index: int) -> HttpResponse:
    """Set what a block is."""
    document = _document(request, slug, reference)
    wanted = request.POST.get("role", "")
    if wanted not in set(Role):
        raise Http404
    row = block_for(request.member, document, index)
    set_block_role(document=document, block=row, role=Role(wanted), by=request.member, at=now())
    return redirect(f"{_address(document)}#block-{index}")


@opens_to(Permission.DOCUMENT_REVIEW)
@require_POST
def add(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Add what the rules did not find, and open its form."""
    document = _document(request, slug, reference)
    kind, index = request.POST.get("kind", ""), number_in(request.POST.get("sentence", ""))
    if kind not in set(Kind) or index is None:
        raise Http404
    sentence = sentence_for(request.member, document, index)
    row = add_proposal(document=document, sentence=sentence, kind=Kind(kind), by=request.member, at=now())
    return redirect("desk:review-decide", slug, reference, row.reference)


@opens_to(Permission.DOCUMENT_REVIEW)
@require_POST
def finish(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Close the review and show what the document added."""
    document = _document(request, slug, reference)
    left = finish_review(document=document, by=request.member, at=now())
    if left:
        messages.info(request, _("Reviewed. %(left)s proposals were left undecided; they wait here and enter nothing.") % {"left": left})
    return redirect("desk:review-added", slug, reference)


@opens_to(Permission.DOCUMENT_REVIEW)
@require_safe
def added(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show what the document added to the registers."""
    document = _document(request, slug, reference)
    context = {
        "document": document,
        "crisis": document.crisis,
        "outcomes": outcomes_of(request.member, document),
        "may_publish": request.member.may(Permission.CLAIM_PUBLISH),
    }
    return render(request, "desk/added.html", context)


@opens_to(Permission.DOCUMENT_REVIEW, Permission.CLAIM_PUBLISH)
@require_POST
def publish(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Put the chosen entries on the public page."""
    document = _document(request, slug, reference)
    published, refusals = publish_outcomes(member=request.member, document=document, references=request.POST.getlist("publish"), at=now())
    for refusal in refusals:
        messages.warning(request, refusal)
    if published:
        messages.success(request, _("%(count)s entries now stand on the public page.") % {"count": published})
    return redirect("desk:review-added", slug, reference)
