"""The outbox: what waits, what went, what came back, and what a person does about it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.access import message_for
from safeconduct.outbox.actions.cancel_message import cancel_message
from safeconduct.outbox.actions.retry_message import retry_message
from safeconduct.outbox.actions.settle_message import settle_message
from safeconduct.outbox.forms import Retry, Settle
from safeconduct.outbox.queries.messages import overview, whole_message
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

NOT_TAKEN = 422


@opens_to(Permission.PUBLICATION_WRITE)
@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """Show the outbox of the member's organisation, or what of it carries one publication."""
    about = request.GET.get("about", "")[:16]
    box = overview(request.member, at=now(), about=about, page=request.GET.get("page", "1"))
    return render(request, "outbox/listing.html", {"box": box, "about": about, "organisation": request.member.organisation.name})


@opens_to(Permission.PUBLICATION_WRITE)
@require_safe
def page(request: DeskRequest, reference: str) -> HttpResponse:
    """Show one message."""
    return _show(request, reference)


@opens_to(Permission.PUBLICATION_RELEASE)
@require_POST
def cancel(request: DeskRequest, reference: str) -> HttpResponse:
    """Take it out before it leaves."""
    message = message_for(request.member, reference)
    try:
        cancel_message(message=message, by=request.member, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is cancelled and will not leave."))
    return redirect("outbox:message", reference)


@opens_to(Permission.PUBLICATION_RELEASE)
@require_POST
def retry(request: DeskRequest, reference: str) -> HttpResponse:
    """Let it go out again."""
    message = message_for(request.member, reference)
    form = Retry(request.POST)
    if form.is_valid():
        try:
            retry_message(message=message, to_address=form.cleaned_data["to_address"], by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It waits again and leaves with the next run."))
            return redirect("outbox:message", reference)
    return _show(request, reference, retry_form=form)


@opens_to(Permission.PUBLICATION_RELEASE)
@require_POST
def settle(request: DeskRequest, reference: str) -> HttpResponse:
    """Say what became of it."""
    message = message_for(request.member, reference)
    form = Settle(request.POST)
    if form.is_valid():
        try:
            settle_message(message=message, was_sent=form.cleaned_data["was_sent"] == "yes", by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is written down."))
            return redirect("outbox:message", reference)
    return _show(request, reference, settle_form=form)


def _show(request: DeskRequest, reference: str, *, retry_form: Retry | None = None, settle_form: Settle | None = None) -> HttpResponse:
    whole = whole_message(request.member, reference, at=now())
    context = {
        "whole": whole,
        "may_act": request.member.may(Permission.PUBLICATION_RELEASE),
        "retry_form": retry_form or Retry(initial={"to_address": whole.line.to_address}),
        "settle_form": settle_form or Settle(),
        "has_errors": bool(retry_form or settle_form),
    }
    return render(request, "outbox/message.html", context, status=NOT_TAKEN if retry_form or settle_form else 200)
