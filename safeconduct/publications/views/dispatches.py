"""Copies: planned, sent, taken by hand, with their proofs; and every file that can be made of a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.permissions import Permission
from safeconduct.publications.access import dispatch_for, own_publication_for, recipient_for, version_for
from safeconduct.publications.actions.cancel_dispatch import cancel_dispatch
from safeconduct.publications.actions.note_sent_by_hand import note_sent_by_hand
from safeconduct.publications.actions.plan_dispatches import plan_dispatches
from safeconduct.publications.actions.send_planned import problem_words, send_planned
from safeconduct.publications.exports.apart import CannotSet
from safeconduct.publications.forms.sending import NoteSent
from safeconduct.publications.queries.family import heading_of
from safeconduct.publications.queries.files import bundle_of, draft_of, file_of, labels_of, letter_of
from safeconduct.publications.queries.releases import released_versions
from safeconduct.publications.queries.sending import dispatch_line, languages_offered, sending_of
from safeconduct.publications.rules.scans import LARGEST_SCAN
from safeconduct.publications.rules.sending import DispatchKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import Promise

    from safeconduct.people.middleware import DeskRequest
    from safeconduct.publications.queries.files import File

PER_PAGE = 100
NOTHING_BY_HAND = gettext_lazy("Nothing waits to be printed and taken by hand.")


@opens_to_members
@require_safe
def page(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show how far every copy has come, what needs somebody first, and what waits to be printed."""
    crisis = crisis_for(request.member, slug)
    publication = own_publication_for(request.member, crisis, reference)
    sending = sending_of(publication)
    shown = Paginator(sending.lines, PER_PAGE).get_page(request.GET.get("page", "1"))
    context = {
        "crisis": crisis,
        "publication": publication,
        "heading": heading_of(publication, now()),
        "current": "recipients",
        "sending": sending,
        "page": shown,
        "lines": shown.object_list,
        "version": next(iter(released_versions(publication)), None),
        "languages": languages_offered(publication),
        "may_send": request.member.may(Permission.PUBLICATION_RELEASE),
    }
    return render(request, "publications/dispatches.html", context)


@opens_to(Permission.PUBLICATION_RELEASE)
@require_POST
def plan(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Plan copies for recipients of the newest released version that have none."""
    publication = own_publication_for(request.member, crisis_for(request.member, slug), reference)
    version = next(iter(released_versions(publication)), None)
    if version is None:
        messages.error(request, _("Nothing was planned: release a version first."))
        return redirect("publications:dispatches", slug, reference)
    kind = DispatchKind.RECALL if publication.recalled_at else DispatchKind.CORRECTION if version.is_correction else DispatchKind.LETTER
    with told(request, _("Every recipient has a copy planned now.")):
        plan_dispatches(version=version, kind=kind, by=request.member, at=now())
    return redirect("publications:dispatches", slug, reference)


@opens_to(Permission.PUBLICATION_RELEASE)
@require_POST
def send(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Put copies of this publication into the outbox now, without waiting for the worker."""
    publication = own_publication_for(request.member, crisis_for(request.member, slug), reference)
    sent = send_planned(publication=publication, at=now())
    said = ngettext(
        "%(count)s copy is in the outbox and leaves in office hours there.",
        "%(count)s copies are in the outbox and leave in office hours there.",
        sent,
    )
    messages.success(request, said % {"count": sent})
    return redirect("publications:dispatches", slug, reference)


@opens_to(Permission.PUBLICATION_RELEASE)
@require_POST
def cancel(request: DeskRequest, slug: str, reference: str, dispatch: str) -> HttpResponse:
    """Cancel a copy that has not left."""
    found = dispatch_for(request.member, crisis_for(request.member, slug), reference, dispatch)
    with told(request, _("This copy is cancelled.")):
        cancel_dispatch(dispatch=found, by=request.member, at=now())
    return redirect("publications:dispatches", slug, reference)


@opens_to(Permission.PUBLICATION_RELEASE)
@require_http_methods(["GET", "HEAD", "POST"])
def taken(request: DeskRequest, slug: str, reference: str, dispatch: str) -> HttpResponse:
    """Note that a copy was taken by hand, with its proof."""
    crisis = crisis_for(request.member, slug)
    found = dispatch_for(request.member, crisis, reference, dispatch)
    form = NoteSent(request.POST or None, request.FILES or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        given, scan = form.cleaned_data, form.cleaned_data["scan"]
        try:
            content = scan.read(LARGEST_SCAN + 1) if scan else b""
            note_sent_by_hand(dispatch=found, on=given["on"], proof=given["proof"], scan=content, by=request.member, at=now())
        except Refused as refusal:
            form.add_error("proof", str(refusal))
        else:
            messages.success(request, _("Noted. From that day a reply is waited for."))
            return redirect("publications:dispatches", slug, reference)
    context = {
        "crisis": crisis,
        "publication": found.version.publication,
        "heading": heading_of(found.version.publication, now()),
        "current": "recipients",
        "line": dispatch_line(found),
        "form": form,
    }
    return render(request, "publications/taken.html", context, status=NOT_TAKEN if form.errors else 200)


@opens_to_members
@require_safe
def scan(request: DeskRequest, slug: str, reference: str, dispatch: str) -> HttpResponse:
    """Give the scan of a receipt, to be kept as a file and never shown by the browser as a page."""
    found = dispatch_for(request.member, crisis_for(request.member, slug), reference, dispatch)
    if not found.scan:
        messages.error(request, _("No scan was kept of this copy."))
        return redirect("publications:dispatches", slug, reference)
    return _as_file(bytes(found.scan), found.scan_type, f"{found.reference}.{found.scan_type.partition('/')[2]}")


@opens_to_members
@require_safe
def letter(request: DeskRequest, slug: str, reference: str, post: str) -> HttpResponse:
    """Give the letter to one recipient as PDF, as it would go today."""
    recipient = recipient_for(request.member, crisis_for(request.member, slug), reference, post)
    return _made(request, lambda: letter_of(recipient, on=today(), at=now()), slug, reference)


@opens_to_members
@require_safe
def draft(request: DeskRequest, slug: str, reference: str, post: str) -> HttpResponse:
    """Give the letter to one recipient as a draft for one's own mail program."""
    recipient = recipient_for(request.member, crisis_for(request.member, slug), reference, post)
    return _made(request, lambda: draft_of(recipient, on=today(), at=now()), slug, reference)


@opens_to_members
@require_safe
def bundle(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Give all copies that wait to be taken by hand in one PDF."""
    publication = own_publication_for(request.member, crisis_for(request.member, slug), reference)
    return _made(request, lambda: bundle_of(publication, on=today(), at=now()), slug, reference, nothing=NOTHING_BY_HAND)


@opens_to_members
@require_safe
def labels(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Give the addresses of those copies as labels."""
    publication = own_publication_for(request.member, crisis_for(request.member, slug), reference)
    return _made(request, lambda: labels_of(publication), slug, reference, nothing=NOTHING_BY_HAND)


@opens_to_members
@require_safe
def file(request: DeskRequest, slug: str, reference: str, number: int, name: str) -> HttpResponse:
    """Give a version as ``da.pdf``, ``da.docx``, ``da.html`` or ``da.txt``; ``?for=addressee`` with what only the addressee reads."""
    code, _dot, form = name.partition(".")
    version = version_for(request.member, crisis_for(request.member, slug), reference, number)
    audience = "addressee" if request.GET.get("for") == "addressee" else "public"
    return _made(request, lambda: file_of(version, code, form, audience=audience, on=today(), at=now()), slug, reference)


def _made(request: DeskRequest, make: Callable[[], File | None], slug: str, reference: str, *, nothing: str | Promise = "") -> HttpResponse:
    try:
        made = make()
    except CannotSet as failure:
        messages.error(request, problem_words(failure))
        return redirect("publications:dispatches", slug, reference)
    if made is None and nothing:
        messages.error(request, str(nothing))
        return redirect("publications:dispatches", slug, reference)
    if made is None:
        raise Http404
    return _as_file(made.content, made.media_type, made.name)


def _as_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
