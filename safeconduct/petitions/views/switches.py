"""The switch board of a campaign: a calm page for bad days, by day and by night."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import own_campaign_for
from safeconduct.petitions.actions.turn_switches import clear_switches_here, turn_switches
from safeconduct.petitions.forms.switches import TurnSwitches
from safeconduct.petitions.queries.switchboard import board_of, languages_of
from safeconduct.petitions.views.campaign import page_context
from safeconduct.publications.queries.showing import title_of

NOT_TAKEN = 422


@opens_to(Permission.PETITION_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def switches(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show how the switches stand and what each does; turn them as the form says."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    board = board_of(campaign)
    form = TurnSwitches(request.POST if request.method == "POST" else None, languages=languages_of(campaign), now=board.kept)
    if request.method == "POST" and form.is_valid():
        try:
            is_kept = turn_switches(campaign=campaign, switches=form.switches(), by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _kept() if is_kept else _turned_here())
            return redirect("petitions:switches", slug, reference)
    context = {"board": board, "form": form}
    if board.answers:
        context |= page_context(request, crisis, campaign, "switches")
    else:  # the head of the other pages says whether it can be signed, which nobody knows now
        context |= {"crisis": crisis, "campaign": campaign, "title": title_of(campaign.publication, get_language() or "en")[0]}
    return render(request, "petitions/switches.html", context, status=NOT_TAKEN if form.errors else 200)


@opens_to(Permission.PETITION_KEEP)
@require_POST
def clear_here(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Let the switches on this page count again where the machine's own won."""
    campaign = own_campaign_for(request.member, crisis_for(request.member, slug), reference)
    clear_switches_here(campaign=campaign, by=request.member, at=now())
    messages.success(request, _("What this page says counts again."))
    return redirect("petitions:switches", slug, reference)


def _kept() -> str:
    return _("It is so. Visitors see it within a few seconds, on every machine.")


def _turned_here() -> str:
    return _(
        "The database of signatures does not answer. The switches are turned in this machine's memory and count here until somebody "
        "clears them on this page. Signatures that were answered for are safe."
    )
