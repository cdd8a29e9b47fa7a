"""The only way to obtain rows of the advocacy desk.

A member sees what belongs to a crisis that the member's organisation answers; the public sees what was published, of a public
crisis, and of deeds only what may be shown by that day.
"""

from datetime import date
from typing import TypeVar

from django.db.models import F, Prefetch, Q, QuerySet
from django.http import Http404

from safeconduct.advocacy.models import (
    Addressee,
    Body,
    BodyName,
    Deed,
    Demand,
    DemandPassage,
    DemandText,
    Holding,
    Post,
    PostTitle,
    Response,
    SearchNote,
)
from safeconduct.crises.access import crises_for
from safeconduct.crises.models import Crisis
from safeconduct.evidence.access import documents_for
from safeconduct.evidence.models import Passage
from safeconduct.people.models import Member

Row = TypeVar("Row", Body, Post, Demand, Response, Deed)
AnswerRow = TypeVar("AnswerRow", Response, Deed)


def bodies_for(member: Member, crisis: Crisis) -> QuerySet[Body]:
    """Give the bodies of the crisis with their names, posts and holders."""
    return _whole_bodies(Body.objects.filter(crisis=crisis, crisis__in=_mine(member)))


def body_for(member: Member, crisis: Crisis, reference: str) -> Body:
    """Give one body.

    :raises Http404: if the member may not see one with this reference
    """
    return _one(bodies_for(member, crisis), reference)


def posts_for(member: Member, crisis: Crisis) -> QuerySet[Post]:
    """Give the posts of the crisis's bodies."""
    return Post.objects.filter(body__crisis=crisis, body__crisis__in=_mine(member)).select_related("body").order_by("pk")


def post_for(member: Member, crisis: Crisis, reference: str) -> Post:
    """Give one post.

    :raises Http404: if the member may not see one with this reference
    """
    return _one(posts_for(member, crisis), reference)


def demands_for(member: Member, crisis: Crisis) -> QuerySet[Demand]:
    """Give the demands of the crisis, the latest first, withdrawn ones too."""
    return _whole_demands(Demand.objects.filter(crisis=crisis, crisis__in=_mine(member)))


def demand_for(member: Member, crisis: Crisis, reference: str) -> Demand:
    """Give one demand.

    :raises Http404: if the member may not see one with this reference
    """
    return _one(demands_for(member, crisis), reference)


def responses_for(member: Member, crisis: Crisis) -> QuerySet[Response]:
    """Give the responses of the crisis, withdrawn ones too."""
    return _whole_answers(Response.objects.filter(crisis=crisis, crisis__in=_mine(member)))


def deeds_for(member: Member, crisis: Crisis) -> QuerySet[Deed]:
    """Give the deeds of the crisis, withdrawn ones too."""
    return _whole_answers(Deed.objects.filter(crisis=crisis, crisis__in=_mine(member)))


def answer_for(member: Member, crisis: Crisis, reference: str) -> Response | Deed:
    """Give one response (``RE-``) or deed (``DD-``).

    :raises Http404: if the member may not see one with this reference
    """
    if reference.startswith("DD-"):
        return _one(deeds_for(member, crisis), reference)
    return _one(responses_for(member, crisis), reference)


def searches_for(member: Member, crisis: Crisis) -> QuerySet[SearchNote]:
    """Give the search notes of the crisis, the one that reaches furthest first."""
    return _searches(crisis).filter(crisis__in=_mine(member))


def passage_for(member: Member, crisis: Crisis, reference: str) -> Passage | None:
    """Give the passage with this reference in a document that the member may read; ``None`` where there is none."""
    return Passage.objects.filter(reference=reference, document__in=documents_for(member, crisis).order_by()).first()


def public_bodies(crisis: Crisis) -> QuerySet[Body]:
    """Give the bodies of a public crisis; who shows one says by itself that there is something public about it."""
    return _whole_bodies(Body.objects.filter(crisis=crisis, crisis__published_at__isnull=False))


def public_demands(crisis: Crisis) -> QuerySet[Demand]:
    """Give the demands that everybody may read."""
    return _whole_demands(
        Demand.objects.filter(crisis=crisis, crisis__published_at__isnull=False, published_at__isnull=False, withdrawn_at__isnull=True)
    )


def public_demand(crisis: Crisis, reference: str) -> Demand:
    """Give one public demand.

    :raises Http404: if there is none with this reference
    """
    return _one(public_demands(crisis), reference)


def public_responses(crisis: Crisis) -> QuerySet[Response]:
    """Give the responses that everybody may read."""
    return _public(_whole_answers(Response.objects.filter(crisis=crisis)))


def public_deeds(crisis: Crisis, on: date) -> QuerySet[Deed]:
    """Give the deeds that everybody may read on this day; a deed held back until later is not among them."""
    due = Q(publish_after__isnull=True) | Q(publish_after__lte=on)
    return _public(_whole_answers(Deed.objects.filter(crisis=crisis))).filter(due)


def public_searches(crisis: Crisis) -> QuerySet[SearchNote]:
    """Give the search notes of a public crisis; their day is public, their note is not."""
    return _searches(crisis).filter(crisis__published_at__isnull=False)


def _mine(member: Member) -> QuerySet[Crisis]:
    return crises_for(member).prefetch_related(None).order_by()


def _searches(crisis: Crisis) -> QuerySet[SearchNote]:
    return SearchNote.objects.filter(crisis=crisis).select_related("noted_by").order_by("-searched_until", "-pk")


def _public(answers: QuerySet[AnswerRow]) -> QuerySet[AnswerRow]:
    return answers.filter(crisis__published_at__isnull=False, published_at__isnull=False, withdrawn_at__isnull=True)


def _whole_bodies(bodies: QuerySet[Body]) -> QuerySet[Body]:
    return bodies.prefetch_related(
        Prefetch("names", BodyName.objects.order_by("pk")),
        Prefetch("posts", Post.objects.order_by("pk")),
        Prefetch("posts__titles", PostTitle.objects.order_by("pk")),
        Prefetch("posts__holdings", Holding.objects.order_by("since", "pk")),
    ).order_by("code")


def _whole_answers(answers: QuerySet[AnswerRow]) -> QuerySet[AnswerRow]:
    return (
        answers.select_related("passage__document__source", "reported_by", "demand", "recorded_by", "withdrawn_by")
        .prefetch_related("texts")
        .order_by("on", "pk")
    )


def _whole_demands(demands: QuerySet[Demand]) -> QuerySet[Demand]:
    passages = DemandPassage.objects.select_related("passage__document__source").order_by("pk")
    return (
        demands.select_related("demander", "created_by", "withdrawn_by")
        .prefetch_related(
            Prefetch("texts", DemandText.objects.order_by("pk")),
            Prefetch("addressees", Addressee.objects.order_by("is_relayed", "pk")),
            Prefetch("passages", passages),
        )
        .order_by(F("published_at").desc(nulls_last=True), "-created_at", "-pk")
    )


def _one(rows: QuerySet[Row], reference: str) -> Row:
    row = rows.filter(reference=reference).first()
    if row is None:
        raise Http404
    return row
