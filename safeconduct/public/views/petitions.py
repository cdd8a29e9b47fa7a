"""Petitions: which there are, one of them with the form to sign it, and what happens once it is signed."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from safeconduct.crises.access import public_crisis
from safeconduct.kit.clock import now, today
from safeconduct.kit.countries import country_names
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.petitions.access import public_campaign
from safeconduct.petitions.queries.answered import asks_of_petition, handed_over
from safeconduct.petitions.queries.counts import public_count
from safeconduct.petitions.queries.shown import Shown, campaign_shown, lines_of, said_in
from safeconduct.petitions.queries.words_shown import arguments_of, questions_of, reasons_page, updates_of
from safeconduct.public.forms import SignPetition
from safeconduct.public.queries import crisis_title
from safeconduct.public.views.addresses import site
from safeconduct.public.views.frame import frame, in_language
from safeconduct.public.views.signing_words import problem_words
from safeconduct.signing.actions.take_signature import NotNow, take_signature
from safeconduct.signing.queries.rolls import RolledUp, current
from safeconduct.signing.queries.waiting import minutes_to_wait
from safeconduct.signing.receiving.judging import Verdict, fresh_ticket, judge
from safeconduct.signing.rules.entry import problems_of, read_entry
from safeconduct.signing.rules.kinds import Channel, State, Visibility
from safeconduct.signing.rules.proof import BITS
from safeconduct.signing.rules.switches import Switches

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis
    from safeconduct.petitions.models import Campaign
    from safeconduct.signing.rules.entry import Entry

NOT_KEPT = "no-store"  # the page carries a ticket that is good once, and a count
FEW = 3  # of each kind of words on the page itself; all of them have pages of their own


@dataclass(frozen=True, slots=True)
class Place:
    """A crisis and one of its petitions, as everybody may see them at this moment."""

    crisis: Crisis
    campaign: Campaign
    roll: RolledUp | None
    switches: Switches
    shown: Shown

    @property
    def is_paused(self) -> bool:
        """Tell whether nobody can sign for now, although it is open."""
        return self.shown.is_open and (self.roll is None or not self.roll.is_open(today()))

    @property
    def may_be_signed(self) -> bool:
        return self.shown.is_open and not self.is_paused


@dataclass(frozen=True, slots=True)
class Way:
    """Where the form stands: on the petition's own pages, or in a frame on somebody else's."""

    form_page: str
    ask_page: str
    sign: str  # names of routes
    signed: str
    channel: Channel


ON_PAGE = Way("public/petition_sign.html", "public/petition_visibility.html", "public:petition-sign", "public:petition-signed", Channel.WEB)


@opens_to_everyone
@require_safe
@in_language
def listing(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """List the petitions of a crisis, those that can be signed first."""
    crisis = public_crisis(slug)
    lines = lines_of(crisis, language=language, at=now())
    context = {
        **frame(crisis, language),
        "open": [line for line in lines if line.phase in {"open", "soon"}],
        "over": [line for line in lines if line.phase not in {"open", "soon"}],
    }
    return render(request, "public/petitions.html", context)


@opens_to_everyone
@require_safe
@in_language
def page(request: HttpRequest, language: str, slug: str, petition: str) -> HttpResponse:
    """Show one petition with the form to sign it."""
    place = place_of(slug, petition, language)
    return fresh(render(request, "public/petition.html", _whole(place, language, empty_form(request, place, language))))


@csrf_exempt  # there is no cookie that a stranger's page could misuse; the ticket in the form stands in its place
@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def sign(request: HttpRequest, language: str, slug: str, petition: str) -> HttpResponse:
    """Show the form alone, or take a signature. The answer is the same whether somebody signed before or not."""
    return form_or_signature(request, place_of(slug, petition, language), language, ON_PAGE)


@opens_to_everyone
@require_safe
@in_language
def signed(request: HttpRequest, language: str, slug: str, petition: str) -> HttpResponse:
    """Say what happens now, the same to everybody."""
    place = place_of(slug, petition, language)
    minutes = minutes_to_wait()
    context = {**frame(place.crisis, language), "shown": place.shown, "minutes": minutes, "mail_is_paused": place.switches.pause_mail}
    return fresh(render(request, "public/petition_signed.html", context))


def place_of(slug: str, petition: str, language: str) -> Place:
    """Give the crisis and the petition of an address.

    :raises Http404: if there is none that everybody may see
    """
    crisis = public_crisis(slug)
    campaign = public_campaign(crisis, petition)
    roll = current((slug, petition))
    return Place(crisis, campaign, roll, roll.switches if roll else Switches(), campaign_shown(campaign, language=language, at=now()))


def form_or_signature(request: HttpRequest, place: Place, language: str, way: Way) -> HttpResponse:
    """Show the form alone, or take the signature that was posted."""
    if request.method != "POST":
        return _form_alone(request, place, language, empty_form(request, place, language), way=way)
    form, entry = form_of(request, place), read_entry(request.POST)
    if not place.may_be_signed or place.roll is None:
        return _form_alone(request, place, language, form, HTTPStatus.CONFLICT, way=way)
    problems = problems_of(entry, place.roll)
    if not problems and not entry.visibility:
        return _ask_back(request, place, language, entry, way)
    for field, code in problems.items():
        form.add_error(field if field in form.fields else None, problem_words(field, code))
    if problems:
        return _form_alone(request, place, language, form, HTTPStatus.UNPROCESSABLE_ENTITY, way=way)
    try:
        if not taken(request, place, entry, way):
            return _form_alone(request, place, language, form, HTTPStatus.FORBIDDEN, way=way, again=True)
    except NotNow as refused:
        form.add_error(None, refused.sentence)
        return _form_alone(request, place, language, form, HTTPStatus.SERVICE_UNAVAILABLE, way=way)
    return redirect(way.signed, language, place.crisis.slug, place.campaign.slug)


def _whole(place: Place, language: str, form: SignPetition) -> dict[str, Any]:
    """Give everything that the petition's page shows."""
    campaign = place.campaign
    reasons = None if place.switches.hide_reasons or not campaign.takes_reasons else reasons_page(campaign, language=language, most=FEW)
    arguments = arguments_of(campaign)
    questions = questions_of(campaign, language=language)
    return {
        **around(place, language, form),
        "asks": asks_of_petition(campaign, on=today(), language=language),
        "handed": handed_over(campaign, language=language),
        "updates": updates_of(campaign, language=language),
        "reasons": reasons,
        "arguments": {side: found[:FEW] for side, found in arguments.items()},
        "more_arguments": any(len(found) > FEW for found in arguments.values()),
        "questions": questions[:FEW],
        "more_questions": len(questions) > FEW,
        "shows_names": campaign.shows_names and not place.switches.hide_lists,
        "country_names": country_names(language),
        "share": _share(place, language),
    }


def around(place: Place, language: str, form: SignPetition, way: Way = ON_PAGE) -> dict[str, Any]:
    """Give what the form needs around it."""
    count, names = public_count(place.campaign, at=now()), country_names(language)
    return {
        **frame(place.crisis, language),
        "shown": place.shown,
        "campaign": place.campaign,
        "form": form,
        "sign_address": reverse(way.sign, args=[language, place.crisis.slug, place.campaign.slug]),
        "count": count,
        "countries": [(names.get(code, code), number) for code, number in count.countries.items()],
        "channels": [(Channel(code), number) for code, number in count.channels.items() if number],
        "danger_names": sorted(names.get(code, code) for code in place.campaign.danger),
        "danger": " ".join(sorted(place.campaign.danger)),
        "is_paused": place.is_paused,
        "may_be_signed": place.may_be_signed,
        "pause_message": said_in(place.switches.message, language),
        "proof_bits": BITS if place.switches.proof else 0,
        "site": site(),
        "coalition": crisis_title(place.crisis, language)[0],
    }


def _share(place: Place, language: str) -> dict[str, Any]:
    """Give what goes into links with which readers pass the page on; each opens a programme of their own, none loads anything."""
    address = site() + reverse("public:petition", args=[language, place.crisis.slug, place.shown.slug])
    title = place.shown.title
    return {"address": address, "address_quoted": quote(address), "title": quote(title), "body": quote(f"{title}\n{address}")}


def empty_form(request: HttpRequest, place: Place, language: str) -> SignPetition:
    return _made({"ticket": request.META.get("safeconduct.ticket") or _ticket(place), "language": language}, None, place)


def form_of(request: HttpRequest, place: Place) -> SignPetition:
    form = _made({}, request.POST, place)
    form.full_clean()
    form.errors.clear()  # what is wrong is said by the rules that all doors share
    return form


def _made(initial: dict[str, str], data: Any, place: Place) -> SignPetition:
    return SignPetition(data, initial=initial, asks_postcode=place.campaign.asks_postcode, partners=place.shown.partners)


def _ask_back(request: HttpRequest, place: Place, language: str, entry: Entry, way: Way) -> HttpResponse:
    """Ask once how somebody in a country of the danger list wants to be seen, with the answer that exposes nobody chosen already."""
    fields = request.POST.copy()
    fields["visibility"] = Visibility.COUNTED.value
    country = country_names(language).get(entry.country, entry.country)
    context = {**around(place, language, _made({}, fields, place), way), "country": country}
    return fresh(render(request, way.ask_page, context))


def _form_alone(
    request: HttpRequest,
    place: Place,
    language: str,
    form: SignPetition,
    status: HTTPStatus = HTTPStatus.OK,
    *,
    way: Way,
    again: bool = False,
) -> HttpResponse:
    if again:  # the ticket was used or is too old: the form gets another, and keeps everything else
        fields = request.POST.copy()
        fields["ticket"] = _ticket(place)
        form = _made({}, fields, place)
        form.full_clean()
        form.errors.clear()
    return fresh(render(request, way.form_page, {**around(place, language, form, way), "again": again}, status=status))


def taken(request: HttpRequest, place: Place, entry: Entry, way: Way) -> bool:
    """Take the signature unless its ticket must be made anew; a refused signer is not told why, and not that."""
    if place.roll is None:
        return False
    peer, forwarded = request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", "")
    verdict = judge(entry, place.roll, peer=peer, forwarded=forwarded, at=now())
    if verdict is Verdict.AGAIN:
        return False
    state = State.SET_ASIDE if verdict is Verdict.SET_ASIDE else State.PENDING
    take_signature(entry, place.roll, on=today(), channel=way.channel, state=state)
    return True


def _ticket(place: Place) -> str:
    return fresh_ticket(place.roll, at=now()) if place.roll else ""


def fresh(response: HttpResponse) -> HttpResponse:
    """Let nothing keep the answer: it carries a ticket that is good once, or what its owner may hide at any moment."""
    response["Cache-Control"] = NOT_KEPT
    return response
