"""Numbers of the help that is given: only what was let out, each with its rule, its source and its day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safeconduct.crises.access import public_crisis
from safeconduct.evidence.queries.sentences import when_words
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.public.views.frame import frame, in_language
from safeconduct.released.queries.figures import public_figures


@opens_to_everyone
@require_safe
@in_language
def numbers(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show every table that is out, the latest quarter first."""
    row = public_crisis(slug)
    shown = [(table, when_words(table.out_on.isoformat(), language)) for table in public_figures(row)]
    return render(request, "public/numbers.html", {**frame(row, language), "shown": shown})
