"""What was released: the list, each text as a document, its versions, files to take along, a frame for other pages, a feed."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from safeconduct.crises.access import public_crisis
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to_everyone
from safeconduct.kit.feeds import ATOM_TYPE, Feed, FeedEntry, atom, newest, tag_of
from safeconduct.kit.policies import FRAMED
from safeconduct.public.queries import crisis_title
from safeconduct.public.views.addresses import site
from safeconduct.public.views.frame import ASK_EACH_TIME, frame, in_language
from safeconduct.publications.access import public_publication, public_version
from safeconduct.publications.exports.apart import CannotSet
from safeconduct.publications.exports.docx import make_docx
from safeconduct.publications.exports.pdf import make_pdf
from safeconduct.publications.exports.text import make_text
from safeconduct.publications.queries.published import Line, Published, lines_of, published
from safeconduct.publications.queries.releases_shown import NAMED_ON
from safeconduct.publications.rules.kinds import Kind

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis
    from safeconduct.publications.models import Publication
    from safeconduct.publications.rules.sheet import Sheet

MOST_ENTRIES = 50
# What was recalled must be gone with the next look: a browser keeps these pages, but asks each time whether they still hold.
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
# Pages that do more for their kind than show the text.
OWN_PAGES = {Kind.URGENT_ACTION: "public:action", Kind.UPDATE: "public:action", Kind.PRESS_RELEASE: "public:press-release"}


@opens_to_everyone
@require_safe
@in_language
def listing(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """List what was released, the newest first; of what was recalled only that it was."""
    crisis = public_crisis(slug)
    context = {**frame(crisis, language), "lines": lines_of(crisis, now(), language)}
    return _fresh(render(request, "public/publications.html", context))


@opens_to_everyone
@require_safe
@in_language
def page(request: HttpRequest, language: str, slug: str, reference: str, number: int | None = None) -> HttpResponse:
    """Show the newest released version, or the one of this number, in the reader's language or the nearest."""
    crisis, publication, shown = _shown(language, slug, reference, number)
    context = {**frame(crisis, language), "shown": shown, "own_page": _own_page(publication, language, slug), "forms": list(TYPES)}
    return _fresh(render(request, "public/publication.html", context))


@opens_to_everyone
@require_safe
@in_language
def download(request: HttpRequest, language: str, slug: str, reference: str, form: str) -> HttpResponse:
    """Give the text as a file; of what was recalled the notice, and that it is gone."""
    if form not in TYPES:
        raise Http404
    crisis, _publication, shown = _shown(language, slug, reference, None)
    if shown.sheet is None:
        notice = "\n\n".join(filter(None, [_("This text was recalled."), shown.line.recall]))
        return _fresh(HttpResponse(notice + "\n", content_type=TYPES["txt"], status=HTTPStatus.GONE))
    try:
        response = HttpResponse(_file(form, crisis, shown, shown.sheet), content_type=TYPES[form])
    except CannotSet:
        sorry = _("This file cannot be made at the moment. The text stands on its page, and as HTML and TXT.")
        return HttpResponse(sorry + "\n", content_type=TYPES["txt"], status=HTTPStatus.SERVICE_UNAVAILABLE)
    response["Content-Disposition"] = f'attachment; filename="{reference}-{shown.number}-{shown.line.language}.{form}"'
    return _fresh(response)


@opens_to_everyone
@require_safe
@xframe_options_exempt
@in_language
def embed(request: HttpRequest, language: str, slug: str, reference: str) -> HttpResponse:
    """Show the text in a frame on somebody else's page: what is recalled here is recalled there."""
    crisis, publication, shown = _shown(language, slug, reference, None)
    context = {**frame(crisis, language), "shown": shown, "own_page": _own_page(publication, language, slug), "site": site()}
    response = render(request, "public/embed.html", context)
    response["Content-Security-Policy"] = FRAMED
    return _fresh(response)


@opens_to_everyone
@require_safe
@in_language
def feed(_request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Tell what was released, corrected and recalled, as Atom."""
    crisis, at = public_crisis(slug), now()
    title, _lead, _language = crisis_title(crisis, language)
    told = Feed(
        id=tag_of(settings.PUBLIC_ADDRESS, NAMED_ON, f"{slug}/publications/{language}"),
        title=f"{title}: {_('Publications')}",
        link=site() + reverse("public:publications", args=[language, slug]),
        self_link=site() + reverse("public:publications-feed", args=[language, slug]),
        language=language,
        author=str(settings.PRODUCT_NAME),
        updated=crisis.changed_at,
        entries=newest((_entry(crisis, line, language) for line in lines_of(crisis, at, language)), MOST_ENTRIES),
    )
    return _fresh(HttpResponse(atom(told), content_type=ATOM_TYPE))


def _shown(language: str, slug: str, reference: str, number: int | None) -> tuple[Crisis, Publication, Published]:
    crisis, at = public_crisis(slug), now()
    publication = public_publication(crisis, reference, at)
    version = public_version(publication, number)
    return crisis, publication, published(publication, version, at=at, language=language)


def _own_page(publication: Publication, language: str, slug: str) -> str:
    route = OWN_PAGES.get(Kind(publication.kind))
    return reverse(route, args=[language, slug, publication.reference]) if route else ""


def _file(form: str, crisis: Crisis, shown: Published, sheet: Sheet) -> bytes | str:
    match form:
        case "pdf":
            return make_pdf(sheet)
        case "docx":
            return make_docx(sheet)
        case "txt":
            return make_text(sheet)
        case _:
            return render_to_string("public/publication_file.html", {"shown": shown, "is_demonstration": crisis.is_demonstration})


def _entry(crisis: Crisis, line: Line, language: str) -> FeedEntry:
    words = _("Recalled: %(kind)s %(reference)s") % {"kind": line.kind, "reference": line.reference}
    return FeedEntry(
        id=tag_of(settings.PUBLIC_ADDRESS, NAMED_ON, f"{crisis.slug}/publications/{line.reference}"),
        title=words if line.is_recalled else line.title,
        link=site() + reverse("public:publication", args=[language, crisis.slug, line.reference]),
        updated=line.moment,
        published=line.first,
        summary=line.recall if line.is_recalled else line.lead,
        author=line.organisation,
        language=line.recall_language if line.is_recalled else line.language,
        categories=(line.kind,),
    )


def _fresh(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = ASK_EACH_TIME
    return response
