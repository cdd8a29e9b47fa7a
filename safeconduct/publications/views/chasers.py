"""Reminders of letters that nobody answered: drafted in bulk, read on one page, offered and approved by two people, never sent unseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.approve_recipient import approve_recipient
from safeconduct.publications.actions.approve_version import approve_version
from safeconduct.publications.actions.offer_version import offer_version
from safeconduct.publications.actions.prepare_chasers import prepare_chasers
from safeconduct.publications.queries.chasers import asks_of_keys, chaser_drafts, chosen_drafts, late_receivers, recipient_of
from safeconduct.publications.queries.states import newest_version

if TYPE_CHECKING:
    from collections.abc import Callable

    from safeconduct.people.middleware import DeskRequest
    from safeconduct.publications.models import Publication


@opens_to(Permission.PUBLICATION_WRITE)
@require_safe
def page(request: DeskRequest, slug: str) -> HttpResponse:
    """Show who is late, and every reminder that waits, with all its words."""
    crisis = crisis_for(request.member, slug)
    drafts = chaser_drafts(request.member, crisis, on=today())
    context = {
        "crisis": crisis,
        "late": late_receivers(request.member, crisis, on=today(), language=get_language() or "en"),
        "to_offer": [draft for draft in drafts if not draft.is_offered],
        "to_approve": [draft for draft in drafts if draft.is_offered and not draft.is_approved],
        "approved": [draft for draft in drafts if draft.is_approved],
        "may_approve": request.member.may(Permission.PUBLICATION_RELEASE),
    }
    return render(request, "publications/chasers.html", context)


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def prepare(request: DeskRequest, slug: str) -> HttpResponse:
    """Draft reminders for what was chosen."""
    crisis = crisis_for(request.member, slug)
    try:
        made = prepare_chasers(asks=asks_of_keys(request.member, crisis, request.POST.getlist("late")), by=request.member, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        words = ngettext("%(count)s reminder is drafted. Read it.", "%(count)s reminders are drafted. Read them.", len(made))
        messages.success(request, words % {"count": len(made)})
    return redirect("publications:chasers", slug)


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def offer(request: DeskRequest, slug: str) -> HttpResponse:
    """Offer what was chosen for approval, with the salutations that stood on the page."""

    def offer_one(chaser: Publication) -> None:
        recipient = recipient_of(chaser)
        if recipient is not None:
            approve_recipient(
                recipient=recipient,
                shown_holder=request.POST.get(f"holder-{chaser.reference}", ""),
                salutation=request.POST.get(f"salutation-{chaser.reference}", ""),
                closing=request.POST.get(f"closing-{chaser.reference}", ""),
                by=request.member,
                at=now(),
            )
        offer_version(publication=chaser, by=request.member, at=now())

    return _each(request, slug, offer_one, _("Offered for approval: %(count)s."))


@opens_to(Permission.PUBLICATION_RELEASE)
@require_POST
def approve(request: DeskRequest, slug: str) -> HttpResponse:
    """Approve what was chosen: a second person has read all of it."""

    def approve_one(chaser: Publication) -> None:
        version = newest_version(chaser)
        if version is None or str(version.number) != request.POST.get(f"version-{chaser.reference}", ""):
            raise Refused(_("There is another version by now than the page showed. Read that one."))
        approve_version(version=version, by=request.member, at=now())

    return _each(request, slug, approve_one, _("Approved: %(count)s. Each is released on its own page."))


def _each(request: DeskRequest, slug: str, act: Callable[[Publication], None], done: str) -> HttpResponse:
    """Do it to each that was chosen, and say of each that was refused why; the others are done."""
    crisis = crisis_for(request.member, slug)
    count = 0
    for chaser in chosen_drafts(request.member, crisis, request.POST.getlist("chaser")):
        try:
            act(chaser)
        except Refused as refusal:
            messages.error(request, f"{chaser.reference}: {refusal}")
        else:
            count += 1
    if count:
        messages.success(request, done % {"count": count})
    else:
        messages.error(request, _("Nothing was changed. Choose at least one reminder."))
    return redirect("publications:chasers", slug)
