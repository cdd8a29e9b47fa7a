"""One search over everything one may read."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safeconduct.desk.finding import Results, search_for
from safeconduct.desk.forms.search import Search
from safeconduct.kit.doors import opens_to_members
from safeconduct.kit.numbers import number_in
from safeconduct.people.middleware import DeskRequest

PER_PAGE = 20
LAST_PAGE = 50


@opens_to_members
@require_safe
def search(request: DeskRequest) -> HttpResponse:
    """Show what was found, with what answers the query marked."""
    form = Search(request.GET)
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    number = min(number_in(request.GET.get("page", "")) or 1, LAST_PAGE)
    results = _results(request, form, words, number) if words else None
    page = Paginator(range(results.total), PER_PAGE).get_page(number) if results else None
    context = {"form": form, "results": results, "page": page, "search_words": words}
    return render(request, "desk/search.html", context)


def _results(request: DeskRequest, form: Search, words: str, number: int) -> Results:
    kind, language = form.cleaned_data["kind"], form.cleaned_data["language"]
    return search_for(
        request.member,
        words,
        kinds=(kind,) if kind else (),
        languages=(language,) if language else (),
        limit=PER_PAGE,
        offset=(number - 1) * PER_PAGE,
    )
