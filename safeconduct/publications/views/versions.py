"""Versions: what is different, one of them in full, offering the next, approving one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission
from safeconduct.publications.access import draft_for, own_publication_for, version_for
from safeconduct.publications.actions.approve_version import approve_version
from safeconduct.publications.actions.offer_version import offer_version
from safeconduct.publications.forms.signing import OfferVersion
from safeconduct.publications.queries.family import heading_of
from safeconduct.publications.queries.published import release_day
from safeconduct.publications.queries.sheets import ADDRESSEE, sheet_for
from safeconduct.publications.queries.showing import (
    differences_between,
    differences_of_draft,
    languages_of,
    standing_of,
    versions_of,
)
from safeconduct.publications.rules.states import Act


@opens_to_members
@require_safe
def versions(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show every version with who signed it, and what the draft says otherwise than the newest."""
    return _versions(request, slug, reference, OfferVersion())


@opens_to_members
@require_safe
def version(request: DeskRequest, slug: str, reference: str, number: int) -> HttpResponse:
    """Show one version in full, as its addressee would read it, and how it differs from another: ``?against=1&language=da``."""
    crisis = crisis_for(request.member, slug)
    shown = version_for(request.member, crisis, reference, number)
    publication = shown.publication
    every = versions_of(publication)
    asked = request.GET.get("against", str(number - 1))
    against = next((one for one in every if str(one.number) == asked and one.number != number), None)
    languages = languages_of(shown)
    language = next((code for code, _name in languages if code == request.GET.get("language")), languages[0][0])
    context = {
        "crisis": crisis,
        "publication": publication,
        "standing": standing_of(request.member, publication, now()),
        "version": shown,
        "versions": every,
        "against": against,
        "differences": differences_between(against, shown) if against else None,
        "languages": languages,
        "shown_language": language,
        "sheet": sheet_for(
            shown, language=language, audience=ADDRESSEE, on=release_day(publication, shown) if shown.released_at else today(), at=now()
        ),
        "may_approve": request.member.may(Permission.PUBLICATION_RELEASE),
        "is_mine": shown.offered_by_id == request.member.pk,
        "is_newest": shown.number == every[0].number,
        "heading": heading_of(publication, now()),
        "current": "versions",
    }
    return render(request, "publications/version.html", context)


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def offer(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Freeze the draft as the next version."""
    publication = own_publication_for(request.member, crisis_for(request.member, slug), reference)
    form = OfferVersion(request.POST)
    if not form.is_valid():
        return _versions(request, slug, reference, form)
    with told(request, _("The version is frozen. Organisations can sign it now, and somebody else has to approve it.")):
        offer_version(publication=publication, change=form.cleaned_data["change"], by=request.member, at=now())
    return redirect("publications:versions", slug, reference)


@opens_to(Permission.PUBLICATION_RELEASE)
@require_POST
def approve(request: DeskRequest, slug: str, reference: str, number: int) -> HttpResponse:
    """Say that a second person has read all of it."""
    crisis = crisis_for(request.member, slug)
    own_publication_for(request.member, crisis, reference)
    shown = version_for(request.member, crisis, reference, number)
    with told(request, _("Approved, in your name. It can be released once nothing is missing.")):
        approve_version(version=shown, by=request.member, at=now())
    return redirect("publications:version", slug, reference, number)


def _versions(request: DeskRequest, slug: str, reference: str, form: OfferVersion) -> HttpResponse:
    crisis = crisis_for(request.member, slug)
    publication = draft_for(request.member, crisis, reference)
    standing = standing_of(request.member, publication, now())
    context = {
        "crisis": crisis,
        "publication": publication,
        "standing": standing,
        "versions": versions_of(publication),
        "differences": differences_of_draft(publication),
        "may_offer": standing.leads and Act.OFFER in standing.acts and request.member.may(Permission.PUBLICATION_WRITE),
        "form": form,
        "heading": heading_of(publication, now()),
        "current": "versions",
    }
    return render(request, "publications/versions.html", context, status=NOT_TAKEN if form.errors else 200)
