"""How many signed, told apart; and at which number what happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.petitions.access import own_campaign_for
from safeconduct.petitions.actions.set_threshold import remove_threshold, set_threshold
from safeconduct.petitions.forms.said import SetThreshold
from safeconduct.petitions.queries.choices import text_languages
from safeconduct.petitions.queries.desk import thresholds_of
from safeconduct.petitions.queries.overview import numbers_of
from safeconduct.petitions.views.campaign import page_context
from safeconduct.theme.charts.rise import Rise, Words, rise

if TYPE_CHECKING:
    from safeconduct.petitions.queries.overview import Numbers


@opens_to_members
@require_safe
def counts(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show the numbers by country, way and language, and the rise day by day."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    numbers = numbers_of(campaign, language=get_language() or "en")
    context = page_context(request, crisis, campaign, "counts") | {
        "numbers": numbers,
        "overview": numbers.overview,
        "chart": _chart(numbers),
        "narrow": _chart(numbers, width=340),
        "day_rows": [[date_format(day, "j F Y"), number] for day, number in numbers.days],
        "tables": [
            (_("By country"), [_("Country"), _("Confirmed")], _rows(numbers.countries)),
            (_("By way"), [_("Way"), _("Confirmed")], _rows(numbers.channels)),
            (_("By language"), [_("Language"), _("Confirmed")], _rows(numbers.languages)),
        ],
    }
    return render(request, "petitions/counts.html", context)


@opens_to(Permission.PETITION_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show goal and thresholds; keep one. ``?number=`` brings one back to put its words right."""
    crisis = crisis_for(request.member, slug)
    campaign = own_campaign_for(request.member, crisis, reference)
    there = {row.number: row for row in thresholds_of(campaign)}
    asked = request.GET.get("number", "")
    chosen = there.get(int(asked)) if asked.isdigit() and len(asked) < 11 else None  # noqa: PLR2004 — digits of a column
    first = {"number": chosen.number} if chosen else {}
    said = chosen.consequence if chosen else {}
    form = SetThreshold(request.POST or None, languages=text_languages(campaign), said=said, initial=first)
    if form.is_bound and form.is_valid():
        try:
            set_threshold(campaign=campaign, number=form.cleaned_data["number"], consequence=form.said, by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kept. It stands on the page."))
            return redirect("petitions:goal", slug, reference)
    context = page_context(request, crisis, campaign, "goal") | {"form": form, "lines": list(there.values()), "chosen": chosen}
    return render(request, "petitions/goal.html", context, status=NOT_TAKEN if form.is_bound else 200)


@opens_to(Permission.PETITION_KEEP)
@require_POST
def remove(request: DeskRequest, slug: str, reference: str, number: int) -> HttpResponse:
    """Take a threshold out."""
    campaign = own_campaign_for(request.member, crisis_for(request.member, slug), reference)
    with told(request, _("It is taken out.")):
        remove_threshold(campaign=campaign, number=number, by=request.member, at=now())
    return redirect("petitions:goal", slug, reference)


def _rows(named: tuple[tuple[str, int], ...]) -> list[list[str]]:
    return [[name, number_format(number, force_grouping=True)] for name, number in named]


def _chart(numbers: Numbers, *, width: float = 720) -> str:
    if not numbers.days:
        return ""
    days = [Rise(date_format(day, "j M"), number) for day, number in numbers.days]
    words = Words(
        title=_("Signatures confirmed day by day"),
        description=_("From %(first)s to %(last)s; the most on one day: %(most)s.")
        % {"first": days[0].label, "last": days[-1].label, "most": max(day.count for day in days)},
        per_day=_("confirmed each day"),
    )
    return rise(days, words, width=width, name=f"rise-{int(width)}")
