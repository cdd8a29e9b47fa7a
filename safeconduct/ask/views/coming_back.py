"""Coming back with the words: the answers, adding something, destroying, leaving. Without scripts; with them, see sealed.py."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.ask.access import card_of, files_here, marks_of
from safeconduct.ask.actions.add_message import add_message
from safeconduct.ask.actions.close_box import close_box
from safeconduct.ask.actions.destroy_answers import destroy_answers
from safeconduct.ask.forms import AddForm, WordsForm
from safeconduct.ask.queries import has_message, opened_by, read_answers, reply_address
from safeconduct.ask.receiving import SealsOnArrival, read_form
from safeconduct.ask.rules import VISIT_MINUTES, message_of
from safeconduct.ask.storing import forget, keep, read
from safeconduct.ask.throttle import Busy, new_ticket, read_ticket, take_turn, take_turn_to_add
from safeconduct.ask.views.files import file_problems
from safeconduct.ask.views.frame import FORM, forgetting, in_language, page
from safeconduct.ask.views.words import misread_words
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.vault.format.codes import Misread, SourceKeys, read_code, source_keys
from safeconduct.vault.format.messages import seal_message, write_request
from safeconduct.vault.format.records import moment_of
from safeconduct.vault.format.visits import PASS_LENGTH, new_pass

VISIT = "visit"  # the cookie, and the name under which a visit is kept


@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def back(request: HttpRequest, language: str) -> HttpResponse:
    """Ask for the words; with them, open a visit. A code that opens nothing is answered as one without answers."""
    at = now()
    if request.method != "POST":
        return _ask_words(request, language, WordsForm(initial={"ticket": new_ticket(at=at)}), links="ask:back")
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _ask_words(request, language, form, status=422, problem={"kind": "empty"})
    try:
        secret = read_code(form.cleaned_data["words"])
        take_turn("words", read_ticket(form.cleaned_data["ticket"], at=at), at=at)
    except Misread as misread:
        return _ask_words(request, language, form, status=422, problem=misread_words(form.cleaned_data["words"], misread))
    except Busy as busy:
        return _ask_words(request, language, form, status=busy.status, problem={"kind": "busy"})
    keys = source_keys(secret, settings.INSTANCE_ID)
    pass_ = new_pass()
    if text := form.cleaned_data["text"]:
        response = _box_page(request, language, keys, at, form=AddForm(initial={"text": text, "ticket": new_ticket(at=at)}))
    else:
        response = HttpResponseRedirect(_address(language))
        opened_by(keys.token_hash)
    keep(VISIT, pass_, json.dumps([keys.token.hex(), keys.identity, keys.recipient]).encode(), at=at)
    response.set_cookie(VISIT, urlsafe_b64encode(pass_).decode(), httponly=True, samesite="Strict", secure=settings.BEHIND_TLS, path="/")
    return response


@opens_to_everyone
@require_safe
@in_language
def box(request: HttpRequest, language: str) -> HttpResponse:
    """Show the answers, never what was sent."""
    at = now()
    keys = _visitor(request, at)
    if keys is None:
        return redirect("ask:back", language)
    return _box_page(request, language, keys, at, was_added="added" in request.GET, were_destroyed="destroyed" in request.GET)


@opens_to_everyone
@require_POST
@in_language
def add(request: HttpRequest, language: str) -> HttpResponse:
    """Seal a further message in memory and lay it in the box."""
    at = now()
    keys = _visitor(request, at)
    if keys is None:
        return _ended(request, language, at)
    opened = opened_by(keys.token_hash)
    recipient = reply_address(read_answers(opened, keys.identity), card_of(opened.channel).recipient)
    handler = SealsOnArrival(request, channel=opened.channel.id, recipient=recipient, on=at.date())
    form = AddForm(read_form(request, handler))
    problems = file_problems(handler)
    files = files_here([*form.kept_files(), *handler.kept], opened.channel.id)
    if files and not form.data.get("text", "").strip():
        form.fields["text"].required = False  # a file may come without a word
    if not form.is_valid() or problems:
        return _box_page(request, language, keys, at, form=_with_kept(form, files), status=422, problems=problems, kept=len(files))
    message = message_of(read_ticket(form.cleaned_data["ticket"], at=at).pass_)
    said = write_request(
        text=form.cleaned_data["text"],
        answers={},
        at=moment_of(at),
        reply=keys.recipient,
        language=language,
        files=marks_of(files),
    )
    try:
        if not has_message(message):
            take_turn_to_add(keys.token, read_ticket(form.cleaned_data["ticket"], at=at), is_known=opened.box is not None, at=at)
            add_message(
                token_hash=keys.token_hash,
                message=message,
                blob=seal_message(recipient, said),
                files=[file.id for file in files],
                sealed_by="server",
                on=at.date(),
            )
    except Busy as busy:
        again = _with_kept(form, files)
        return _box_page(request, language, keys, at, form=again, status=busy.status, problems=[str(busy)], kept=len(files))
    return HttpResponseRedirect(_address(language, "?added"))


@opens_to_everyone
@require_POST
@in_language
def destroy(request: HttpRequest, language: str) -> HttpResponse:
    """Destroy the answers that were read, or the whole box."""
    at = now()
    keys = _visitor(request, at)
    if keys is None:
        return _ended(request, language, at)
    if request.POST.get("what") == "box":
        close_box(token_hash=keys.token_hash)
        return _left(request, language, is_closed=True)
    destroy_answers(token_hash=keys.token_hash)
    return HttpResponseRedirect(_address(language, "?destroyed"))


@opens_to_everyone
@require_POST
@in_language
def leave(request: HttpRequest, language: str) -> HttpResponse:
    """End the visit."""
    return _left(request, language, is_closed=False)


def _visitor(request: HttpRequest, at: datetime) -> SourceKeys | None:
    """Give what the visit's code opens, while the visit lasts."""
    pass_ = _pass_of(request)
    kept = read(VISIT, pass_, at=at, minutes=VISIT_MINUTES)
    if kept is None:
        return None
    token, identity, recipient = json.loads(kept)
    keep(VISIT, pass_, kept, at=at)  # fifteen minutes from the last page, not from the first
    return SourceKeys(bytes.fromhex(token), identity, recipient)


def _pass_of(request: HttpRequest) -> bytes:
    try:
        return urlsafe_b64decode(request.COOKIES.get(VISIT, "").encode())[:PASS_LENGTH]
    except (NotBase64, ValueError):
        return b""


def _box_page(
    request: HttpRequest, language: str, keys: SourceKeys, at: datetime, *, form: AddForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    opened = opened_by(keys.token_hash)
    answers = read_answers(opened, keys.identity)
    form = form or AddForm(initial={"ticket": new_ticket(at=at)})
    return page(request, "box", language, keeping=FORM if form.is_bound else "no-store", status=status, answers=answers, form=form, **more)


def _ask_words(request: HttpRequest, language: str, form: WordsForm, *, status: int = 200, links: str = "", **more: Any) -> HttpResponse:
    return page(request, "back", language, status=status, links=links, form=form, instance=settings.INSTANCE_ID, **more)


def _ended(request: HttpRequest, language: str, at: datetime) -> HttpResponse:
    """Ask for the words again, and keep what was being written. A file that came with it is let go: we do not know for whom to seal it."""
    form = WordsForm(initial={"ticket": new_ticket(at=at), "text": request.POST.get("text", "")})
    return _ask_words(request, language, form, status=422, problem={"kind": "ended"})


def _with_kept(form: AddForm, files: list[Any]) -> AddForm:
    data: dict[str, Any] = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    data["kept"] = " ".join(str(file.id) for file in files)
    again = AddForm(data)
    again.is_valid()
    return again


def _left(request: HttpRequest, language: str, *, is_closed: bool) -> HttpResponse:
    forget(VISIT, _pass_of(request))
    response = forgetting(page(request, "left", language, is_closed=is_closed))
    response.delete_cookie(VISIT, path="/", samesite="Strict")
    return response


def _address(language: str, more: str = "") -> str:
    return f"/{language}/box/{more}"
