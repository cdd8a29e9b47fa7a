"""What belongs to a petition and is only read: names, reasons, updates, answers, and the feed of its news."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from safeconduct.evidence.rules.moments import bounds
from safeconduct.kit.clock import today
from safeconduct.kit.countries import country_names
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.feeds import ATOM_TYPE, Feed, FeedEntry, atom, newest, tag_of
from safeconduct.petitions.queries.answered import asks_of_petition, handed_over
from safeconduct.petitions.queries.names import names_page
from safeconduct.petitions.queries.words_shown import reasons_page, update_of, updates_of
from safeconduct.public.templatetags.figures import in_figures
from safeconduct.public.views.addresses import site
from safeconduct.public.views.frame import frame, in_language
from safeconduct.public.views.petitions import Place, fresh, place_of
from safeconduct.publications.queries.releases_shown import NAMED_ON

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ENTRIES = 50


@opens_to_everyone
@require_safe
@in_language
def names(request: HttpRequest, language: str, slug: str, petition: str, number: int = 1) -> HttpResponse:
    """Show who chose to be named in public, by name: nothing tells who was first, last or when."""
    place = place_of(slug, petition, language)
    if number == 1 and request.resolver_match and request.resolver_match.url_name == "petition-names-page":
        return redirect("public:petition-names", language, slug, petition, permanent=True)
    is_hidden = place.switches.hide_lists or not place.campaign.shows_names
    known = country_names(language)
    listed = None if is_hidden else names_page(place.campaign.roll, number=number, on=today())
    context = {
        **frame(place.crisis, language),
        "shown": place.shown,
        "listed": listed,
        "names": [(one.name, known.get(one.country, one.country)) for one in listed.names] if listed else [],
        "shows_names": place.campaign.shows_names,
    }
    return fresh(render(request, "public/petition_names.html", context))


@opens_to_everyone
@require_safe
@in_language
def reasons(request: HttpRequest, language: str, slug: str, petition: str, number: int = 1) -> HttpResponse:
    """Show why people signed, as far as somebody has looked."""
    place = place_of(slug, petition, language)
    if number == 1 and request.resolver_match and request.resolver_match.url_name == "petition-reasons-page":
        return redirect("public:petition-reasons", language, slug, petition, permanent=True)
    is_hidden = place.switches.hide_reasons or not place.campaign.takes_reasons
    context = {
        **frame(place.crisis, language),
        "shown": place.shown,
        "reasons": None if is_hidden else reasons_page(place.campaign, number=number, language=language),
        "country_names": country_names(language),
    }
    return fresh(render(request, "public/petition_reasons.html", context))


@opens_to_everyone
@require_safe
@in_language
def update(request: HttpRequest, language: str, slug: str, petition: str, reference: str) -> HttpResponse:
    """Show one piece of news."""
    place = place_of(slug, petition, language)
    context = {**frame(place.crisis, language), "shown": place.shown, "update": update_of(place.campaign, reference, language=language)}
    return fresh(render(request, "public/petition_update.html", context))


@opens_to_everyone
@require_safe
@in_language
def answer(request: HttpRequest, language: str, slug: str, petition: str) -> HttpResponse:
    """Show what the addressees answered, or since when they are silent."""
    place = place_of(slug, petition, language)
    context = {
        **frame(place.crisis, language),
        "shown": place.shown,
        "asks": asks_of_petition(place.campaign, on=today(), language=language),
        "handed": handed_over(place.campaign, language=language),
        "updates": [one for one in updates_of(place.campaign, language=language) if one.is_answer],
    }
    return fresh(render(request, "public/petition_answer.html", context))


@opens_to_everyone
@require_safe
@in_language
def feed(request: HttpRequest, language: str, slug: str, petition: str) -> HttpResponse:
    """Tell milestones, stages, updates and answers, as Atom. Of each only the day is told."""
    place = place_of(slug, petition, language)
    told = Feed(
        id=_tag(place, "feed", language),
        title=place.shown.title or place.shown.reference,
        link=site() + reverse("public:petition", args=[language, slug, petition]),
        self_link=site() + request.path,
        language=language,
        author=place.shown.organisation,
        entries=newest(_entries(place, language), MOST_ENTRIES) if place.shown.text.sheet else (),
    )
    response = HttpResponse(atom(told), content_type=ATOM_TYPE)
    response["Cache-Control"] = "public, max-age=300"
    return response


def _entries(place: Place, language: str) -> Iterator[FeedEntry]:
    """Give what has happened. Not which signature was the ten thousandth, nor at what moment."""
    page = site() + reverse("public:petition", args=[language, place.crisis.slug, place.shown.slug])
    for stage in place.campaign.stages.all():
        words = next(one for one in place.shown.stages if one.kind == stage.kind)
        yield FeedEntry(
            _tag(place, "stage", stage.kind), words.name, f"{page}#stages", _moment(stage.on), _moment(stage.on), words.words.text
        )
    consequences = {one.number: one.consequence for one in place.shown.thresholds}
    for row in place.campaign.thresholds.filter(reached_on__isnull=False):
        title = _("%(number)s have signed") % {"number": in_figures(row.number)}
        on = _moment(row.reached_on or today())
        yield FeedEntry(_tag(place, "threshold", str(row.number)), title, f"{page}#stages", on, on, consequences[row.number].text)
    for one in updates_of(place.campaign, language=language):
        link = site() + reverse("public:petition-update", args=[language, place.crisis.slug, place.shown.slug, one.reference])
        on = _moment(one.moment.date())
        yield FeedEntry(_tag(place, "update", one.reference), one.title, link, on, on, one.text, language=one.language)
    for line in asks_of_petition(place.campaign, on=today(), language=language):
        for back in line.back:
            code = line.body.code
            link = site() + reverse("public:answer", args=[language, place.crisis.slug, code, back.reference])
            title = f"{line.body.name}: {back.name or _('Deed')}"
            on = _moment((bounds(back.on)[0] if back.on else None) or line.sent_on)
            yield FeedEntry(_tag(place, "answer", f"{line.reference}/{back.reference}"), title, link, on, on)
    if place.campaign.end and place.campaign.ended_on:
        on = _moment(place.campaign.ended_on)
        yield FeedEntry(_tag(place, "end", place.campaign.end), place.shown.end_name, page, on, on, place.shown.end_words.text)


def _tag(place: Place, kind: str, which: str) -> str:
    return tag_of(settings.PUBLIC_ADDRESS, NAMED_ON, f"{place.crisis.slug}/petitions/{place.shown.reference}/{kind}/{which}")


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
