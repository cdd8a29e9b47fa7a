"""The page of a draft, and what is set for the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.publications.access import drafts_for, own_allowance_for, own_publication_for, publication_for
from safeconduct.publications.actions.allow_finding import allow_finding
from safeconduct.publications.actions.describe_publication import describe_publication
from safeconduct.publications.actions.drop_language import drop_language
from safeconduct.publications.actions.look_anew import look_anew
from safeconduct.publications.actions.set_title import set_title
from safeconduct.publications.actions.take_back_allowance import take_back_allowance
from safeconduct.publications.forms.editing import AddLanguage, AddPart, Allow, Describe, SetTitle
from safeconduct.publications.queries.changes import changes_mark
from safeconduct.publications.queries.choices import demand_choices, new_languages, role_choices
from safeconduct.publications.queries.editing import draft_shown
from safeconduct.publications.queries.family import family_of, heading_of
from safeconduct.publications.queries.reading import reading_of

if TYPE_CHECKING:
    from safeconduct.crises.models import Crisis
    from safeconduct.publications.models import Publication


@opens_to_members
@require_safe
def page(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show the draft: parts in order, languages side by side, what is the matter with each; of another's publication only that it is."""
    crisis = crisis_for(request.member, slug)
    return draft_page(request, crisis, publication_for(request.member, crisis, reference))


def draft_page(
    request: DeskRequest,
    crisis: Crisis,
    publication: Publication,
    *,
    added_part: AddPart | None = None,
    added_language: AddLanguage | None = None,
    refused: tuple[str, Allow] = ("", Allow()),
) -> HttpResponse:
    """Show the draft's page, with a form that was not taken where there is one. ``refused`` is a finding's key and its form."""
    member = request.member
    heading = heading_of(publication, now())
    if not drafts_for(member, crisis).filter(pk=publication.pk).exists():
        return render(request, "publications/known.html", {"crisis": crisis, "publication": publication, "heading": heading})
    is_own = publication.organisation_id == member.organisation_id
    may_write = is_own and member.may(Permission.PUBLICATION_WRITE) and publication.recalled_at is None
    draft = draft_shown(publication)
    context: dict[str, Any] = {
        "crisis": crisis,
        "publication": publication,
        "heading": heading,
        "current": "page",
        "draft": draft,
        "family": family_of(publication, member, crisis),
        "may_write": may_write,
        "refused_key": refused[0],
        "allow": refused[1],
    }
    if may_write:
        demands = demand_choices(member, crisis, get_language() or "en")
        languages = new_languages(publication)
        context |= {
            "mark": changes_mark(publication) if draft.changes else "",
            "add_part": added_part or AddPart(roles=role_choices(publication), demands=demands, prefix="part"),
            "add_language": added_language or AddLanguage(languages=languages, prefix="language"),
            "describe": Describe(initial={"is_for_everybody": publication.is_for_everybody}),
        }
    status = NOT_TAKEN if added_part or added_language or refused[0] else 200
    return render(request, "publications/page.html", context, status=status)


@opens_to_members
@require_safe
def preview(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show the draft as its readers will read it: ``?language=``, and ``?reader=addressee`` for everything the addressee gets."""
    crisis = crisis_for(request.member, slug)
    publication = publication_for(request.member, crisis, reference)
    if not drafts_for(request.member, crisis).filter(pk=publication.pk).exists():
        return redirect("publications:page", slug, reference)
    reader = "addressee" if request.GET.get("reader") == "addressee" else "public"
    reading = reading_of(publication, request.GET.get("language", ""), reader=reader)
    context = {
        "crisis": crisis,
        "publication": publication,
        "heading": heading_of(publication, now()),
        "reading": reading,
        "reader": reader,
        "current": "preview",
    }
    return render(request, "publications/preview.html", context)


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def title(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Set the title in a language that is there."""
    publication = own_publication_for(request.member, crisis_for(request.member, slug), reference)
    form = SetTitle(request.POST)
    given = form.cleaned_data if form.is_valid() else {"language": request.POST.get("language", "")[:8], "text": ""}
    with told(request, _("The title is kept.")):
        set_title(publication=publication, **given, by=request.member, at=now())
    return _back(slug, reference, "titles")


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def language(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Add a language."""
    crisis = crisis_for(request.member, slug)
    publication = own_publication_for(request.member, crisis, reference)
    form = AddLanguage(request.POST, languages=new_languages(publication), prefix="language")
    if not form.is_valid():
        return draft_page(request, crisis, publication, added_language=form)
    with told(request, _("The language is added. Every part can be written in it now.")):
        set_title(publication=publication, **form.cleaned_data, by=request.member, at=now())
    return _back(slug, reference, "titles")


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def drop(request: DeskRequest, slug: str, reference: str, code: str) -> HttpResponse:
    """Take a language out."""
    publication = own_publication_for(request.member, crisis_for(request.member, slug), reference)
    with told(request, _("The language is taken out of the draft. Versions that were offered keep it.")):
        drop_language(publication=publication, language=code, by=request.member, at=now())
    return _back(slug, reference, "titles")


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def describe(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Say who reads it."""
    publication = own_publication_for(request.member, crisis_for(request.member, slug), reference)
    form = Describe(request.POST)
    is_for_everybody = form.is_valid() and form.cleaned_data["is_for_everybody"]
    with told(request, _("Who reads it is kept.")):
        describe_publication(publication=publication, is_for_everybody=is_for_everybody, by=request.member, at=now())
    return _back(slug, reference, "readers")


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def look(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Say that the draft was set beside what its claims and demands are now."""
    publication = own_publication_for(request.member, crisis_for(request.member, slug), reference)
    with told(request, _("Kept: you set them side by side. The next change will show again.")):
        look_anew(publication=publication, shown=request.POST.get("mark", ""), by=request.member, at=now())
    return _back(slug, reference, "main")


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def allow(request: DeskRequest, slug: str, reference: str, finding: str) -> HttpResponse:
    """Let a finding stand, with the reason."""
    crisis = crisis_for(request.member, slug)
    publication = own_publication_for(request.member, crisis, reference)
    form = Allow(request.POST)
    if not form.is_valid():
        return draft_page(request, crisis, publication, refused=(finding, form))
    with told(request, _("It stands, with your name and the reason.")):
        allow_finding(publication=publication, finding=finding, because=form.cleaned_data["because"], by=request.member, at=now())
    return _back(slug, reference, "allowed")


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def take_back(request: DeskRequest, slug: str, reference: str, finding: str) -> HttpResponse:
    """Open a finding again."""
    allowance = own_allowance_for(request.member, crisis_for(request.member, slug), reference, finding)
    with told(request, _("It is open again.")):
        take_back_allowance(allowance=allowance, by=request.member, at=now())
    return _back(slug, reference, "main")


def _back(slug: str, reference: str, place: str) -> HttpResponse:
    return redirect(f"{reverse('publications:page', args=[slug, reference])}#{place}")
