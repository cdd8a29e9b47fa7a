"""What people write to a campaign: looked at one by one, shown or hidden; questions answered, translations taken into the text."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from safeconduct.advocacy.views.telling import told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import own_campaign_for
from safeconduct.petitions.actions.accept_translation import accept_translation
from safeconduct.petitions.actions.decide_word import answer_question, hide_word, show_word
from safeconduct.petitions.queries.moderation import decided_words, waiting_words, word_for
from safeconduct.petitions.views.campaign import page_context


@opens_to(Permission.PETITION_MODERATE)
@require_safe
def words(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show what waits, reported things first, and what was decided."""
    return _page(request, slug, reference)


@opens_to(Permission.PETITION_MODERATE)
@require_POST
def show(request: DeskRequest, slug: str, reference: str, word: str) -> HttpResponse:
    """Put one on the page."""
    row = word_for(request.member, crisis_for(request.member, slug), reference, word)
    with told(request, _("It is on the page.")):
        show_word(word=row, by=request.member, at=now())
    return redirect("petitions:words", slug, reference)


@opens_to(Permission.PETITION_MODERATE)
@require_POST
def hide(request: DeskRequest, slug: str, reference: str, word: str) -> HttpResponse:
    """Keep one off the page, with the reason."""
    row = word_for(request.member, crisis_for(request.member, slug), reference, word)
    typed = request.POST.get("because", "")
    try:
        hide_word(word=row, because=typed, by=request.member, at=now())
    except Refused as refusal:
        return _page(request, slug, reference, problem=(word, str(refusal), typed))
    messages.success(request, _("It is not on the page."))
    return redirect("petitions:words", slug, reference)


@opens_to(Permission.PETITION_MODERATE)
@require_POST
def answer(request: DeskRequest, slug: str, reference: str, word: str) -> HttpResponse:
    """Answer a question; both stand on the page then."""
    row = word_for(request.member, crisis_for(request.member, slug), reference, word)
    typed = request.POST.get("answer", "")
    try:
        answer_question(question=row, text=typed, by=request.member, at=now())  # type: ignore[arg-type]  # the action refuses others
    except Refused as refusal:
        return _page(request, slug, reference, problem=(word, str(refusal), typed))
    messages.success(request, _("Question and answer stand on the page."))
    return redirect("petitions:words", slug, reference)


@opens_to(Permission.PETITION_MODERATE, Permission.PUBLICATION_WRITE)
@require_POST
def accept(request: DeskRequest, slug: str, reference: str, word: str) -> HttpResponse:
    """Take the chosen parts of an offered translation into the draft of the text."""
    row = word_for(request.member, crisis_for(request.member, slug), reference, word)
    try:
        taken = accept_translation(offer=row, parts=request.POST.getlist("part"), by=request.member, at=now())  # type: ignore[arg-type]
    except Refused as refusal:
        return _page(request, slug, reference, problem=(word, str(refusal), ""))
    done = ngettext("%(count)s part is in the draft. ", "%(count)s parts are in the draft. ", taken) % {"count": taken}
    messages.success(request, done + _("Offer it as a version and release it, so that it stands on the page."))
    return redirect("petitions:words", slug, reference)


def _page(request: DeskRequest, slug: str, reference: str, *, problem: tuple[str, str, str] = ("", "", "")) -> HttpResponse:
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    context = page_context(request, crisis, campaign, "words") | {
        "waiting": waiting_words(campaign),
        "decided": decided_words(campaign),
        "problem_with": problem[0],
        "problem": problem[1],
        "typed": problem[2],
        "may_translate": request.member.may(Permission.PUBLICATION_WRITE),
    }
    return render(request, "petitions/words.html", context, status=422 if problem[0] else 200)
