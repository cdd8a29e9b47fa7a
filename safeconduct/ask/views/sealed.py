"""What scripts ask and bring. All of it is sealed already; nothing else is taken."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.views.decorators.http import require_POST

from safeconduct.ask.access import channel_by_id
from safeconduct.ask.actions.add_message import add_message
from safeconduct.ask.actions.begin_file import begin_file
from safeconduct.ask.actions.close_box import close_box
from safeconduct.ask.actions.destroy_answers import destroy_answers
from safeconduct.ask.actions.finish_file import finish_file
from safeconduct.ask.actions.keep_part import keep_part
from safeconduct.ask.actions.open_box import open_box
from safeconduct.ask.queries import has_message, opened_by
from safeconduct.ask.rules import MOST_FILES, PART_SIZE, check_message, hash_of
from safeconduct.ask.throttle import Ticket, read_ticket, take_turn, take_turn_to_add
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.talking import Given, NotUnderstood, base64_of, given_by, talks

TOKEN_LENGTH = 32


@opens_to_everyone
@require_POST
@talks
def boxes(request: HttpRequest) -> dict[str, Any]:
    """Open a box with a first message."""
    given, at = given_by(request), now()
    message, blob = given.uuid("id"), given.octets("blob")
    check_message(blob)
    channel = channel_by_id(given.uuid("channel"))
    if not has_message(message):
        take_turn("write", read_ticket(given.text("ticket", most=100, may_be_empty=True), at=at), at=at)
    sequence = open_box(
        channel=channel,
        token_hash=given.hexadecimal("box", length=TOKEN_LENGTH),
        message=message,
        blob=blob,
        files=_files(given),
        sealed_by="browser",
        on=at.date(),
    )
    return {"sequence": sequence}


@opens_to_everyone
@require_POST
@talks
def open_(request: HttpRequest) -> dict[str, Any]:
    """Give the answers in a box, newest first; of a token that opens nothing, none."""
    opened = opened_by(_token_hash(given_by(request)))
    return {
        "answers": [{"id": str(one.id), "sequence": one.sequence, "blob": base64_of(one.blob)} for one in opened.answers],
        "channel": str(opened.channel.id),
        "card": base64_of(opened.channel.card),
        "signature": base64_of(opened.channel.signature),
    }


@opens_to_everyone
@require_POST
@talks
def add(request: HttpRequest) -> dict[str, Any]:
    """Lay a further message in a box."""
    given, at = given_by(request), now()
    token, message, blob = given.octets("token", length=TOKEN_LENGTH), given.uuid("id"), given.octets("blob")
    token_hash = hash_of(token)
    check_message(blob)
    if not has_message(message):
        ticket = read_ticket(given.text("ticket", most=100, may_be_empty=True), at=at)
        take_turn_to_add(token, ticket, is_known=opened_by(token_hash).box is not None, at=at)
    sequence = add_message(token_hash=token_hash, message=message, blob=blob, files=_files(given), sealed_by="browser", on=at.date())
    return {"sequence": sequence}


@opens_to_everyone
@require_POST
@talks
def destroy(request: HttpRequest) -> dict[str, Any]:
    """Destroy the answers, or the whole box."""
    given = given_by(request)
    token_hash, what = _token_hash(given), given.text("what")
    if what == "answers":
        destroy_answers(token_hash=token_hash)
    elif what == "box":
        close_box(token_hash=token_hash)
    else:
        raise NotUnderstood
    return {"done": True}


@opens_to_everyone
@require_POST
@talks
def files(request: HttpRequest) -> dict[str, Any]:
    """Announce a sealed file; announced again, tell which parts are here."""
    given, at = given_by(request), now()
    channel = channel_by_id(given.uuid("channel"))
    take_turn("file", Ticket(b"", is_patient=True), at=at)
    file = begin_file(channel=channel, id=given.uuid("id"), length=given.whole("length", least=1), on=at.date())
    return {"part_size": PART_SIZE, "have": file.have()}


@opens_to_everyone
@require_POST
@talks
def part(request: HttpRequest, file: UUID, number: int) -> dict[str, Any]:
    """Keep one part of a sealed file."""
    return {"have": keep_part(id=file, number=number, data=request.body)}


@opens_to_everyone
@require_POST
@talks
def finish(request: HttpRequest, file: UUID) -> dict[str, Any]:
    """Keep a sealed file as whole."""
    finish_file(id=file, digest=given_by(request).hexadecimal("sha256", length=32))
    return {"done": True}


def _token_hash(given: Given) -> bytes:
    return hash_of(given.octets("token", length=TOKEN_LENGTH))


def _files(given: Given) -> list[UUID]:
    return given.uuids("files", most=MOST_FILES)
