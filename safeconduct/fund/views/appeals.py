"""The desk's pages of appeals: made by one who keeps the books, opened by another, counted by two."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.fund.access.appeals import appeal_kept_by, channels_to_choose, count_kept_by, fund_without_appeal
from safeconduct.fund.actions.close_appeal import close_appeal
from safeconduct.fund.actions.confirm_count import confirm_count
from safeconduct.fund.actions.make_appeal import Terms, Text, make_appeal
from safeconduct.fund.actions.open_appeal import open_appeal
from safeconduct.fund.actions.say_count import Said, say_count
from safeconduct.fund.actions.write_appeal_text import write_appeal_text
from safeconduct.fund.forms.appeals import ConfirmCount, NewAppeal, NewCount, TextForm
from safeconduct.fund.queries.appeals import choices_for, counts_of, preview_of, row_of, rows_for, ways_of
from safeconduct.fund.rules.counts import Counted
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission


@opens_to(Permission.BOOK_KEEP)
@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """List the appeals of one's book."""
    rows = rows_for(request.member, language=_language(), at=now())
    return render(request, "fund/appeals.html", {"rows": rows, "organisation": request.member.organisation.name})


@opens_to(Permission.BOOK_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """Make one."""
    choices = choices_for(request.member, language=_language())
    chosen = {"funds": choices.funds, "crises": choices.crises, "channels": choices.channels}
    form = NewAppeal(request.POST or None, **chosen)
    if form.is_bound and form.is_valid():
        try:
            appeal = make_appeal(
                fund=fund_without_appeal(request.member, form.cleaned_data["fund"]),
                crisis=crisis_for(request.member, form.cleaned_data["crisis"]),
                terms=_terms(request, form.cleaned_data),
                text=_text(form.cleaned_data),
                by=request.member,
                at=now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Made. Nobody sees it before a colleague opens it."))
            return redirect("appeals:appeal", appeal.reference)
    context = {"form": form, "choices": choices}
    return render(request, "fund/appeal_new.html", context, status=NOT_TAKEN if form.is_bound else 200)


@opens_to(Permission.BOOK_KEEP)
@require_safe
def page(request: DeskRequest, reference: str) -> HttpResponse:
    """Show one: its state, its channels, its texts, its counts, and what the public sees now."""
    appeal = appeal_kept_by(request.member, reference)
    language, at = _language(), now()
    context = {
        "appeal": appeal,
        "row": row_of(appeal, language=language, at=at),
        "ways": ways_of(appeal),
        "counts": counts_of(appeal, request.member),
        "giving": preview_of(appeal, language=language, at=at),
        "is_mine": appeal.made_by_id == request.member.pk,
        "now": at,
    }
    return render(request, "fund/appeal.html", context)


@opens_to(Permission.BOOK_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: DeskRequest, reference: str) -> HttpResponse:
    """Write it in one more language, or anew."""
    appeal = appeal_kept_by(request.member, reference)
    form = TextForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            write_appeal_text(appeal=appeal, text=_text(form.cleaned_data), by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept."))
            return redirect("appeals:appeal", reference)
    return render(request, "fund/appeal_text.html", {"appeal": appeal, "form": form}, status=NOT_TAKEN if form.is_bound else 200)


@opens_to(Permission.BOOK_KEEP)
@require_POST
def open_(request: DeskRequest, reference: str) -> HttpResponse:
    """Open it."""
    appeal = appeal_kept_by(request.member, reference)
    with told(request, _("It is open. Everybody sees it now.")):
        open_appeal(appeal=appeal, by=request.member, at=now())
    return redirect("appeals:appeal", reference)


@opens_to(Permission.BOOK_KEEP)
@require_POST
def close(request: DeskRequest, reference: str) -> HttpResponse:
    """Close it early."""
    appeal = appeal_kept_by(request.member, reference)
    with told(request, _("It is closed. Its page stays, and gifts that still come are counted.")):
        close_appeal(appeal=appeal, by=request.member, at=now())
    return redirect("appeals:appeal", reference)


@opens_to(Permission.BOOK_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def count(request: DeskRequest, reference: str) -> HttpResponse:
    """Say what was counted before the bank's file came."""
    appeal = appeal_kept_by(request.member, reference)
    form = NewCount(request.POST or None, currency=appeal.currency)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        said = Said(given["until"], Counted(given["gifts"], given["sum_minor"], given["largest_minor"]))
        try:
            say_count(appeal=appeal, said=said, by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. Nothing is published before a colleague has counted the same."))
            return redirect("appeals:appeal", reference)
    return render(request, "fund/appeal_count.html", {"appeal": appeal, "form": form}, status=NOT_TAKEN if form.is_bound else 200)


@opens_to(Permission.BOOK_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: DeskRequest, reference: str, count: str) -> HttpResponse:
    """Count the same and type the sum. The first one's sum is not shown: it is counted, not copied."""
    appeal = appeal_kept_by(request.member, reference)
    row = count_kept_by(request.member, appeal, count)
    form = ConfirmCount(request.POST or None, currency=appeal.currency)
    if form.is_bound and form.is_valid():
        try:
            done = confirm_count(count=row, minor=form.cleaned_data["sum_minor"], by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            few = _("Confirmed. Nothing new is published: too few gifts were added, or one of them is most of it.")
            messages.success(request, _("Confirmed. The public page shows it, rounded down.") if done.published_minor else few)
            return redirect("appeals:appeal", reference)
    context = {"appeal": appeal, "count": row, "form": form}
    return render(request, "fund/appeal_confirm.html", context, status=NOT_TAKEN if form.is_bound else 200)


def _terms(request: DeskRequest, given: dict[str, Any]) -> Terms:
    channels = list(channels_to_choose(request.member).filter(reference__in=given["channels"]))
    told = {name: given[name] for name in ("slug", "goal_minor", "currency", "closes_at", "word", "aliases", "danger")}
    return Terms(**told, channels=channels)


def _text(given: dict[str, Any]) -> Text:
    return Text(given["language"], given["title"], given["text"], given["above_goal"])


def _language() -> str:
    return get_language() or "en"
