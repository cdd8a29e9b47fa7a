"""What anybody can send in for a petition: arguments, questions, translations, and reports of a reason. Nothing of the sender is kept."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.refusals import Refused
from safeconduct.petitions.actions.ask_question import ask_question
from safeconduct.petitions.actions.offer_translation import offer_translation
from safeconduct.petitions.actions.report_reason import report_reason
from safeconduct.petitions.actions.send_argument import send_argument
from safeconduct.petitions.queries.reasons import shown_reason
from safeconduct.petitions.queries.translating import to_translate
from safeconduct.petitions.queries.words_shown import arguments_of, questions_of
from safeconduct.petitions.rules.kinds import Side
from safeconduct.public.forms import AskStarter, OfferTranslation, SentIn, WriteArgument
from safeconduct.public.throttle import new_ticket, read_ticket, take_turn
from safeconduct.public.views.frame import frame, in_language
from safeconduct.public.views.petitions import Place, fresh, place_of

if TYPE_CHECKING:
    from collections.abc import Callable


@csrf_exempt  # there is no cookie that a stranger's page could misuse; the ticket in the form stands in its place
@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def arguments(request: HttpRequest, language: str, slug: str, petition: str) -> HttpResponse:
    """Show the arguments on both sides, and take one in."""
    place = place_of(slug, petition, language)
    form = WriteArgument(request.POST or None, initial={"ticket": _ticket(place)})

    def send(ticket: bytes) -> None:
        given = form.cleaned_data
        send_argument(campaign=place.campaign, side=Side(given["side"]), language=language, text=given["text"], ticket=ticket, at=now())

    if request.method == "POST" and _sent(request, place, form, send):
        return redirect("public:petition-thanks", language, slug, petition)
    return _shown(request, place, language, form, "public/petition_arguments.html", arguments=arguments_of(place.campaign))


@csrf_exempt  # as above
@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def questions(request: HttpRequest, language: str, slug: str, petition: str) -> HttpResponse:
    """Show questions and answers, and take a question in."""
    place = place_of(slug, petition, language)
    form = AskStarter(request.POST or None, initial={"ticket": _ticket(place)})

    def send(ticket: bytes) -> None:
        ask_question(campaign=place.campaign, language=language, text=form.cleaned_data["text"], ticket=ticket, at=now())

    if request.method == "POST" and _sent(request, place, form, send):
        return redirect("public:petition-thanks", language, slug, petition)
    shown = questions_of(place.campaign, language=language)
    return _shown(request, place, language, form, "public/petition_questions.html", questions=shown)


@csrf_exempt  # as above
@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def translate(request: HttpRequest, language: str, slug: str, petition: str) -> HttpResponse:
    """Show the original part by part with a field beside each, and take a translation in."""
    place = place_of(slug, petition, language)
    original = to_translate(place.campaign)
    form = OfferTranslation(
        request.POST or None,
        initial={"ticket": _ticket(place), "made_from": original.hash},
        parts={part.reference: part.role for part in original.parts},
        original=original.language,
    )

    def send(ticket: bytes) -> None:
        given = form.cleaned_data
        parts = {part.reference: given[part.reference] for part in original.parts}
        offer_translation(
            campaign=place.campaign,
            language=given["language"],
            made_from=given["made_from"] or original.hash,
            title=given["title"],
            parts=parts,
            ticket=ticket,
            at=now(),
        )

    if request.method == "POST" and _sent(request, place, form, send):
        return redirect("public:petition-thanks", language, slug, petition)
    beside = [(part, form[part.reference]) for part in original.parts]
    return _shown(request, place, language, form, "public/petition_translate.html", original=original, beside=beside)


@csrf_exempt  # as above
@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def report(request: HttpRequest, language: str, slug: str, petition: str, reference: str) -> HttpResponse:
    """Ask whether a reason should be looked at again, and note that somebody wants that."""
    place = place_of(slug, petition, language)
    reason = shown_reason(place.campaign, reference)
    form = SentIn(request.POST or None, initial={"ticket": _ticket(place)})
    if request.method == "POST" and _sent(request, place, form, lambda ticket: report_reason(reason=reason, ticket=ticket, at=now())):
        return redirect("public:petition-thanks", language, slug, petition)
    return _shown(request, place, language, form, "public/petition_report.html", reason=reason)


@opens_to_everyone
@require_http_methods(["GET", "HEAD"])
@in_language
def thanks(request: HttpRequest, language: str, slug: str, petition: str) -> HttpResponse:
    """Thank for what was sent in, and say what happens with it."""
    place = place_of(slug, petition, language)
    return fresh(render(request, "public/petition_thanks.html", {**frame(place.crisis, language), "shown": place.shown}))


def _sent(request: HttpRequest, place: Place, form: Any, send: Callable[[bytes], None]) -> bool:
    """Send a form's words on; tell whether that is over, and otherwise say in the form why not. A touched trap looks like success."""
    at, is_valid = now(), form.is_valid()
    ticket = read_ticket(request.POST.get("ticket", ""), place.campaign.reference, at=at)
    if ticket is None:
        form.data = {**request.POST.dict(), "ticket": _ticket(place)}
        form.add_error(None, _("This page was open for too long. All you wrote is still here; press the button once more."))
    if ticket is None or not is_valid:
        return False
    if form.cleaned_data["website"]:
        return True
    if not take_turn(f"words {place.campaign.reference}", at=at):
        form.add_error(None, _("Very many are writing just now. Wait a minute, then press the button once more; your text is still here."))
        return False
    try:
        send(ticket)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _shown(request: HttpRequest, place: Place, language: str, form: Any, template: str, **more: Any) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {**frame(place.crisis, language), "shown": place.shown, "campaign": place.campaign, "form": form, **more}
    return fresh(render(request, template, context, status=status))


def _ticket(place: Place) -> str:
    return new_ticket(place.campaign.reference, at=now())
