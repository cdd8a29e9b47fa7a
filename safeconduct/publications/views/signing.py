"""Signing: what each organisation answers to the newest version, who is asked, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.permissions import Permission
from safeconduct.publications.access import draft_for, organisation_in, own_publication_for, sign_on_for
from safeconduct.publications.actions.invite_organisation import invite_organisation
from safeconduct.publications.actions.set_sign_on_deadline import set_sign_on_deadline
from safeconduct.publications.actions.sign_on import Answer, sign_on
from safeconduct.publications.actions.take_back_sign_on import take_back_sign_on
from safeconduct.publications.actions.withdraw_invitation import withdraw_invitation
from safeconduct.publications.forms.signing import AnswerVersion, Deadline, InviteOrganisations, WriteDownAnswer
from safeconduct.publications.queries.family import heading_of
from safeconduct.publications.queries.showing import (
    differences_between,
    hour_of,
    may_be_invited,
    own_answer,
    signing_of,
    standing_of,
    takes_answers,
    version_signed_before,
)
from safeconduct.publications.rules.agreeing import SignOnAnswer
from safeconduct.publications.rules.states import Act

if TYPE_CHECKING:
    from django import forms

    from safeconduct.people.middleware import DeskRequest


@opens_to_members
@require_safe
def sign(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Ask whether the member's organisation signs the newest version, and show what the others answered."""
    return _show(request, slug, reference)


@opens_to(Permission.PUBLICATION_SIGN)
@require_POST
def answer(request: DeskRequest, slug: str, reference: str, number: int) -> HttpResponse:
    """Answer for one's own organisation to the version that was shown."""
    publication = draft_for(request.member, crisis_for(request.member, slug), reference)
    form = AnswerVersion(request.POST)
    version = publication.versions.filter(number=number).first()
    if version is None:
        raise Http404
    if not form.is_valid():
        return _show(request, slug, reference, answering=form)
    with told(request, _("Your organisation’s answer to this version is written down.")):
        sign_on(version=version, answer=_answer_of(form), by=request.member, at=now())
    return redirect("publications:sign", slug, reference)


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def write_down(request: DeskRequest, slug: str, reference: str, number: int) -> HttpResponse:
    """Write down what an organisation answered that has nobody here who may sign."""
    crisis = crisis_for(request.member, slug)
    publication = own_publication_for(request.member, crisis, reference)
    version = publication.versions.filter(number=number).first()
    if version is None:
        raise Http404
    _newest, asked = signing_of(publication)
    form = WriteDownAnswer(request.POST, organisations=[(a.organisation.reference, a.organisation.name) for a in asked if not a.has_signer])
    if not form.is_valid():
        return _show(request, slug, reference, writing_down=form)
    with told(request, _("The answer is written down, in your name, with how it can be checked.")):
        sign_on(
            version=version,
            answer=_answer_of(form),
            organisation=organisation_in(crisis, form.cleaned_data["organisation"]),
            proof=form.cleaned_data["proof"],
            by=request.member,
            at=now(),
        )
    return redirect("publications:sign", slug, reference)


@opens_to_members
@require_POST
def take_back(request: DeskRequest, slug: str, reference: str, organisation: str) -> HttpResponse:
    """Take an answer back before the release."""
    row = sign_on_for(request.member, crisis_for(request.member, slug), reference, organisation)
    with told(request, _("The answer is taken back. It stands in the record.")):
        take_back_sign_on(sign_on=row, by=request.member, at=now())
    return redirect("publications:sign", slug, reference)


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def invite(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Ask organisations to sign."""
    crisis = crisis_for(request.member, slug)
    publication = own_publication_for(request.member, crisis, reference)
    form = InviteOrganisations(request.POST, organisations=_invitable(publication))
    if not form.is_valid():
        return _show(request, slug, reference, inviting=form)
    with told(request, _("Invited. They can read the draft now and answer to its versions.")):
        for one in form.cleaned_data["organisations"]:
            invite_organisation(publication=publication, organisation=organisation_in(crisis, one), by=request.member, at=now())
    return redirect("publications:sign", slug, reference)


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def uninvite(request: DeskRequest, slug: str, reference: str, organisation: str) -> HttpResponse:
    """Withdraw an invitation."""
    crisis = crisis_for(request.member, slug)
    publication = own_publication_for(request.member, crisis, reference)
    with told(request, _("The invitation is withdrawn. The organisation cannot read the draft any more.")):
        withdraw_invitation(publication=publication, organisation=organisation_in(crisis, organisation), by=request.member, at=now())
    return redirect("publications:sign", slug, reference)


@opens_to(Permission.PUBLICATION_WRITE)
@require_POST
def deadline(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Set until when organisations can sign."""
    publication = own_publication_for(request.member, crisis_for(request.member, slug), reference)
    form = Deadline(request.POST)
    if form.is_valid():
        try:
            set_sign_on_deadline(publication=publication, until=form.moment, by=request.member, at=now())
        except Refused as refusal:
            form.add_error("day", str(refusal))
        else:
            return redirect("publications:sign", slug, reference)
    return _show(request, slug, reference, deadline_form=form)


def _answer_of(form: AnswerVersion) -> Answer:
    given = form.cleaned_data
    return Answer(SignOnAnswer(given["answer"]), given["words"], given["name"], given["title"])


def _invitable(publication: object) -> list[tuple[str, str]]:
    return [(one.reference, one.name) for one in may_be_invited(publication)]  # type: ignore[arg-type]


def _show(request: DeskRequest, slug: str, reference: str, **given: forms.Form) -> HttpResponse:
    """Show the page; ``given`` are forms that came back with what to put right."""
    crisis = crisis_for(request.member, slug)
    publication = draft_for(request.member, crisis, reference)
    standing = standing_of(request.member, publication, now())
    version, asked = signing_of(publication)
    own = own_answer(request.member, asked)
    before = version_signed_before(publication, own)
    is_open = version is not None and version.released_at is None and Act.SIGN in standing.acts and takes_answers(publication, now())
    may_write = standing.leads and request.member.may(Permission.PUBLICATION_WRITE)
    unable = [(one.organisation.reference, one.organisation.name) for one in asked if not one.has_signer]
    invitable = _invitable(publication)
    context = {
        "crisis": crisis,
        "publication": publication,
        "standing": standing,
        "version": version,
        "asked": asked,
        "own": own,
        "before": before,
        "differences": differences_between(before, version) if before and version else None,
        "is_open": is_open,
        "until": hour_of(publication.sign_on_until, publication.embargo_zone, now()),
        "may_sign": own is not None and request.member.may(Permission.PUBLICATION_SIGN),
        "may_write": may_write and Act.INVITE in standing.acts,
        "answering": AnswerVersion(initial=_initial(own)),
        "writing_down": WriteDownAnswer(organisations=unable, prefix=None) if unable else None,
        "inviting": InviteOrganisations(organisations=invitable) if invitable else None,
        "deadline_form": Deadline(),
        "heading": heading_of(publication, now()),
        "current": "signing",
        **given,
    }
    return render(request, "publications/signing.html", context, status=NOT_TAKEN if given else 200)


def _initial(own: object) -> dict[str, str]:
    given = getattr(own, "answer", None)
    return {name: getattr(given, name) for name in ("answer", "words", "name", "title")} if given else {}
