"""Comments on a draft, by those who write it and those who are to sign it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now
from safeconduct.kit.doors import opens_to_members
from safeconduct.publications.access import comment_for, draft_for
from safeconduct.publications.actions.answer_comment import answer_comment
from safeconduct.publications.actions.comment import comment
from safeconduct.publications.actions.settle_comment import settle_comment
from safeconduct.publications.forms.signing import AnswerComment, CommentForm
from safeconduct.publications.queries.family import heading_of
from safeconduct.publications.queries.showing import language_choices, part_choices, part_of, standing_of, threads_of

if TYPE_CHECKING:
    from safeconduct.people.middleware import DeskRequest


@opens_to_members
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show what was said about the draft, and take a comment."""
    crisis = crisis_for(request.member, slug)
    publication = draft_for(request.member, crisis, reference)
    form = CommentForm(request.POST or None, parts=part_choices(publication), languages=language_choices(publication))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with told(request, _("Your comment stands below.")):
            comment(
                publication=publication,
                text=given["text"],
                part=part_of(publication, given["part"]) if given["part"] else None,
                language=given["language"],
                by=request.member,
                at=now(),
            )
        return redirect("publications:comments", slug, reference)
    context = {
        "crisis": crisis,
        "publication": publication,
        "standing": standing_of(request.member, publication, now()),
        "threads": threads_of(request.member, publication),
        "form": form,
        "heading": heading_of(publication, now()),
        "current": "comments",
    }
    return render(request, "publications/comments.html", context, status=NOT_TAKEN if form.errors else 200)


@opens_to_members
@require_POST
def answer(request: DeskRequest, slug: str, reference: str, remark: str) -> HttpResponse:
    """Answer a comment."""
    row = comment_for(request.member, crisis_for(request.member, slug), reference, remark)
    form = AnswerComment(request.POST)
    said = form.cleaned_data["text"] if form.is_valid() else ""
    with told(request, _("Your answer stands below the comment.")):
        answer_comment(comment=row, text=said, by=request.member, at=now())
    return redirect("publications:comments", slug, reference)


@opens_to_members
@require_POST
def settle(request: DeskRequest, slug: str, reference: str, remark: str) -> HttpResponse:
    """Settle a comment."""
    row = comment_for(request.member, crisis_for(request.member, slug), reference, remark)
    with told(request, _("Settled.")):
        settle_comment(comment=row, by=request.member, at=now())
    return redirect("publications:comments", slug, reference)
