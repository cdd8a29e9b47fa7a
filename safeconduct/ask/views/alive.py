"""A sign of life by the link that somebody was given: one word, and one answer whatever the word was. Without scripts.

Whoever stands beside the person, and whoever measures the line, sees the same page of the same length for the right word, for the word that
means danger, for any other, and for a link that there never was.
"""

import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from safeconduct.ask.forms import AliveForm
from safeconduct.ask.throttle import Busy, new_ticket, read_ticket, take_turn
from safeconduct.ask.views.frame import forgetting, in_language, page
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.vault.format.alive import read_token
from safeconduct.vault.format.errors import NotSealed
from safeconduct.watch.actions.confirm_by_link import confirm_by_link

EVEN = 0.3  # seconds from arrival to answer, whatever was written meanwhile: the line tells no word from another


@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def alive(request: HttpRequest, language: str, token: str = "") -> HttpResponse:
    """Ask for the word, and for the letters of the link where they are not in the address; take both, and thank."""
    at, arrived = now(), time.monotonic()
    if request.method != "POST":
        return _ask_word(request, language, AliveForm(initial={"ticket": new_ticket(at=at), "letters": token}), token)
    form = AliveForm(request.POST)
    if not form.is_valid():
        return _ask_word(request, language, form, token, status=422)
    try:
        letters = read_token(form.cleaned_data["letters"])
    except NotSealed:
        form.add_error("letters", form.MISREAD)
        return _ask_word(request, language, form, "", status=422)
    try:
        take_turn("words", read_ticket(form.cleaned_data["ticket"], at=at), at=at)
    except Busy as busy:
        return _ask_word(request, language, form, token, status=busy.status, problems=[form.BUSY])
    confirm_by_link(token=letters, said=form.cleaned_data["word"], at=at)
    time.sleep(max(0.0, EVEN - (time.monotonic() - arrived)))
    return forgetting(page(request, "alive_done", language))


def _ask_word(request: HttpRequest, language: str, form: AliveForm, token: str, *, status: int = 200, **more: Any) -> HttpResponse:
    return page(request, "alive", language, status=status, form=form, has_letters=bool(token), **more)
