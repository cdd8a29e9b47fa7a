"""What is counted elsewhere: sheets of paper, counted twice; and partners, whose number stands beside ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import own_campaign_for, paper_for, partner_for
from safeconduct.petitions.actions.add_partner import AddressUncallable, KeyMissing, add_partner
from safeconduct.petitions.actions.check_paper import check_paper
from safeconduct.petitions.actions.end_partner import end_partner
from safeconduct.petitions.actions.record_paper import record_paper
from safeconduct.petitions.actions.take_back_paper import take_back_paper
from safeconduct.petitions.actions.write_partner_count import write_partner_count
from safeconduct.petitions.forms.elsewhere import AddPartner, CheckPaper, RecordPaper, WritePartnerCount
from safeconduct.petitions.queries.counts import paper_of
from safeconduct.petitions.queries.elsewhere import own_address, own_key_words, papers_of, partner_lines
from safeconduct.petitions.views.campaign import page_context

if TYPE_CHECKING:
    from django import forms


@opens_to(Permission.PETITION_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show the sheets and who counted them; record more."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    form = RecordPaper(request.POST or None, initial={"on": today()})
    if form.is_bound and form.is_valid():
        try:
            record_paper(campaign=campaign, **form.cleaned_data, by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded. It is shown once somebody else has counted the same sheets."))
            return redirect("petitions:elsewhere", slug, reference)
    context = page_context(request, crisis, campaign, "elsewhere") | {
        "form": form,
        "papers": papers_of(campaign),
        "shown": paper_of(campaign),
        "within": "paper",
    }
    return render(request, "petitions/paper.html", context, status=NOT_TAKEN if form.is_bound else 200)


@opens_to(Permission.PETITION_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: DeskRequest, slug: str, reference: str, paper: str) -> HttpResponse:
    """Ask for the number that somebody else counted; the first number is not shown before."""
    crisis = crisis_for(request.member, slug)
    found = paper_for(request.member, crisis, reference, paper)
    form = CheckPaper(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            check_paper(paper=found, number=form.cleaned_data["number"], by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Checked. The number stands on the page, apart from the others."))
            return redirect("petitions:elsewhere", slug, reference)
    context = page_context(request, crisis, found.campaign, "elsewhere") | {"form": form, "paper": found, "within": "paper"}
    return render(request, "petitions/paper_check.html", context, status=NOT_TAKEN if form.is_bound else 200)


@opens_to(Permission.PETITION_KEEP)
@require_POST
def take_back(request: DeskRequest, slug: str, reference: str, paper: str) -> HttpResponse:
    """Take sheets back."""
    found = paper_for(request.member, crisis_for(request.member, slug), reference, paper)
    with told(request, _("Taken back. It is in no number any more.")):
        take_back_paper(paper=found, by=request.member, at=now())
    return redirect("petitions:elsewhere", slug, reference)


@opens_to(Permission.PETITION_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def partners(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show what partners count and our own key; add one."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    form = AddPartner(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            add_partner(campaign=campaign, **form.cleaned_data, by=request.member, at=now())
        except Refused as refusal:
            _blame(form, refusal)
        else:
            messages.success(request, _("Added. Its number stands on the page as soon as it is known."))
            return redirect("petitions:partners", slug, reference)
    context: dict[str, Any] = page_context(request, crisis, campaign, "elsewhere") | {
        "form": form,
        "lines": partner_lines(campaign, now()),
        "own_address": own_address(campaign),
        "own_key": own_key_words(),
        "within": "partners",
    }
    return render(request, "petitions/partners.html", context, status=NOT_TAKEN if form.is_bound else 200)


@opens_to(Permission.PETITION_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def partner_count(request: DeskRequest, slug: str, reference: str, partner: str) -> HttpResponse:
    """Write a partner's number in."""
    crisis = crisis_for(request.member, slug)
    found = partner_for(request.member, crisis, reference, partner)
    form = WritePartnerCount(request.POST or None, initial={"count": found.count})
    if form.is_bound and form.is_valid():
        try:
            write_partner_count(partner=found, count=form.cleaned_data["count"], by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written in."))
            return redirect("petitions:partners", slug, reference)
    context = page_context(request, crisis, found.campaign, "elsewhere") | {"form": form, "partner": found, "within": "partners"}
    return render(request, "petitions/partner_count.html", context, status=NOT_TAKEN if form.is_bound else 200)


@opens_to(Permission.PETITION_KEEP)
@require_POST
def partner_end(request: DeskRequest, slug: str, reference: str, partner: str) -> HttpResponse:
    """Take a partner off."""
    found = partner_for(request.member, crisis_for(request.member, slug), reference, partner)
    with told(request, _("Taken off the page.")):
        end_partner(partner=found, by=request.member, at=now())
    return redirect("petitions:partners", slug, reference)


def _blame(form: forms.Form, refusal: Refused) -> None:
    field = {AddressUncallable: "address", KeyMissing: "key"}.get(type(refusal))
    form.add_error(field, str(refusal))
