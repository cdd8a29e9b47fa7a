"""The list of campaigns, and how one begins."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safeconduct.crises.access import crisis_for
from safeconduct.kit.doors import opens_to_members
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import campaigns_for


@opens_to_members
@require_safe
def listing(request: DeskRequest, slug: str) -> HttpResponse:
    """Show the campaigns of the crisis and how far each is."""
    crisis = crisis_for(request.member, slug)
    context = {
        "crisis": crisis,
        "campaigns": campaigns_for(request.member, crisis),
        "may_keep": request.member.may(Permission.PETITION_KEEP),
    }
    return render(request, "petitions/listing.html", context)
