"""Releasing: what is still missing, the embargo, the release, and the recall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.permissions import Permission
from safeconduct.publications.access import own_publication_for
from safeconduct.publications.actions.lift_embargo import lift_embargo
from safeconduct.publications.actions.recall_publication import recall_publication
from safeconduct.publications.actions.release_version import release_version
from safeconduct.publications.actions.set_embargo import set_embargo
from safeconduct.publications.forms.releasing import Recall, Release
from safeconduct.publications.forms.signing import Embargo
from safeconduct.publications.queries.family import heading_of
from safeconduct.publications.queries.readiness import Readiness, readiness_of
from safeconduct.publications.queries.releases import released_versions
from safeconduct.publications.queries.showing import hour_of, languages_of, recall_words, signing_of, standing_of, still_out
from safeconduct.publications.rules.agreeing import SignOnAnswer

if TYPE_CHECKING:
    from django import forms

    from safeconduct.people.middleware import DeskRequest
    from safeconduct.publications.models import Publication


@opens_to_members
@require_safe
def page(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Say whether the newest version can go out, what is missing, and with whose names it would."""
    return _show(request, slug, reference)


@opens_to(Permission.PUBLICATION_RELEASE)
@require_POST
def release(request: DeskRequest, slug: str, reference: str, number: int) -> HttpResponse:
    """Release the version that was shown."""
    publication = own_publication_for(request.member, crisis_for(request.member, slug), reference)
    readiness = readiness_of(publication, today())
    form = _release_form(publication, readiness, request.POST)
    version = readiness.version
    if version is None or version.number != number:
        messages.error(request, _("Nothing was released: there is another version by now. Look at that one."))
        return redirect("publications:release", slug, reference)
    if not form.is_valid():
        return _show(request, slug, reference, releasing=form)
    with told(request, _("It is out. Organisations that had signed this version stand under it.")):
        release_version(version=version, changes=form.changes, by=request.member, at=now())
    return redirect("publications:release", slug, reference)


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def embargo(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Set until when nobody may read it."""
    publication = own_publication_for(request.member, crisis_for(request.member, slug), reference)
    form = Embargo(request.POST)
    if form.is_valid():
        try:
            set_embargo(publication=publication, until=form.moment, zone=form.cleaned_data["zone"], by=request.member, at=now())
        except Refused as refusal:
            form.add_error("day", str(refusal))
        else:
            return redirect("publications:release", slug, reference)
    return _show(request, slug, reference, embargo_form=form)


@opens_to(Permission.PUBLICATION_RELEASE)
@require_POST
def lift(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Lift the embargo before its hour."""
    publication = own_publication_for(request.member, crisis_for(request.member, slug), reference)
    with told(request, _("The embargo is lifted. What is released can be read by everybody now.")):
        lift_embargo(publication=publication, by=request.member, at=now())
    return redirect("publications:release", slug, reference)


@opens_to(Permission.PUBLICATION_RECALL)
@require_http_methods(["GET", "HEAD", "POST"])
def recall(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Recall it: one page, one person, one button."""
    crisis = crisis_for(request.member, slug)
    publication = own_publication_for(request.member, crisis, reference)
    languages, said = recall_words(publication)
    form = Recall(request.POST or None, languages=languages, said=said, original=publication.original)
    if request.method == "POST" and form.is_valid():
        try:
            recall_publication(publication=publication, texts=form.texts, because=form.cleaned_data["because"], by=request.member, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is recalled. Page, feed, embed and downloads show the notice alone; whoever got it is told."))
            return redirect("publications:release", slug, reference)
    context = {
        "crisis": crisis,
        "publication": publication,
        "standing": standing_of(request.member, publication, now()),
        "form": form,
        "still_out": still_out(publication),
        "heading": heading_of(publication, now()),
        "current": "release",
    }
    return render(request, "publications/recall.html", context, status=NOT_TAKEN if form.errors else 200)


def _release_form(publication: Publication, readiness: Readiness, given: object = None) -> Release:
    """Give the form; of a correction it asks what is put right, in each language of the version."""
    is_correction = publication.released_at is not None and readiness.version is not None
    languages = languages_of(readiness.version) if is_correction and readiness.version else ()
    return Release(given, languages=languages)


def _show(request: DeskRequest, slug: str, reference: str, **given: forms.Form) -> HttpResponse:
    crisis = crisis_for(request.member, slug)
    publication = own_publication_for(request.member, crisis, reference)
    readiness = readiness_of(publication, today())
    _newest, asked = signing_of(publication)
    is_new = readiness.version is not None and readiness.version.released_at is None
    context = {
        "crisis": crisis,
        "publication": publication,
        "standing": standing_of(request.member, publication, now()),
        "readiness": readiness,
        "is_new": is_new,
        "stopping": [missing for missing in readiness.missing if missing.blocks],
        "telling": [missing for missing in readiness.missing if not missing.blocks],
        "signed": [one for one in asked if one.answer is not None and one.answer.answer == SignOnAnswer.SIGNED],
        "until": hour_of(publication.embargo_until, publication.embargo_zone, now()),
        "out": released_versions(publication),
        "may_release": request.member.may(Permission.PUBLICATION_RELEASE),
        "may_write": request.member.may(Permission.PUBLICATION_WRITE),
        "still_out": still_out(publication),
        "may_recall": request.member.may(Permission.PUBLICATION_RECALL),
        "releasing": _release_form(publication, readiness),
        "embargo_form": Embargo(),
        "heading": heading_of(publication, now()),
        "current": "release",
        **given,
    }
    return render(request, "publications/release.html", context, status=NOT_TAKEN if given else 200)
