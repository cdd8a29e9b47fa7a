"""Sentences on the evidence desk: read by a second person, accepted or refused."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from safeconduct.crises.access import crisis_for
from safeconduct.evidence.views.asking import told
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.released.actions.accept_slip import accept_slip
from safeconduct.released.actions.refuse_slip import refuse_slip
from safeconduct.released.queries.slips import slip_desk


@opens_to(Permission.CLAIM_WRITE)
@require_safe
def slips(request: DeskRequest, slug: str) -> HttpResponse:
    """Show the sentences of a crisis: those that wait for somebody first."""
    crisis = crisis_for(request.member, slug)
    return render(request, "released/slips.html", {"crisis": crisis, "desk": slip_desk(request.member, crisis, today())})


@opens_to(Permission.CLAIM_WRITE)
@require_POST
def accept(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Accept one."""
    crisis = crisis_for(request.member, slug)
    words = _("The sentence is accepted. On the next batch day it becomes a claim.")
    return told(
        request, lambda: accept_slip(reference=reference, by=request.member, at=now()), words, reverse("slips:slips", args=[crisis.slug])
    )


@opens_to(Permission.CLAIM_WRITE)
@require_POST
def refuse(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Refuse one."""
    crisis = crisis_for(request.member, slug)
    words = _("The sentence is refused. Whoever handed it in sees that, and may hand in another.")
    return told(
        request, lambda: refuse_slip(reference=reference, by=request.member, at=now()), words, reverse("slips:slips", args=[crisis.slug])
    )
