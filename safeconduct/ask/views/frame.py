"""What every page of the intake is made with: the language of its address, and how long a browser may keep it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from safeconduct.ask.access import NotVerified
from safeconduct.ask.receiving import Crowded, CutOff
from safeconduct.ask.rules import ASK_LANGUAGES, spoken_in
from safeconduct.ask.storing import own
from safeconduct.kit.refusals import Refused

CODES = frozenset(code for code, _name in ASK_LANGUAGES)
# Kept by the browser so that going back keeps what was typed, asked for anew otherwise; and what is never kept at all.
FORM, SECRET = "no-cache, private", "no-store"
KINDS: dict[type[Refused], str] = {NotVerified: "unsure", CutOff: "cut", Crowded: "crowded"}
FORGET = {"Clear-Site-Data": '"cache", "storage"'}


def in_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make the page in the language of its address; what refuses a whole form has a page of its own."""

    @wraps(view)
    def speak(request: HttpRequest, language: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if language not in CODES:
            raise Http404
        with translation.override(spoken_in(language)):
            try:
                response = view(request, language, *args, **kwargs)
            except (NotVerified, CutOff, Crowded) as refused:
                response = page(request, "problem", language, status=refused.status, kind=KINDS[type(refused)])
        response["Content-Language"] = spoken_in(language)
        return response

    return speak


def page(
    request: HttpRequest, name: str, language: str, *, keeping: str = SECRET, status: int = 200, links: str = "", **shown: Any
) -> HttpResponse:
    """Give a page. ``links`` is the name of an address that exists in every language; without it no other language is offered,

    because the page holds what going elsewhere would lose.
    """
    named = {key: value for key, value in shown.items() if key == "slug"} if links == "ask:ask" else {}
    addresses = [
        {"code": code, "name": title, "address": reverse(links, kwargs={"language": code, **named}), "is_here": code == language}
        for code, title in (ASK_LANGUAGES if links else ())
    ]
    context = {"language": language, "language_links": addresses, "exit_address": own("EXIT_ADDRESS"), "page_name": name, **shown}
    response = render(request, f"ask/{name}.html", context, status=status)
    response["Cache-Control"] = keeping
    return response


def forgetting(response: HttpResponse) -> HttpResponse:
    """Ask the browser to forget what it kept of our pages."""
    for name, value in FORGET.items():
        response[name] = value
    return response
