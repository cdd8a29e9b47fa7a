"""Urgent actions: which run, one of them, its letter on paper, and how many wrote."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from safeconduct.crises.access import public_crisis
from safeconduct.kit.clock import now
from safeconduct.kit.countries import country_names
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.languages import direction_of
from safeconduct.kit.refusals import Refused
from safeconduct.public.forms import IWrote
from safeconduct.public.throttle import new_ticket, read_ticket, take_turn
from safeconduct.public.views.frame import asked_each_time, frame, in_language
from safeconduct.publications.access import public_publication
from safeconduct.publications.actions.count_appeal import count_appeal
from safeconduct.publications.queries.action_pages import action_shown, public_actions
from safeconduct.publications.queries.urgent import Tallied, stage_of, tallied
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.urgent import Way
from safeconduct.publications.words import WAY_NAMES
from safeconduct.theme.charts import bars

if TYPE_CHECKING:
    from datetime import datetime

    from safeconduct.crises.models import Crisis
    from safeconduct.publications.models import Publication

NOT_KEPT = "no-store"


@dataclass(frozen=True, slots=True)
class Place:
    """A crisis and one of its urgent actions, as everybody may see them at this moment."""

    crisis: Crisis
    action: Publication
    at: datetime


@opens_to_everyone
@require_safe
@asked_each_time
@in_language
def listing(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show what one can do today, and what became of what is over."""
    crisis = public_crisis(slug)
    lines = public_actions(crisis, now(), language)
    context = {
        **frame(crisis, language),
        "running": [line for line in lines if line.asks],
        "over": [line for line in lines if line.stage == "expired"],
        "stopped": [line for line in lines if line.stage == "stopped"],
    }
    return render(request, "public/actions.html", context)


@opens_to_everyone
@require_safe
@asked_each_time
@in_language
def page(request: HttpRequest, language: str, slug: str, reference: str) -> HttpResponse:
    """Show one urgent action; further information on one leads to it."""
    publication = public_publication(public_crisis(slug), reference, now())
    if publication.kind == Kind.UPDATE and publication.updates is not None:
        return redirect(reverse("public:action", args=[language, slug, publication.updates.reference]) + f"#{reference}")
    place = _place(slug, reference)
    return render(request, "public/action.html", {**frame(place.crisis, language), "shown": action_shown(place.action, place.at, language)})


@opens_to_everyone
@require_safe
@asked_each_time
@in_language
def on_paper(request: HttpRequest, language: str, slug: str, reference: str) -> HttpResponse:
    """Show a sheet for each addressee, to be printed and written on by hand."""
    place = _place(slug, reference)
    shown = action_shown(place.action, place.at, language)
    if not shown.line.asks:
        raise Http404
    return render(request, "public/action_paper.html", {**frame(place.crisis, language), "shown": shown})


@csrf_exempt  # there is no cookie that a stranger's page could misuse; the ticket on the page stands in its place
@opens_to_everyone
@require_http_methods(["GET", "HEAD", "POST"])
@in_language
def wrote(request: HttpRequest, language: str, slug: str, reference: str) -> HttpResponse:
    """Ask by which way and from which country somebody wrote; count it, once for each page that was sent."""
    at, sent = now(), request.method == "POST"
    ticket = read_ticket(request.POST.get("ticket", ""), reference, at=at) if sent else None
    try:
        place = _place(slug, reference)
    except Http404:
        if sent and ticket is None:  # without a page of ours nobody learns whether there is such an action
            raise PermissionDenied from None
        raise
    if not sent:
        return _ask(request, language, place, IWrote())
    form = IWrote(request.POST)
    is_valid = form.is_valid()
    if ticket is None:
        form.add_error(None, _("This page was open for too long. Nothing was counted. Send it again."))
        return _ask(request, language, place, form, HTTPStatus.FORBIDDEN)
    if not is_valid:
        return _ask(request, language, place, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if not form.cleaned_data["website"]:
        if not take_turn(reference, at=at):
            form.add_error(None, _("Very many letters are being reported just now. Wait a minute, then send it again."))
            return _ask(request, language, place, form, HTTPStatus.TOO_MANY_REQUESTS)
        try:
            _count(place, form, ticket)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return _ask(request, language, place, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect("public:action-counted", language, slug, reference)


@opens_to_everyone
@require_safe
@in_language
def counted(request: HttpRequest, language: str, slug: str, reference: str) -> HttpResponse:
    """Thank, and say what helps further."""
    place = _place(slug, reference)
    return render(request, "public/action_counted.html", {**frame(place.crisis, language), "action": place.action})


@opens_to_everyone
@require_safe
@asked_each_time
@in_language
def letters(request: HttpRequest, language: str, slug: str, reference: str) -> HttpResponse:
    """Show how many letters were reported, by country and way. Made anew each time, so that the number is that of now."""
    place = _place(slug, reference)
    shown = tallied(place.action)
    names = country_names(language)
    countries = [(names.get(code, code) if code else _("Other countries, or not said"), count) for code, count in shown.countries]
    context = {
        **frame(place.crisis, language),
        "shown": action_shown(place.action, place.at, language),
        "tallied": shown,
        "countries": countries,
        "ways": [(WAY_NAMES[Way(way)], count) for way, count in shown.ways],
        "drawing": _drawn(shown, countries, language),
    }
    return _not_kept(render(request, "public/action_letters.html", context))


def _place(slug: str, reference: str) -> Place:
    crisis, at = public_crisis(slug), now()
    action = public_publication(crisis, reference, at)
    if action.kind != Kind.URGENT_ACTION:
        raise Http404
    return Place(crisis, action, at)


def _count(place: Place, form: IWrote, ticket: bytes) -> None:
    given = form.cleaned_data
    count_appeal(publication=place.action, country=given["country"], way=Way(given["way"]), ticket=ticket, at=place.at)


def _ask(request: HttpRequest, language: str, place: Place, form: IWrote, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    """Show the form with a ticket of its own and with what was chosen before."""
    ticket = new_ticket(place.action.reference, at=place.at)
    form.initial["ticket"] = ticket
    if form.is_bound:
        form.data = {**{name: form.data[name] for name in form.data}, "ticket": ticket}
    asks = stage_of(place.action, place.at).asks
    context: dict[str, Any] = {**frame(place.crisis, language), "action": place.action, "form": form, "asks": asks}
    return _not_kept(render(request, "public/action_wrote.html", context, status=status))


def _not_kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = NOT_KEPT
    return response


def _letters_words(count: int) -> str:
    return ngettext("%(count)s letter", "%(count)s letters", count) % {"count": count}


def _drawn(shown: Tallied, countries: list[tuple[str, int]], language: str) -> str:
    if not shown.total:
        return ""
    rows = [bars.Bar(name, 0, 0, count, _letters_words(count)) for name, count in countries]
    words = bars.Words(_("Letters by country"), _("As reported by those who wrote. The table below says the same."))
    return bars.bars(rows, words, name="letters", direction=direction_of(language))
