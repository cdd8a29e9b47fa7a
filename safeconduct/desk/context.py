"""The side navigation of the desk, on whichever page of whichever app it stands."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.crises.access import crises_for
from safeconduct.crises.models import Crisis
from safeconduct.crises.queries import title_of
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give the groups of links for a member at the desk; nothing for anybody else, or anywhere else."""
    member: Member | None = getattr(request, "member", None)
    if member is None or not request.path.startswith("/desk/"):
        return {}
    match = request.resolver_match
    slug = match.kwargs.get("slug", "") if match else ""
    crises = list(crises_for(member))
    here = next((crisis for crisis in crises if crisis.slug == slug), None)
    groups = [_desk(request, member)]
    if here is not None:
        groups.insert(0, _crisis(request, here, member))
    others = [crisis for crisis in crises if crisis != here]
    if others:
        entries = [_entry(request, title_of(crisis), reverse("desk:crisis", args=[crisis.slug])) for crisis in others]
        groups.append({"title": _("Crises"), "entries": entries})
    return {
        "navigation": groups,
        "search_address": reverse("desk:search"),
        "crisis_name": title_of(here) if here else "",
        "crisis_address": reverse("desk:crisis", args=[here.slug]) if here else "",
        "is_demonstration": bool(here and here.is_demonstration),
    }


def _crisis(request: HttpRequest, crisis: Crisis, member: Member) -> dict[str, Any]:
    slug = crisis.slug
    entries = [
        (_("Overview"), reverse("desk:crisis", args=[slug])),
        (_("Documents"), reverse("evidence:documents", args=[slug])),
        (_("Claims"), reverse("evidence:claims", args=[slug])),
        (_("Sources"), reverse("evidence:sources", args=[slug])),
        (_("Demands"), reverse("advocacy:demands", args=[slug])),
        (_("Words and deeds"), reverse("advocacy:board", args=[slug])),
        (_("Posts and holders"), reverse("advocacy:posts", args=[slug])),
        (_("Publications"), reverse("publications:listing", args=[slug])),
        (_("Petitions"), reverse("petitions:listing", args=[slug])),
        (_("Press desk"), reverse("press:room", args=[slug])),
    ]
    if member.may(Permission.CLAIM_WRITE):
        entries.insert(3, (_("Sentences to let out"), reverse("slips:slips", args=[slug])))
    if member.may(Permission.PUBLICATION_WRITE):
        entries.append((_("Answers to letters"), reverse("publications:answers", args=[slug])))
    if member.may(Permission.DOCUMENT_CAPTURE):
        entries.insert(1, (_("Bring in documents"), reverse("desk:import", args=[slug])))
    return {"title": title_of(crisis), "entries": [_entry(request, label, address) for label, address in entries]}


def _desk(request: HttpRequest, member: Member) -> dict[str, Any]:
    entries = [(_("What waits"), reverse("desk:home"))]
    entries.append((_("Sealed desk"), reverse("desk:sealed")))
    if member.may(Permission.PUBLICATION_WRITE):
        entries.append((_("Outbox"), reverse("outbox:messages")))
    if member.may(Permission.PAYOUT_APPROVE):
        entries.append((_("Payouts"), reverse("fund:payouts")))
    if member.may(Permission.BOOK_KEEP):
        entries.append((_("The book"), reverse("channels:channels")))
    entries.append((_("Members"), reverse("desk:members")))
    if member.may(Permission.AUDIT_READ):
        entries.append((_("The record"), reverse("desk:record")))
    return {"title": _("Desk"), "entries": [_entry(request, label, address) for label, address in entries]}


def _entry(request: HttpRequest, label: str, address: str) -> dict[str, Any]:
    return {"label": label, "address": address, "is_current": request.path == address}
