"""The desk's pages of a book: what is set up in it, and the numbers that people may send money to, each typed by two."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.fund.access.books import bank_account_kept_by, funds_kept_by, open_book_kept_by
from safeconduct.fund.access.channels import channel_kept_by
from safeconduct.fund.actions.add_bank_account import AtBank, add_bank_account
from safeconduct.fund.actions.ask_channel import Asked, Beside, ask_channel
from safeconduct.fund.actions.confirm_channel import confirm_channel
from safeconduct.fund.actions.end_channel import end_channel
from safeconduct.fund.actions.open_book import open_book
from safeconduct.fund.actions.open_fund import Promise, open_fund
from safeconduct.fund.forms.channels import ConfirmChannel, NewBankAccount, NewBook, NewChannel, NewFund
from safeconduct.fund.queries.channels import account_choices, book_page, channel_row, fund_choices
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission


@opens_to(Permission.BOOK_KEEP)
@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    """Show the book: its funds, its accounts, its channels and how each stands."""
    return render(request, "fund/channels.html", {"page": book_page(request.member), "organisation": request.member.organisation.name})


@opens_to(Permission.BOOK_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: DeskRequest) -> HttpResponse:
    """Open the book."""
    form = NewBook(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            open_book(currency=form.cleaned_data["currency"], by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(request, _("Your book is open. Add the account at the bank, and a fund."))
    words = _("Every gift, fee and payout of your organisation will stand in it, in the order they came. An organisation has one book.")
    return _page(request, form, {"heading": _("Open the book"), "words": words, "button": _("Open it")})


@opens_to(Permission.BOOK_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def fund(request: DeskRequest) -> HttpResponse:
    """Open a fund."""
    kept = open_book_kept_by(request.member)
    form = NewFund(request.POST or None, funds=fund_choices(request.member))
    if form.is_bound and form.is_valid():
        try:
            open_fund(book=kept, promise=_promise(request, form.cleaned_data), by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(request, _("The fund is open. What was promised of it cannot be changed."))
    words = _("A fund is money for one thing. What you write here is shown before anybody gives, and nobody can change it afterwards.")
    return _page(request, form, {"heading": _("Open a fund"), "words": words, "button": _("Open the fund")})


@opens_to(Permission.BOOK_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: DeskRequest) -> HttpResponse:
    """Add an account at a bank."""
    kept = open_book_kept_by(request.member)
    form = NewBankAccount(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            add_bank_account(book=kept, account=AtBank(**form.cleaned_data), by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(request, _("Added. Its files can be brought in now; nobody is shown a number before two people have typed it."))
    words = _("An account of your organisation, of which the bank gives you files.")
    return _page(request, form, {"heading": _("Add an account at a bank"), "words": words, "button": _("Add it")})


@opens_to(Permission.BOOK_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponse:
    """Ask for a number to be used."""
    open_book_kept_by(request.member)
    form, is_beside = NewChannel(request.POST or None, accounts=account_choices(request.member)), False
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        asked = Asked(given["kind"], given["number"], given["holder"], is_beside_known=form.is_beside_known)
        try:
            ask_channel(account=bank_account_kept_by(request.member, given["account"]), asked=asked, by=request.member, at=now())
        except Refused as refusal:
            is_beside = isinstance(refusal, Beside)
            form.add_error(None, str(refusal))
        else:
            return _back(request, _("Kept. Nobody is shown it before a colleague has typed the same number."))
    context = {"form": form, "is_beside": is_beside}
    return render(request, "fund/channel_new.html", context, status=NOT_TAKEN if form.is_bound else 200)


@opens_to(Permission.BOOK_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: DeskRequest, reference: str) -> HttpResponse:
    """Type the number again. The first one's is not shown: it is read from the bank's paper, not copied."""
    row = channel_row(channel_kept_by(request.member, reference), request.member)
    form = ConfirmChannel(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            confirm_channel(channel=row.channel, number=form.cleaned_data["number"], by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(request, _("Verified. Appeals can show it now."))
    context = {"form": form, "row": row}
    return render(request, "fund/channel_confirm.html", context, status=NOT_TAKEN if form.is_bound else 200)


@opens_to(Permission.BOOK_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: DeskRequest, reference: str) -> HttpResponse:
    """End one."""
    row = channel_row(channel_kept_by(request.member, reference), request.member)
    if request.method != "POST":
        return render(request, "fund/channel_end.html", {"row": row})
    with told(request, _("Ended. No appeal shows this number any more.")):
        end_channel(channel=row.channel, by=request.member, at=now())
    return redirect("channels:channels")


def _promise(request: DeskRequest, given: dict[str, Any]) -> Promise:
    funds = {fund.reference: fund for fund in funds_kept_by(request.member)}
    if any(given[name] and given[name] not in funds for name in ("sponsor", "second")):
        raise Http404
    told_of = {name: given[name] for name in ("code", "name", "is_undeducted", "second_purpose")}
    return Promise(**told_of, sponsor=funds.get(given["sponsor"]), second=funds.get(given["second"]))


def _back(request: DeskRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("channels:channels")


def _page(request: DeskRequest, form: Form, context: dict[str, str]) -> HttpResponse:
    return render(request, "fund/channel_form.html", {**context, "form": form}, status=NOT_TAKEN if form.is_bound else 200)
