"""The confidential annex: what is known of it without reading it, and what the sealed desk asks and tells."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.talking import given_by, talks
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.publications.access import annex_copy_for, annex_for, own_publication_for, version_for
from safeconduct.publications.actions.begin_annex import begin_annex
from safeconduct.publications.actions.check_annex import check_annex
from safeconduct.publications.actions.make_annex_copy import make_annex_copy
from safeconduct.publications.actions.recall_annex_copy import recall_annex_copy
from safeconduct.publications.queries.annexes import annex_of, annex_shown, comparison, newest_of
from safeconduct.publications.queries.family import heading_of

MOST_FINDINGS = 10_000


@opens_to_members
@require_safe
def page(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show whether there is an annex, whether it was compared with the newest version, and who got a copy."""
    crisis = crisis_for(request.member, slug)
    publication = own_publication_for(request.member, crisis, reference)
    context = {
        "crisis": crisis,
        "heading": heading_of(publication, now()),
        "current": "annex",
        "publication": publication,
        "shown": annex_shown(publication, on=today()),
        "sealed_address": f"{reverse('desk:sealed')}?annex={slug}/{publication.reference}#/annexes",
        "may_write": request.member.may(Permission.PUBLICATION_WRITE),
        "may_hold": request.member.may(Permission.VAULT_HOLD),
        "tab": "annex",
    }
    return render(request, "publications/annex.html", context)


@opens_to(Permission.PUBLICATION_WRITE)
@talks
@require_http_methods(["GET", "HEAD", "POST"])
def sealed(request: DeskRequest, slug: str, reference: str) -> dict[str, Any]:
    """Give what the browser compares the annex with; or note that it was begun."""
    crisis = crisis_for(request.member, slug)
    publication = own_publication_for(request.member, crisis, reference)
    if request.method == "POST":
        sent = given_by(request)
        begun = begin_annex(publication=publication, vault=sent.uuid("vault"), record_id=sent.uuid("record"), by=request.member, at=now())
        return {"reference": begun.reference}
    annex = annex_of(publication)
    return {
        "publication": publication.reference,
        "annex": {"reference": annex.reference, "vault": str(annex.vault_id), "record": str(annex.record), "version": newest_of(annex)}
        if annex
        else None,
        "comparison": comparison(publication),
    }


@opens_to(Permission.PUBLICATION_WRITE)
@talks
@require_POST
def check(request: DeskRequest, slug: str, reference: str) -> dict[str, Any]:
    """Note what a comparison found: how many, never which."""
    crisis = crisis_for(request.member, slug)
    annex, sent = annex_for(request.member, crisis, reference), given_by(request)
    kept = check_annex(
        annex=annex,
        version=version_for(request.member, crisis, reference, sent.whole("version")),
        record_version=sent.whole("record_version"),
        findings=sent.whole("findings", most=MOST_FINDINGS),
        by=request.member,
        at=now(),
    )
    return {"is_clean": kept.is_clean}


@opens_to(Permission.PUBLICATION_WRITE)
@talks
@require_POST
def copies(request: DeskRequest, slug: str, reference: str) -> dict[str, Any]:
    """Keep a sealed copy for one recipient and give the address that only they are to be told."""
    crisis = crisis_for(request.member, slug)
    annex, sent = annex_for(request.member, crisis, reference), given_by(request)
    copy, token = make_annex_copy(
        annex=annex,
        recipient_name=sent.text("recipient", most=200),
        means=sent.text("means", most=12),
        record_version=sent.whole("record_version"),
        blob=sent.octets("blob"),
        expires_on=sent.day("expires_on"),
        by=request.member,
        at=now(),
    )
    return {"reference": copy.reference, "path": f"/en/annex/{token}/"}


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def recall(request: DeskRequest, slug: str, reference: str, copy: str) -> HttpResponse:
    """Take a copy back."""
    found = annex_copy_for(request.member, crisis_for(request.member, slug), reference, copy)
    recall_annex_copy(copy=found, by=request.member, at=now())
    messages.success(request, _("The copy is gone. What was fetched before cannot be called back: tell the recipient."))
    return redirect("publications:annex", slug, reference)
