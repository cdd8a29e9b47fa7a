"""The form, and the eight words that come of it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.ask.access import card_of, channel_by_slug, files_here, marks_of
from safeconduct.ask.actions.open_box import ChannelClosed, check_open, open_box
from safeconduct.ask.forms import AskForm, WordsForm
from safeconduct.ask.queries import ChannelShown, channel_shown, has_message
from safeconduct.ask.receiving import SealsOnArrival, read_form
from safeconduct.ask.rules import VISIT_MINUTES, list_for, message_of, spoken_in
from safeconduct.ask.storing import keep_first, read
from safeconduct.ask.throttle import Busy, Ticket, new_ticket, read_ticket, take_turn
from safeconduct.ask.views.files import file_problems
from safeconduct.ask.views.frame import FORM, forgetting, in_language, page
from safeconduct.ask.views.words import misread_words
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.vault.format.codes import Misread, digits_of, new_secret, read_code, source_keys, words_of
from safeconduct.vault.format.messages import seal_message, write_request
from safeconduct.vault.format.records import moment_of

CODE = "code"  # under which a code just made is kept, for as long as a visit
FORM_FIELDS = 422


@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def ask(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show a channel's form; take it, seal it in memory, and show the eight words once."""
    channel, at = channel_by_slug(slug), now()
    shown = channel_shown(channel, language)
    card = card_of(channel)
    if request.method != "POST":
        form = AskForm(initial={"ticket": new_ticket(at=at), "language": language})
        return _form(request, language, shown, form, channel_id=channel.id)
    handler = SealsOnArrival(request, channel=channel.id, recipient=card.recipient, on=at.date())
    form = AskForm(read_form(request, handler))
    problems = file_problems(handler)
    files = files_here([*form.kept_files(), *handler.kept], channel.id)
    if not form.is_valid() or problems:
        return _again(request, language, shown, form, files=files, problems=problems, channel_id=channel.id)
    ticket = read_ticket(form.cleaned_data["ticket"], at=at)
    try:
        check_open(channel)
        secret = _code_of(ticket, at)
        if secret is None:
            return _again(request, language, shown, form, files=files, problems=[], channel_id=channel.id, has_arrived=True, at=at)
        keys = source_keys(secret, settings.INSTANCE_ID)
        message = write_request(
            text=form.cleaned_data["text"],
            answers=form.answers(),
            at=moment_of(at),
            reply=keys.recipient,
            language=form.cleaned_data["language"],
            files=marks_of(files),
        )
        if not has_message(message_of(ticket.pass_)):
            open_box(
                channel=channel,
                token_hash=keys.token_hash,
                message=message_of(ticket.pass_),
                blob=seal_message(card.recipient, message),
                files=[file.id for file in files],
                sealed_by="server",
                on=at.date(),
            )
    except (Busy, ChannelClosed) as refused:
        return _again(request, language, shown, form, files=files, problems=[str(refused)], channel_id=channel.id, status=refused.status)
    return _code_page(request, language, secret, form.cleaned_data["ticket"])


@opens_to_everyone
@require_POST
@in_language
def code(request: HttpRequest, language: str) -> HttpResponse:
    """Let the words be typed back once; or show them again, for as long as a visit lasts."""
    at, ticket_text = now(), request.POST.get("ticket", "")
    made = read(CODE, read_ticket(ticket_text, at=at).pass_, at=at, minutes=VISIT_MINUTES)
    if "show" in request.POST and made is not None:
        return _code_page(request, language, made, ticket_text)
    form = WordsForm(request.POST)
    problem: Any = None
    if form.is_valid():
        try:
            if made is None or read_code(form.cleaned_data["words"]) == made:
                read_code(form.cleaned_data["words"])
                return forgetting(page(request, "done", language, is_tried=True))
            problem = {"kind": "other"}
        except Misread as misread:
            problem = misread_words(form.cleaned_data["words"], misread)
    else:
        problem = {"kind": "empty"}
    return page(request, "try", language, status=FORM_FIELDS, form=form, problem=problem, ticket=ticket_text, may_show=made is not None)


def _code_of(ticket: Ticket, at: datetime) -> bytes | None:
    """Give the code of this ticket's message: the same for as long as a visit when it is sent again; nothing when it can be shown no more.

    Raises Busy.
    """
    if (made := read(CODE, ticket.pass_, at=at, minutes=VISIT_MINUTES)) is not None:
        return made
    if has_message(message_of(ticket.pass_)):
        return None
    take_turn("write", ticket, at=at)
    return keep_first(CODE, ticket.pass_, new_secret(), at=at, minutes=VISIT_MINUTES)


def _code_page(request: HttpRequest, language: str, secret: bytes, ticket: str) -> HttpResponse:
    words_language = list_for(language)
    form = WordsForm(initial={"ticket": ticket})
    shown: dict[str, Any] = {"words": words_of(secret, words_language), "words_language": words_language, "digits": digits_of(secret)}
    return page(request, "code", language, form=form, ticket=ticket, **shown)


def _form(request: HttpRequest, language: str, shown: ChannelShown, form: AskForm, *, status: int = 200, **more: Any) -> HttpResponse:
    return page(
        request,
        "form",
        language,
        keeping=FORM,
        status=status,
        links="" if form.is_bound else "ask:ask",
        form=form,
        channel=shown,
        slug=shown.slug,
        words_list=list_for(language),
        spoken=spoken_in(language),
        **more,
    )


def _again(
    request: HttpRequest, language: str, shown: ChannelShown, form: AskForm, *, files: list[Any], problems: list[str], **more: Any
) -> HttpResponse:
    """Show the form with everything that was typed, and the files that are here."""
    status, at = more.pop("status", FORM_FIELDS), more.pop("at", None)
    data: dict[str, Any] = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    data["kept"] = " ".join(str(file.id) for file in files)
    if at is not None:
        data["ticket"] = new_ticket(at=at)
    again = AskForm(data)
    again.is_valid()
    return _form(request, language, shown, again, status=status, problems=problems, kept=len(files), **more)
