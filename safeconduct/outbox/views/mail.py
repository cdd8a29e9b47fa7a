"""One mail that came back: its words as plain text, its files as bytes to save, and setting it aside."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.access import mail_for
from safeconduct.outbox.actions.settle_incoming import settle_incoming
from safeconduct.outbox.queries.mail import file_of, whole_mail
from safeconduct.outbox.words import SET_ASIDE
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission


@opens_to(Permission.PUBLICATION_WRITE)
@require_safe
def page(request: DeskRequest, reference: str) -> HttpResponse:
    """Show the mail."""
    return render(request, "outbox/mail.html", {"mail": whole_mail(mail_for(request.member, reference))})


@opens_to(Permission.PUBLICATION_WRITE)
@require_safe
def attached(request: DeskRequest, reference: str, number: int) -> HttpResponse:
    """Give one of its files to be saved; whatever the sender calls it, it is bytes to the browser, which shows none of it."""
    file = file_of(mail_for(request.member, reference), number)
    if file is None:
        raise Http404
    answer = HttpResponse(file.content, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name) or "attachment"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "no-store"
    return answer


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def set_aside(request: DeskRequest, reference: str) -> HttpResponse:
    """Say that it is no answer."""
    incoming = mail_for(request.member, reference)
    try:
        settle_incoming(incoming=incoming, settled_as=SET_ASIDE, by=request.member, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is set aside. It stays with its letter."))
    return redirect("outbox:mail", reference)
