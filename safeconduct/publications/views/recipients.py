"""Recipients: finding posts, who holds them today, and how each is addressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.advocacy.access import post_for
from safeconduct.advocacy.queries.posts import find_posts
from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.permissions import Permission
from safeconduct.publications.access import own_publication_for, recipient_for
from safeconduct.publications.actions.address_publication import address_publication
from safeconduct.publications.actions.approve_recipient import approve_recipient
from safeconduct.publications.actions.remove_recipient import remove_recipient
from safeconduct.publications.actions.set_letterhead import set_letterhead
from safeconduct.publications.forms.sending import AddRecipients, ApproveRecipient, SetLetterhead
from safeconduct.publications.queries.family import heading_of
from safeconduct.publications.queries.frames import letterhead_fields
from safeconduct.publications.queries.sending import languages_offered, recipient_line, recipient_lines
from safeconduct.publications.queries.sheets import ADDRESSEE, sheet_for, version_shown

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis
    from safeconduct.people.middleware import DeskRequest
    from safeconduct.publications.models import Publication

PER_PAGE = 50
MOST_FOUND = 100


@opens_to_members
@require_safe
def page(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show who gets it, who holds each post today, and how the letter to each begins. ``?words=`` looks for posts to add."""
    crisis = crisis_for(request.member, slug)
    return _show(request, crisis, own_publication_for(request.member, crisis, reference))


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def add(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Address it to the posts that were ticked."""
    crisis = crisis_for(request.member, slug)
    publication = own_publication_for(request.member, crisis, reference)
    form = AddRecipients(request.POST, languages=languages_offered(publication))
    chosen = [post_for(request.member, crisis, post) for post in request.POST.getlist("post")[:MOST_FOUND]]
    if not chosen:
        messages.error(request, _("Nothing was added: tick the posts first."))
    if not chosen or not form.is_valid():
        return _show(request, crisis, publication, adding=form)
    added = 0
    for post in chosen:
        try:
            address_publication(publication=publication, post=post, **form.cleaned_data, by=request.member, at=now())
        except Refused as refusal:
            messages.error(request, f"{post.reference}: {refusal}")
        else:
            added += 1
    if added:
        messages.success(request, ngettext("%(count)s recipient was added.", "%(count)s recipients were added.", added) % {"count": added})
    return redirect("publications:recipients", slug, reference)


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def remove(request: DeskRequest, slug: str, reference: str, post: str) -> HttpResponse:
    """Take one off the list."""
    recipient = recipient_for(request.member, crisis_for(request.member, slug), reference, post)
    with told(request, _("It does not go there any more.")):
        remove_recipient(recipient=recipient, by=request.member, at=now())
    return redirect("publications:recipients", slug, reference)


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def approve_shown(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Approve the recipients that were ticked, with holder and salutation as the page showed them."""
    crisis, approved = crisis_for(request.member, slug), 0
    own_publication_for(request.member, crisis, reference)
    for post in request.POST.getlist("post")[:PER_PAGE]:
        recipient = recipient_for(request.member, crisis, reference, post)
        given = {name: request.POST.get(f"{name}-{post}", "")[:200] for name in ("shown_holder", "salutation", "closing")}
        try:
            approve_recipient(recipient=recipient, **given, by=request.member, at=now())
        except Refused as refusal:
            messages.error(request, f"{post}: {refusal}")
        else:
            approved += 1
    if approved:
        messages.success(
            request, ngettext("%(count)s recipient is approved.", "%(count)s recipients are approved.", approved) % {"count": approved}
        )
    return redirect("publications:recipients", slug, reference)


@opens_to(Permission.PUBLICATION_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: DeskRequest, slug: str, reference: str, post: str) -> HttpResponse:
    """Show one recipient with the letter as it would reach them; approve it in words of one's own."""
    crisis = crisis_for(request.member, slug)
    recipient = recipient_for(request.member, crisis, reference, post)
    line = recipient_line(recipient, on=today())
    initial = {"shown_holder": line.card.holder_name, "salutation": line.salutation, "closing": line.closing}
    form = ApproveRecipient(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            approve_recipient(recipient=recipient, **form.cleaned_data, by=request.member, at=now())
        except Refused as refusal:
            form.add_error("salutation", str(refusal))
        else:
            messages.success(request, _("Holder and salutation are approved."))
            return redirect("publications:recipients", slug, reference)
    publication = recipient.publication
    version = version_shown(publication)
    context = {
        **_around(crisis, publication),
        "line": line,
        "form": form,
        "version": version,
        "sheet": sheet_for(version, language=recipient.language, audience=ADDRESSEE, recipient=recipient, on=today(), at=now()),
    }
    return render(request, "publications/recipient.html", context, status=NOT_TAKEN if form.errors else 200)


@opens_to(Permission.PUBLICATION_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def letterhead(request: DeskRequest, slug: str) -> HttpResponse:
    """Show and set the letterhead of the member's own organisation."""
    crisis = crisis_for(request.member, slug)
    form = SetLetterhead(request.POST or None, initial=letterhead_fields(request.member.organisation))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            set_letterhead(lines=given["lines"].splitlines(), place=given["place"], foot=given["foot"], by=request.member, at=now())
        except Refused as refusal:
            form.add_error("lines", str(refusal))
        else:
            messages.success(request, _("The letterhead is kept. Letters that are set from now on carry it."))
            return redirect("publications:letterhead", slug)
    context = {"crisis": crisis, "form": form, "organisation": request.member.organisation}
    return render(request, "publications/letterhead.html", context, status=NOT_TAKEN if form.errors else 200)


def _around(crisis: Crisis, publication: Publication) -> dict[str, object]:
    return {"crisis": crisis, "publication": publication, "heading": heading_of(publication, now()), "current": "recipients"}


def _show(request: DeskRequest, crisis: Crisis, publication: Publication, *, adding: AddRecipients | None = None) -> HttpResponse:
    words = request.GET.get("words", "")[:100] or request.POST.get("words", "")[:100]
    lines = recipient_lines(publication, on=today())
    shown = Paginator(lines, PER_PAGE).get_page(request.GET.get("page", "1"))
    languages = languages_offered(publication)
    context = {
        **_around(crisis, publication),
        "page": shown,
        "lines": shown.object_list,
        "total": len(lines),
        "unseen": sum(line.needs_a_look for line in lines),
        "changed": sum(line.has_changed for line in lines),
        "words": words,
        "found": find_posts(request.member, crisis, words, limit=MOST_FOUND, language=get_language() or "en"),
        "adding": adding or AddRecipients(languages=languages, initial={"language": publication.original}),
        "may_write": request.member.may(Permission.PUBLICATION_WRITE) and publication.recalled_at is None,
    }
    return render(request, "publications/recipients.html", context, status=NOT_TAKEN if adding else 200)
