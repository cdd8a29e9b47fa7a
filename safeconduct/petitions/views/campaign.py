"""The page of a campaign: what is to be done next; opening it; its settings and addressees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.advocacy.access import post_for
from safeconduct.advocacy.queries.posts import find_posts, found_posts, posts_of_references
from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import campaign_for, own_campaign_for
from safeconduct.petitions.actions.address_campaign import address_campaign, readdress_campaign
from safeconduct.petitions.actions.open_campaign import open_campaign
from safeconduct.petitions.actions.set_campaign import Settings, set_campaign
from safeconduct.petitions.forms.campaigns import WARNING, SetCampaign
from safeconduct.petitions.queries.choices import partner_choices
from safeconduct.petitions.queries.desk import course_of, heading_of
from safeconduct.petitions.queries.overview import overview_of
from safeconduct.petitions.queries.readiness import lacks_of
from safeconduct.petitions.queries.telling import LACK_SENTENCES, PROGRESS_NAMES, STEP_NAMES, step_hint
from safeconduct.petitions.rules.steps import Progress, Step

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis
    from safeconduct.petitions.models import Campaign
    from safeconduct.petitions.queries.desk import Way

MOST_FOUND = 30
PLACES = {  # the pages on which steps are taken
    Step.ADDRESSEES: "addressees",
    Step.COLLECT: "counts",
    Step.CLOSE: "close",
    Step.HAND_OVER: "handovers",
    Step.ANSWER: "stages",
}


def page_context(request: DeskRequest, crisis: Crisis, campaign: Campaign, current: str) -> dict[str, Any]:
    """Give what every page of a campaign needs: its head, which way it stands on, and which ways this member can go."""
    member = request.member
    is_own = campaign.organisation_id == member.organisation_id
    return {
        "crisis": crisis,
        "campaign": campaign,
        "heading": heading_of(campaign, at=now()),
        "current": current,
        "is_own": is_own,
        "may_keep": is_own and member.may(Permission.PETITION_KEEP),
        "may_moderate": is_own and member.may(Permission.PETITION_MODERATE),
        "may_invalidate": is_own and member.may(Permission.PETITION_INVALIDATE),
    }


@opens_to_members
@require_safe
def page(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show what is to be done next, every step with how far it is, and how many have signed; of another's campaign only how far it is."""
    crisis = crisis_for(request.member, slug)
    campaign = campaign_for(request.member, crisis, reference)
    context = page_context(request, crisis, campaign, "page")
    if not context["is_own"]:
        return render(request, "petitions/known.html", context | {"overview": overview_of(campaign)})
    way = course_of(campaign, at=now())
    lacking = lacks_of(campaign, at=now()) if campaign.opens_on is None else ()
    context |= {
        "way": way,
        "next_name": STEP_NAMES[way.next_step] if way.next_step else "",
        "next_hint": step_hint(way.next_step, way.course) if way.next_step else "",
        "next_address": _address(campaign, way.next_step) if way.next_step else "",
        "tasks": _tasks(campaign, way),
        "may_open": context["may_keep"] and campaign.opens_on is None and not lacking,
        "lacking": [LACK_SENTENCES[lack] for lack in lacking],
        "overview": overview_of(campaign),
    }
    return render(request, "petitions/campaign.html", context)


@opens_to(Permission.PETITION_KEEP)
@require_POST
def open_(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Open it for signing."""
    campaign = own_campaign_for(request.member, crisis_for(request.member, slug), reference)
    with told(request, _("It is open. Everybody can read and sign it now.")):
        open_campaign(campaign=campaign, by=request.member, at=now())
    return redirect("petitions:campaign", slug, reference)


@opens_to(Permission.PETITION_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Set goal, last day, danger list and what people are asked."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    form = SetCampaign(request.POST or None, initial=_as_set(campaign), partners=partner_choices(campaign))
    ticked = {*campaign.danger, *request.POST.getlist("danger")}
    form.suggested_first(ticked)
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in Settings.__dataclass_fields__}
        try:
            set_campaign(campaign=campaign, settings=Settings(**given), by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. Signatures that are there keep what their signers chose."))
            return redirect("petitions:settings", slug, reference)
    context = page_context(request, crisis, campaign, "settings") | {"form": form, "starter_warning": WARNING}
    return render(request, "petitions/settings.html", context, status=NOT_TAKEN if form.is_bound else 200)


@opens_to_members
@require_safe
def addressees(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show who is asked; ``?words=`` looks for posts to add."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    words, language = request.GET.get("words", "")[:200], get_language() or "en"
    chosen = list(campaign.addressees.order_by("position").values_list("post__reference", flat=True))
    known = {post.reference: post for post in found_posts(posts_of_references(chosen), language=language)}
    found = [post for post in find_posts(request.member, crisis, words, limit=MOST_FOUND, language=language) if post.reference not in known]
    context = page_context(request, crisis, campaign, "addressees")
    context |= {"words": words, "found": found, "lines": [known[one] for one in chosen if one in known]}
    return render(request, "petitions/addressees.html", context)


@opens_to(Permission.PETITION_KEEP)
@require_POST
def address(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Address it to the posts that were ticked."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    chosen = request.POST.getlist("post")[:MOST_FOUND]
    if not chosen:
        messages.error(request, _("Nothing was added: tick the posts first."))
    for one in chosen:
        with told(request, _("%(post)s is addressed.") % {"post": one}):
            address_campaign(campaign=campaign, post=post_for(request.member, crisis, one), by=request.member, at=now())
    return redirect("petitions:addressees", slug, reference)


@opens_to(Permission.PETITION_KEEP)
@require_POST
def readdress(request: DeskRequest, slug: str, reference: str, post: str) -> HttpResponse:
    """Take a post out of the addressees."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    with told(request, _("It is not addressed any more.")):
        readdress_campaign(campaign=campaign, post=post_for(request.member, crisis, post), by=request.member, at=now())
    return redirect("petitions:addressees", slug, reference)


def _as_set(campaign: Campaign) -> dict[str, Any]:
    given = {name: getattr(campaign, name) for name in Settings.__dataclass_fields__}
    return given | {"owner": "person" if campaign.starter else "organisation", "is_safe": bool(campaign.starter)}


def _tasks(campaign: Campaign, way: Way) -> list[dict[str, Any]]:
    tasks = []
    for step, progress in way.steps:
        word, code = PROGRESS_NAMES[progress]
        leads = progress is not Progress.LATER or step is Step.LANGUAGES or (step is Step.CLOSE and way.course.is_opened)
        address = _address(campaign, step) if leads else ""
        tasks.append({"title": STEP_NAMES[step], "hint": step_hint(step, way.course), "address": address, "word": word, "code": code})
    return tasks


def _address(campaign: Campaign, step: Step) -> str:
    slug, reference = campaign.crisis.slug, campaign.reference
    if step in {Step.TEXT, Step.LANGUAGES}:
        return reverse("publications:page", args=[slug, campaign.publication.reference])
    if step is Step.KEYS:
        return f"{reverse('desk:sealed')}#/petitions"
    if step is Step.OPEN:
        return "" if campaign.opens_on else "#open"
    return reverse(f"petitions:{PLACES[step]}", args=[slug, reference])
