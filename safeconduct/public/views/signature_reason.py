"""Why somebody signed: written, looked at once more before it goes out, and taken back, by way of the link in the signer's mail.

As on all pages below that link, neither title nor address tells what was signed.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from safeconduct.kit.clock import now
from safeconduct.kit.countries import country_names
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.kit.refusals import Refused
from safeconduct.petitions.access import public_campaign_by_reference
from safeconduct.petitions.actions.take_back_reason import take_back_reason
from safeconduct.petitions.actions.write_reason import named_with, write_reason
from safeconduct.petitions.queries.reasons import own_reason, takes_reasons
from safeconduct.petitions.rules.warnings import Telling, Tells, telling_of
from safeconduct.public.forms import WriteReason
from safeconduct.public.views.frame import in_language
from safeconduct.signing.queries.own import OwnSignature, own_signature

if TYPE_CHECKING:
    from safeconduct.petitions.models import Campaign

READERS_LEARN = {
    Tells.ORIENTATION: _("whom you love, or who you are"),
    Tells.ILLNESS: _("that you are ill"),
    Tells.HIDING: _("that you hide, fled, or were held"),
}


@csrf_exempt  # the token in the address is what a stranger's page does not have
@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def reason(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """Show what the signer wrote, or the form to write it. Taking back needs no signature any more, only the link."""
    written, own = own_reason(token), own_signature(token)
    campaign = _campaign(own)
    if written is None and (own is None or campaign is None):
        raise Http404
    if request.method != "POST" or written is not None or own is None or campaign is None:
        return _shown(request, token, own, campaign, WriteReason())
    return _written(request, language, token, own, campaign)


@csrf_exempt  # as above
@opens_to_everyone
@require_http_methods(["POST"])
@in_language
def take_back(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """Take back what the signer wrote, at once; doing it again does no harm."""
    taken = take_back_reason(token=token, at=now())
    if not taken and own_signature(token) is None:
        return _apart(render(request, "public/signature_reason.html", {"language": language, "is_gone": True, "token": token}))
    return _apart(redirect("public:signature-reason", language, token) if not taken else _gone(request, language, token))


def _gone(request: HttpRequest, language: str, token: str) -> HttpResponse:
    return render(request, "public/signature_reason.html", {"language": language, "is_gone": True, "token": token})


def _written(request: HttpRequest, language: str, token: str, own: OwnSignature, campaign: Campaign) -> HttpResponse:
    form = WriteReason(request.POST)
    if not form.is_valid():
        return _shown(request, token, own, campaign, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    text, is_bare = form.cleaned_data["text"], "bare" in request.POST
    telling = telling_of(text, danger=campaign.danger, names=_names(campaign.danger))
    if telling and not is_bare:
        return _shown(request, token, own, campaign, form, telling=telling)
    try:
        write_reason(campaign=campaign, token=token, text=text, language=language, is_bare=is_bare, at=now())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _shown(request, token, own, campaign, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _apart(redirect("public:signature-reason", language, token))


def _shown(
    request: HttpRequest,
    token: str,
    own: OwnSignature | None,
    campaign: Campaign | None,
    form: WriteReason,
    *,
    telling: Telling | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context: dict[str, Any] = {
        "token": token,
        "written": own_reason(token),
        "own": own,
        "takes_reasons": campaign is not None and takes_reasons(campaign),
        "named": named_with(own) if own else ("", ""),
        "form": form,
        "learn": [READERS_LEARN[kind] for kind, _words in telling.of] if telling else [],
        "places": telling.places if telling else (),
    }
    return _apart(render(request, "public/signature_reason.html", context, status=status))


def _campaign(own: OwnSignature | None) -> Campaign | None:
    try:
        return public_campaign_by_reference(own.reference) if own else None
    except Http404:
        return None


def _names(codes: list[str]) -> dict[str, list[str]]:
    named = [country_names(code) for code, _name in PUBLIC_LANGUAGES]
    return {code: [names[code] for names in named if code in names] for code in codes}


def _apart(response: HttpResponse) -> HttpResponse:
    """Let nobody keep the page, or learn its address from where the reader goes next."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
