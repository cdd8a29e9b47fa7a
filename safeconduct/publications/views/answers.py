"""What came back to the letters of a crisis: filed to its letter by a person, and offered for the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safeconduct.advocacy.rules import ResponseType
from safeconduct.crises.access import crisis_for
from safeconduct.evidence.levels import OWN_LEVELS, as_level
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.kit.uploads import too_large_of
from safeconduct.outbox.access import mail_for
from safeconduct.outbox.queries.mail import whole_mail
from safeconduct.outbox.receiving import take_in
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.file_answer import Brought, Said, file_answer
from safeconduct.publications.forms.answers import FileAnswer, FilePaper
from safeconduct.publications.queries.answers import (
    asks_answered,
    asks_named,
    copies_to_answer,
    copy_line,
    dispatch_for,
    dispatch_of_mail,
    filed_answers,
    publication_about,
    scan_of,
    unfiled_mail,
)
from safeconduct.publications.rules.answers import AnswerOutcome

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis
    from safeconduct.outbox.models import Incoming
    from safeconduct.people.models import Member
    from safeconduct.publications.models import Dispatch

NOT_TAKEN = 422
MAIL = "message/rfc822"
KEPT_FOR = OWN_LEVELS[-1][0]  # an answer may have been given in confidence: our organisation alone, unless somebody says otherwise


@opens_to(Permission.PUBLICATION_WRITE)
@require_safe
def listing(request: DeskRequest, slug: str) -> HttpResponse:
    """Show what came back and waits, the letters that somebody may have answered on paper, and what was filed."""
    crisis = crisis_for(request.member, slug)
    context = {
        "crisis": crisis,
        "mails": unfiled_mail(request.member, crisis),
        "copies": copies_to_answer(request.member, crisis),
        "filed": filed_answers(request.member, crisis),
    }
    return render(request, "publications/answers.html", context)


@opens_to(Permission.PUBLICATION_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def file_mail(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show a mail beside the letter that it answers, and file it."""
    crisis = crisis_for(request.member, slug)
    incoming = mail_for(request.member, reference)
    dispatch = dispatch_of_mail(request.member, crisis, incoming.message_id)
    began = {"on": incoming.on or incoming.received_at.date(), "language": dispatch.language, "keep_as": KEPT_FOR}
    form = FileAnswer(request.POST or None, initial=began, **_choices(request.member, dispatch))
    if request.method == "POST" and form.is_valid() and _file(request, crisis, dispatch, form, incoming=incoming):
        return redirect("publications:answers", slug)
    context = {"crisis": crisis, "copy": copy_line(dispatch), "form": form, "mail": whole_mail(incoming)}
    return render(request, "publications/file_answer.html", context, status=NOT_TAKEN if form.errors else 200)


@opens_to(Permission.PUBLICATION_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def file_paper(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """File what came on paper, or to another mailbox, to the copy that it answers."""
    crisis = crisis_for(request.member, slug)
    dispatch = dispatch_for(request.member, crisis, reference)
    began = {"on": today(), "language": dispatch.language, "keep_as": KEPT_FOR}
    form = FilePaper(request.POST or None, request.FILES or None, initial=began, **_choices(request.member, dispatch))
    if request.method == "POST":
        if too_large_of(request):
            form.add_error("file", _("This file is larger than this installation takes. Nothing was kept. Scan it with fewer dots."))
        elif brought := _mail_in(request, dispatch):
            messages.info(request, _("This is the mail as it was read. Say what it comes to."))
            return redirect("publications:file-mail", slug, brought)
        elif form.is_valid() and _file(request, crisis, dispatch, form, scan=_scan(request)):
            return redirect("publications:answers", slug)
    context = {"crisis": crisis, "copy": copy_line(dispatch), "form": form, "mail": None}
    return render(request, "publications/file_answer.html", context, status=NOT_TAKEN if form.errors else 200)


@opens_to(Permission.PUBLICATION_WRITE)
@require_safe
def scan(request: DeskRequest, slug: str, reference: str, number: int) -> HttpResponse:
    """Give a scan to be saved; it is bytes to the browser, which shows none of it."""
    content, name = scan_of(request.member, crisis_for(request.member, slug), reference, number)
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "no-store"
    return answer


@opens_to(Permission.PUBLICATION_WRITE)
@require_safe
def lead(request: DeskRequest, about: str) -> HttpResponse:
    """Lead from a message of the outbox to the publication that it carries: the outbox knows no crisis."""
    publication = publication_about(request.member, about)
    return redirect("publications:page", publication.crisis.slug, publication.reference)


@opens_to(Permission.PUBLICATION_WRITE)
@require_safe
def lead_to_filing(request: DeskRequest, reference: str) -> HttpResponse:
    """Lead from a mail of the outbox to where it is filed."""
    incoming = mail_for(request.member, reference)
    publication = publication_about(request.member, incoming.message.about if incoming.message else "")
    return redirect("publications:file-mail", publication.crisis.slug, reference)


def _choices(member: Member, dispatch: Dispatch) -> dict[str, Any]:
    return {
        "asks": asks_answered(member, dispatch),
        "may_record": member.may(Permission.ANSWER_RECORD),
        "may_keep": member.may(Permission.DOCUMENT_CAPTURE),
    }


def _file(
    request: DeskRequest,
    crisis: Crisis,
    dispatch: Dispatch,
    form: FileAnswer,
    *,
    incoming: Incoming | None = None,
    scan: Brought | None = None,
) -> bool:
    """File it and say so; where it is refused, the form says why."""
    given = form.cleaned_data
    outcome = AnswerOutcome(given["outcome"])
    try:
        file_answer(
            dispatch=dispatch,
            outcome=outcome,
            on=given["on"],
            incoming=incoming,
            scan=scan,
            said=_said(request.member, crisis, given),
            keep_as=as_level(given.get("keep_as", "")),
            by=request.member,
            at=now(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    if outcome.is_answer:
        messages.success(request, _("It is filed. The letter is answered."))
    else:
        messages.success(request, _("It is filed. The letter is not answered by it, and the reply stays due."))
    return True


def _said(member: Member, crisis: Crisis, given: dict[str, Any]) -> Said | None:
    if not given.get("type"):
        return None
    return Said(
        type=ResponseType(given["type"]),
        language=given["language"],
        text=given["text"],
        quote=given.get("quote", ""),
        asks=asks_named(member, crisis, given.get("asks", [])),
        is_conditional=given.get("is_conditional", False),
    )


def _scan(request: DeskRequest) -> Brought | None:
    file = request.FILES.get("file")
    return Brought(name=file.name or "", media_type=file.content_type or "", content=file.read()) if file else None


def _mail_in(request: DeskRequest, dispatch: Dispatch) -> str:
    """Take in a saved mail that answers a message of ours and give its reference; empty where it is no mail, or we sent none."""
    file = request.FILES.get("file")
    if file is None or dispatch.message is None or not (file.content_type == MAIL or (file.name or "").lower().endswith(".eml")):
        return ""
    try:
        incoming = take_in(file.read(), at=now(), message=dispatch.message, by=request.member.reference)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return ""
    return incoming.reference if incoming.message_id == dispatch.message_id else ""
