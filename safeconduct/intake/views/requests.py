"""Requests for help and answers to them, as docs/reference/sealed-desk.md describes their addresses."""

from typing import Any
from uuid import UUID

from django.http import FileResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.intake.access import channel_for, file_for, mailbox_for
from safeconduct.intake.actions.answer_request import answer_request
from safeconduct.intake.actions.clear_request import clear_request
from safeconduct.intake.actions.destroy_request import destroy_request
from safeconduct.intake.queries.messages import blobs_of_messages, list_of_messages
from safeconduct.intake.storing import files_folder
from safeconduct.kit.arriving import sent_whole
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

MOST_BLOBS = 500


@opens_to(Permission.REQUEST_ANSWER)
@talks
@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: DeskRequest, channel: UUID) -> dict[str, Any]:
    """List all messages of the channel without their blobs; asked by POST, give the blobs of those named. Neither changes anything."""
    found = channel_for(request.member, channel)
    if request.method != "POST":
        return list_of_messages(found, known_tag=request.GET.get("tag", ""))
    return blobs_of_messages(found, given_by(request).uuids("ids", most=MOST_BLOBS))


@opens_to(Permission.REQUEST_ANSWER)
@talks
@require_POST
def answers(request: DeskRequest, mailbox: UUID) -> dict[str, Any]:
    """Put an answer into the box."""
    found, sent = mailbox_for(request.member, mailbox), given_by(request)
    return {"sequence": answer_request(mailbox=found, id_=sent.uuid("id"), blob=sent.octets("blob"), by=request.member, at=now())}


@opens_to(Permission.REQUEST_ANSWER)
@talks
@require_POST
def clear(request: DeskRequest, mailbox: UUID) -> dict[str, Any]:
    """Destroy what came in by the box."""
    clear_request(mailbox=mailbox_for(request.member, mailbox), by=request.member, at=now())
    return {"done": True}


@opens_to(Permission.REQUEST_ANSWER)
@talks
@require_POST
def destroy(request: DeskRequest, mailbox: UUID) -> dict[str, Any]:
    """Destroy the box."""
    destroy_request(mailbox=mailbox_for(request.member, mailbox), by=request.member, at=now())
    return {"done": True}


@opens_to(Permission.REQUEST_ANSWER)
@talks
@require_safe
def file(request: DeskRequest, file: UUID) -> FileResponse:
    """Give the sealed bytes of a file that came with a message."""
    return sent_whole(files_folder() / str(file_for(request.member, file).pk))
