"""The conversation of a case with its person, as docs/reference/sealed-desk.md describes its addresses."""

from typing import Any
from uuid import UUID

from django.http import FileResponse
from django.views.decorators.http import require_POST, require_safe

from safeconduct.casework.receiving import check_letter
from safeconduct.intake.access import box_known, file_in_box
from safeconduct.intake.actions.answer_request import answer_request
from safeconduct.intake.queries.boxes import talk_of_boxes
from safeconduct.intake.storing import files_folder
from safeconduct.kit.arriving import sent_whole
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.talking import given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

MOST_BOXES, MOST_KNOWN = 200, 1000


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def boxes(request: DeskRequest) -> dict[str, Any]:
    """Give what stands in boxes whose ids the member knows out of cases. Asked by POST, it changes nothing."""
    sent = given_by(request)
    return talk_of_boxes(request.member, sent.uuids("boxes", most=MOST_BOXES), known=sent.uuids("known", most=MOST_KNOWN))


@opens_to(Permission.CASE_WORK)
@talks
@require_POST
def answers(request: DeskRequest, box: UUID) -> dict[str, Any]:
    """Put an answer into such a box."""
    sent = given_by(request)
    id_, blob = sent.uuid("id"), sent.octets("blob")
    check_letter(blob)  # before the box is looked for: what is no answer learns nothing of whether there is one
    return {"sequence": answer_request(mailbox=box_known(request.member, box), id_=id_, blob=blob, by=request.member, at=now())}


@opens_to(Permission.CASE_WORK)
@talks
@require_safe
def file(request: DeskRequest, box: UUID, file: UUID) -> FileResponse:
    """Give the sealed bytes of a file that came into such a box."""
    return sent_whole(files_folder() / str(file_in_box(box_known(request.member, box), file).pk))
