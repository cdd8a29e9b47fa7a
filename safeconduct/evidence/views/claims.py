"""Claims: the list, the page, the words, the standing, the public page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.crises.access import crisis_for
from safeconduct.evidence.access import claim_for
from safeconduct.evidence.actions.amend_claim import AMENDABLE, amend_claim
from safeconduct.evidence.actions.assess_claim import assess_claim
from safeconduct.evidence.actions.publish_claim import publish_claim
from safeconduct.evidence.actions.translate_claim import translate_claim
from safeconduct.evidence.actions.unpublish_claim import unpublish_claim
from safeconduct.evidence.actions.withdraw_claim import withdraw_claim
from safeconduct.evidence.forms.claims import Amend, Assess, Because, Narrow, Relate, Translate, filter_of
from safeconduct.evidence.queries.chains import drawing_of
from safeconduct.evidence.queries.claim_pages import claim_page, original_of
from safeconduct.evidence.queries.claims import found_claims
from safeconduct.evidence.rules.standing import Standing
from safeconduct.evidence.views.asking import Question, asked, done, told, tried
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.languages import direction_of
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

if TYPE_CHECKING:
    from django.forms import BaseForm

    from safeconduct.evidence.models import Claim

ASKING = ["GET", "HEAD", "POST"]


@opens_to_members
@require_safe
def listing(request: DeskRequest, slug: str) -> HttpResponse:
    """List the claims of a crisis, narrowed as the address says."""
    crisis = crisis_for(request.member, slug)
    wanted = filter_of(request.GET)
    found = found_claims(request.member, crisis, wanted, page=request.GET.get("page", ""), language=get_language() or "en")
    address = request.GET.copy()
    address.pop("page", None)
    context = {
        "crisis": crisis,
        "found": found,
        "wanted": wanted,
        "form": Narrow(request.GET, acts=found.acts, places=found.places),
        "page_address": f"?{address.urlencode()}&page=" if address else "?page=",
        "may_capture": request.member.may(Permission.DOCUMENT_CAPTURE),
    }
    return render(request, "evidence/claims.html", context)


@opens_to_members
@require_safe
def page(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show a claim with everything that stands for and against it; a joined one leads to what it was joined into."""
    claim = claim_for(request.member, crisis_for(request.member, slug), reference)
    if claim.reference != reference:
        return redirect("evidence:claim", slug, claim.reference)
    language = get_language() or "en"
    shown = claim_page(request.member, claim, language=language)
    draw = {"language": language, "direction": direction_of(language)}
    context = {
        "crisis": claim.crisis,
        "claim": claim,
        "shown": shown,
        "drawing": drawing_of(shown.graph, **draw, is_narrow=False),
        "drawing_narrow": drawing_of(shown.graph, **draw, is_narrow=True),
        "relate": Relate(),
        "may_write": request.member.may(Permission.CLAIM_WRITE),
        "may_assess": request.member.may(Permission.CLAIM_ASSESS),
        "may_publish": request.member.may(Permission.CLAIM_PUBLISH),
        "may_describe": request.member.may(Permission.SOURCE_DESCRIBE),
    }
    return render(request, "evidence/claim.html", context)


@opens_to(Permission.CLAIM_WRITE)
@require_http_methods(ASKING)
def translate(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Say the claim in another language."""
    claim = _claim(request, slug, reference)
    form = Translate(request.POST or None, original=original_of(claim).language, initial={"language": request.GET.get("language", "")})
    if form.is_valid() and tried(form, lambda: translate_claim(claim=claim, **form.cleaned_data, by=request.member, at=now())):
        return done(request, _("The translation is kept, with your name and the time."), _address(claim))
    words = _("Say exactly as much as the original says, hedge and number included, and no more. Your name and the time stand with it.")
    return _asked(request, claim, form, title=_("Translate this claim"), words=words, button=_("Keep the translation"))


@opens_to(Permission.CLAIM_WRITE)
@require_http_methods(ASKING)
def amend(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Correct what the claim says."""
    claim = _claim(request, slug, reference)
    initial: dict[str, Any] = {name: getattr(claim, name) for name in AMENDABLE}
    form = Amend(request.POST or None, initial={**initial, "text": original_of(claim).text})
    if form.is_valid() and tried(
        form,
        lambda: amend_claim(
            claim=claim,
            text=form.cleaned_data["text"],
            facts=form.facts(),
            because=form.cleaned_data["because"],
            by=request.member,
            at=now(),
        ),
    ):
        said = _("The claim is changed. What stood before is in its history; translations are marked as older.")
        return done(request, said, _address(claim))
    words = _("What is changed here changes wherever the claim stands. The words of the documents stay as they are.")
    return _asked(request, claim, form, title=_("Correct this claim"), words=words, button=_("Keep the change"))


@opens_to(Permission.CLAIM_ASSESS)
@require_http_methods(ASKING)
def assess(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Set the standing against the rule."""
    claim = _claim(request, slug, reference)
    form = Assess(request.POST or None)
    if form.is_valid() and tried(
        form,
        lambda: assess_claim(
            claim=claim,
            standing=Standing(form.cleaned_data["standing"]),
            reasoning=form.cleaned_data["reasoning"],
            valid_until=form.cleaned_data["valid_until"],
            by=request.member,
            at=now(),
        ),
    ):
        return done(request, _("The standing is set, with your reason beside it."), _address(claim))
    words = _("The rule counts independent origins. Where you know better, say so and why; what the rule says stays beside it.")
    return _asked(request, claim, form, title=_("Assess this claim"), words=words, button=_("Set the standing"))


@opens_to(Permission.CLAIM_ASSESS)
@require_http_methods(ASKING)
def withdraw(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Take the claim back."""
    claim = _claim(request, slug, reference)
    form = Because(request.POST or None)
    if form.is_valid() and tried(form, lambda: withdraw_claim(claim=claim, **form.cleaned_data, by=request.member, at=now())):
        return done(request, _("The claim is withdrawn. It stays readable, marked, with your reason."), _address(claim))
    words = _("Withdraw a claim that ought never to have stood here. One that turned out wrong is assessed as refuted instead.")
    return _asked(request, claim, form, title=_("Withdraw this claim"), words=words, button=_("Withdraw"), kind="warning")


@opens_to(Permission.CLAIM_PUBLISH)
@require_POST
def publish(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Put the claim on the public page."""
    claim = _claim(request, slug, reference)
    words = _("The claim stands on the public page, with its standing and its sources.")
    return told(request, lambda: publish_claim(claim=claim, by=request.member, at=now()), words, _address(claim))


@opens_to(Permission.CLAIM_PUBLISH)
@require_POST
def unpublish(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Take the claim off the public page."""
    claim = _claim(request, slug, reference)
    words = _("The claim stands at the desk only. Copies that others made of the page cannot be called back.")
    return told(request, lambda: unpublish_claim(claim=claim, by=request.member, at=now()), words, _address(claim))


def _claim(request: DeskRequest, slug: str, reference: str) -> Claim:
    return claim_for(request.member, crisis_for(request.member, slug), reference)


def _address(claim: Claim) -> str:
    return reverse("evidence:claim", args=[claim.crisis.slug, claim.reference])


def _asked(request: DeskRequest, claim: Claim, form: BaseForm, *, title: str, words: str, button: str, kind: str = "") -> HttpResponse:
    original = original_of(claim)
    question = Question(title, words, form, button, _address(claim), original.text, kind, original.language)
    return asked(request, question, crisis=claim.crisis)
