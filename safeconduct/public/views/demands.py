"""What is demanded: all demands with how those who were asked stand, and one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safeconduct.advocacy.queries.demand_pages import public_demand_list, public_demand_page
from safeconduct.crises.access import public_crisis
from safeconduct.kit.clock import today
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.public.views.frame import frame, in_language


@opens_to_everyone
@require_safe
@in_language
def demands(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show every demand, and how many did something about it, spoke, or kept silent."""
    row = public_crisis(slug)
    return render(
        request, "public/demands.html", {**frame(row, language), "demands": public_demand_list(row, language=language, on=today())}
    )


@opens_to_everyone
@require_safe
@in_language
def demand(request: HttpRequest, language: str, slug: str, reference: str) -> HttpResponse:
    """Show one demand: who was asked, by which test it is fulfilled, and who did what."""
    row = public_crisis(slug)
    shown = public_demand_page(row, reference, language=language, on=today())
    return render(request, "public/demand.html", {**frame(row, language), "shown": shown})
