"""The desk's pages of bank files: bring one in, see that it is right, book it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.fund.access.bank import bank_file_kept_by, book_kept_by
from safeconduct.fund.actions.book_file import book_file
from safeconduct.fund.actions.put_away_file import put_away_file
from safeconduct.fund.actions.take_bank_file import take_bank_file
from safeconduct.fund.forms.bank_files import BringBankFile
from safeconduct.fund.queries.bank_files import donors_recipient, row_of_file, rows_of_files
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.kit.uploads import too_large_of
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

AT_ONCE = 5000  # sums that one press of the button books


@opens_to(Permission.BOOK_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: DeskRequest) -> HttpResponse:
    """List the bank files of one's book, and take one in."""
    book, is_sent = book_kept_by(request.member), request.method == "POST"
    form = BringBankFile(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and book is None:
        raise Http404
    if is_sent and too_large_of(request):
        form.add_error("bank_file", _("The file is larger than this server takes into memory. Bring it in on the server, by the command."))
    elif is_sent and book is not None and form.is_valid():
        try:
            taken = take_bank_file(book=book, stream=form.cleaned_data["bank_file"], by=request.member, at=now())
        except Refused as refusal:
            form.add_error("bank_file", str(refusal))
        else:
            if taken.was_known:
                messages.success(request, _("This very file was brought in before. Nothing was changed."))
            return redirect("bank:file", taken.file.reference)
    context = {
        "form": form,
        "rows": rows_of_files(request.member),
        "book": book,
        "has_register": book is not None and bool(donors_recipient(book)),
        "organisation": request.member.organisation.name,
    }
    return render(request, "fund/bank_files.html", context, status=NOT_TAKEN if form.errors else 200)


@opens_to(Permission.BOOK_KEEP)
@require_safe
def file(request: DeskRequest, reference: str) -> HttpResponse:
    """Show one: what it brought, what a person must know of it, how much of it is booked."""
    return render(request, "fund/bank_file.html", {"row": row_of_file(bank_file_kept_by(request.member, reference))})


@opens_to(Permission.BOOK_KEEP)
@require_POST
def book_on(request: DeskRequest, reference: str) -> HttpResponse:
    """Book the next sums of it."""
    found = bank_file_kept_by(request.member, reference)
    try:
        book_file(file=found, by=request.member, at=now(), most=AT_ONCE)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("bank:file", reference)


@opens_to(Permission.BOOK_KEEP)
@require_POST
def put_away(request: DeskRequest, reference: str) -> HttpResponse:
    """Let go of what is not booked."""
    found = bank_file_kept_by(request.member, reference)
    with told(request, _("Put away. Nothing of it was booked; the same file can be brought in again.")):
        put_away_file(file=found, by=request.member, at=now())
    return redirect("bank:files")
