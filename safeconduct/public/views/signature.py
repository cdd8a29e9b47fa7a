"""A signer's own page, behind the link in the signer's mail: confirm, change, take back, erase. At any time, also after the end.

Neither address nor title tells what was signed. The page itself names it, but not to who is only counted or lives where signing is
dangerous: whoever opens that mailbox in their place learns that something was signed, and not what. Following a link shows and changes
nothing, so mail programs that open every link in advance confirm nobody.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from safeconduct.evidence.queries.sentences import when_words
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.refusals import Refused
from safeconduct.petitions.actions.follow_hiding import follow_hiding
from safeconduct.petitions.actions.follow_leaving import follow_leaving
from safeconduct.petitions.queries.signers import handed_over, signed_campaign
from safeconduct.public.throttle import take_turn
from safeconduct.public.views.frame import in_language
from safeconduct.signing.actions.confirm_signature import confirm_by_code, confirm_signature
from safeconduct.signing.actions.hide_signature import hide_signature
from safeconduct.signing.actions.stop_news import stop_news
from safeconduct.signing.actions.withdraw_signature import erase_signature, withdraw_signature
from safeconduct.signing.queries.own import own_signature
from safeconduct.signing.rules.kinds import State, Visibility
from safeconduct.signing.storing.asked import note_asked

if TYPE_CHECKING:
    from safeconduct.signing.queries.own import OwnSignature

CODES, LINKS = "signature-code", "signature-link"  # whoever types codes, or asks for links, takes turns with all others who do
LONGEST = 254


@csrf_exempt  # no cookie is read: whoever sends a code or an address does it in nobody's name
@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def by_code(request: HttpRequest, language: str) -> HttpResponse:
    """Take a code that was typed, or send somebody's link again; the answer to that is the same whatever happens."""
    if request.method != "POST":
        return _code_page(request, language)
    if "mail" in request.POST:
        return _link_asked_for(request, language)
    typed = request.POST.get("code", "")[:LONGEST]
    if not take_turn(CODES, at=now()):
        problem = _("Very many codes are being typed just now. Wait a minute, or follow the link in the mail.")
        return _code_page(request, language, status=HTTPStatus.TOO_MANY_REQUESTS, problem=problem, typed=typed)
    try:
        confirm_by_code(typed, on=today())
    except Refused as refusal:
        return _code_page(request, language, status=HTTPStatus.UNPROCESSABLE_ENTITY, problem=str(refusal), typed=typed)
    return _apart(render(request, "public/signature_done.html", {"language": language, "done": "confirmed"}))


@csrf_exempt  # the token in the address is what a stranger's page does not have
@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def own(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """Show a signature to its signer, and do what its signer says."""
    found = own_signature(token)
    if found is None:
        return _unknown(request, language)
    if request.method != "POST":
        return _page(request, language, found)
    try:
        return _do(request, language, found)
    except Refused as refusal:
        return _page(request, language, own_signature(token) or found, problem=str(refusal), status=HTTPStatus.UNPROCESSABLE_ENTITY)


@csrf_exempt  # mail programs press it for their readers (RFC 8058); the address is what a stranger's page does not have
@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def stop(request: HttpRequest, language: str, text: str) -> HttpResponse:
    """Ask whether the news are to end; a POST ends them. Opening the address changes nothing."""
    if request.method != "POST":
        return _apart(render(request, "public/signature_done.html", {"language": language, "done": "stop"}))
    if not stop_news(text[:LONGEST]):
        return _unknown(request, language)
    return _apart(render(request, "public/signature_done.html", {"language": language, "done": "stopped"}))


def _do(request: HttpRequest, language: str, found: OwnSignature) -> HttpResponse:
    """Do one thing. Doing it again changes nothing."""
    match request.POST.get("do", ""):
        case "confirm":
            confirm_signature(found.token, on=today())
        case "hide":
            _see_differently(request, found)
        case "withdraw":
            withdraw_signature(found.token)
            if found.state is not State.WITHDRAWN:
                follow_leaving(was=found, at=now())
        case "erase":
            told = handed_over(found, language=language, at=now())
            erase_signature(found.token)
            follow_leaving(was=found, at=now())
            return _apart(render(request, "public/signature_done.html", {"language": language, "done": "erased", "handed": told}))
    return _apart(redirect("public:signature", language, found.token))


def _see_differently(request: HttpRequest, found: OwnSignature) -> None:
    chosen = request.POST.get("visibility", "")
    if chosen not in list(Visibility) or (chosen == found.visibility and (found.is_shown or chosen != Visibility.PUBLIC)):
        return
    visibility = Visibility(chosen)
    hide_signature(found.token, visibility, on=today())
    follow_hiding(was=found, visibility=visibility, at=now())


def _page(
    request: HttpRequest, language: str, found: OwnSignature, *, problem: str = "", status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    at = now()
    may_name = found.visibility is not Visibility.COUNTED and not found.is_in_danger
    signed = signed_campaign(found, language=language, at=at)
    context: dict[str, Any] = {
        "language": language,
        "own": found,
        "state": found.state.value,
        "signed": signed,
        "names_it": may_name and bool(signed and signed.title),
        "signed_words": when_words(found.signed_on.isoformat(), language),
        "handed": handed_over(found, language=language, at=at),
        "problem": problem,
    }
    return _apart(render(request, "public/signature.html", context, status=status))


def _link_asked_for(request: HttpRequest, language: str) -> HttpResponse:
    if take_turn(LINKS, at=now()):
        note_asked(request.POST.get("mail", "")[:LONGEST], language)  # looked at a moment later: how long the answer takes tells nothing
    return _apart(render(request, "public/signature_done.html", {"language": language, "done": "link"}))


def _unknown(request: HttpRequest, language: str) -> HttpResponse:
    return _apart(render(request, "public/signature_done.html", {"language": language, "done": "unknown"}, status=HTTPStatus.NOT_FOUND))


def _code_page(
    request: HttpRequest, language: str, *, status: HTTPStatus = HTTPStatus.OK, problem: str = "", typed: str = ""
) -> HttpResponse:
    context = {"language": language, "problem": problem, "typed": typed}
    return _apart(render(request, "public/signature_code.html", context, status=status))


def _apart(response: HttpResponse) -> HttpResponse:
    """Let nobody keep the page, list it, or learn its address from where the reader goes next."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
