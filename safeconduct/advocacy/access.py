"""The only way to obtain rows of the advocacy desk.

A member sees what belongs to a crisis that the member's organisation answers; the public sees what was published, of a public
crisis, and of deeds only what may be shown by that day.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db.models import Exists, F, Model, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from safeconduct.advocacy.models import (
    Addressee,
    Ask,
    Body,
    BodyName,
    Commitment,
    ContactDetail,
    Deed,
    Demand,
    DemandPassage,
    DemandText,
    DemandUse,
    FormOfAddress,
    Holding,
    Post,
    PostTitle,
    Response,
    SearchNote,
    Verdict,
    VerdictEvidence,
)
from safeconduct.crises.access import crises_for
from safeconduct.crises.models import Crisis
from safeconduct.evidence.access import documents_for
from safeconduct.evidence.models import Passage
from safeconduct.people.models import Member

Row = TypeVar("Row", Body, Post, Demand, Response, Deed, Ask, Verdict, Commitment)
AnswerRow = TypeVar("AnswerRow", Response, Deed)


def bodies_for(member: Member, crisis: Crisis, *, also: str = "") -> QuerySet[Body]:
    """Give the bodies that are asked, that answered, or that somebody named by hand, with names, and alike posts and holders.

    A file of posts brings thousands of bodies of which nothing is known but that they exist; they are found by searching
    (``queries.posts``), and would drown what this is asked for. ``also`` is the code of one more body, whatever it is.
    """
    wanted = _is_concerned() | Q(code=also) if also else _is_concerned()
    return _whole_bodies(Body.objects.filter(wanted, crisis=crisis, crisis__in=_mine(member)), Post.objects.filter(_is_involved()))


def body_for(member: Member, crisis: Crisis, reference: str) -> Body:
    """Give one body, whichever, with all its posts.

    :raises Http404: if the member may not see one with this reference
    """
    return _one(_whole_bodies(Body.objects.filter(crisis=crisis, crisis__in=_mine(member))), reference)


def posts_for(member: Member, crisis: Crisis) -> QuerySet[Post]:
    """Give the posts of the crisis's bodies."""
    return Post.objects.filter(body__crisis=crisis, body__crisis__in=_mine(member)).select_related("body").order_by("pk")


def post_for(member: Member, crisis: Crisis, reference: str) -> Post:
    """Give one post.

    :raises Http404: if the member may not see one with this reference
    """
    return _one(posts_for(member, crisis), reference)


def whole_posts_for(member: Member, crisis: Crisis) -> QuerySet[Post]:
    """Give the posts with all that a letter needs to know of them."""
    return whole_posts(posts_for(member, crisis))


def whole_posts(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Read along with posts, in a query for each table and not for each post, all that a letter needs to know of them."""
    return posts.select_related("body__crisis").prefetch_related(
        Prefetch("titles", PostTitle.objects.order_by("pk")),
        Prefetch("holdings", Holding.objects.select_related("person").order_by("since", "pk")),
        Prefetch("contact_details", ContactDetail.objects.order_by("pk")),
        Prefetch("forms_of_address", FormOfAddress.objects.order_by("language")),
        Prefetch("body__names", BodyName.objects.order_by("pk")),
        # The body's own only: those of its posts would come too, and a parliament has hundreds.
        Prefetch("body__contact_details", ContactDetail.objects.filter(post__isnull=True).order_by("pk")),
    )


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


def response_for(member: Member, crisis: Crisis, reference: str) -> Response:
    """Give one response.

    :raises Http404: if the member may not see one with this reference
    """
    return _one(responses_for(member, crisis), reference)


def searches_for(member: Member, crisis: Crisis) -> QuerySet[SearchNote]:
    """Give the search notes of the crisis, the one that reaches furthest first."""
    return _searches(crisis).filter(crisis__in=_mine(member))


def asks_for(member: Member, crisis: Crisis) -> QuerySet[Ask]:
    """Give who was asked what, the latest first, withdrawn ones too."""
    return _whole_asks(Ask.objects.filter(demand__crisis=crisis, demand__crisis__in=_mine(member)))


def ask_for(member: Member, crisis: Crisis, reference: str) -> Ask:
    """Give one ask.

    :raises Http404: if the member may not see one with this reference
    """
    return _one(asks_for(member, crisis), reference)


def commitment_for(member: Member, crisis: Crisis, reference: str) -> Commitment:
    """Give one commitment.

    :raises Http404: if the member may not see one with this reference
    """
    return _one(commitments_for(member, crisis), reference)


def commitments_for(member: Member, crisis: Crisis) -> QuerySet[Commitment]:
    """Give what bodies committed themselves to, withdrawn commitments too."""
    mine = Commitment.objects.filter(response__crisis=crisis, response__crisis__in=_mine(member))
    return mine.select_related("response", "recorded_by", "withdrawn_by").order_by("due", "pk")


def verdicts_for(member: Member, crisis: Crisis) -> QuerySet[Verdict]:
    """Give the verdicts of the crisis, the latest first: proposed, confirmed and set aside."""
    return _whole_verdicts(Verdict.objects.filter(demand__crisis=crisis, demand__crisis__in=_mine(member)))


def verdict_for(member: Member, crisis: Crisis, reference: str) -> Verdict:
    """Give one verdict.

    :raises Http404: if the member may not see one with this reference
    """
    return _one(verdicts_for(member, crisis), reference)


def passage_for(member: Member, crisis: Crisis, reference: str) -> Passage | None:
    """Give the passage with this reference in a document that the member may read; ``None`` where there is none."""
    return Passage.objects.filter(reference=reference, document__in=documents_for(member, crisis).order_by()).first()


def public_bodies(crisis: Crisis) -> QuerySet[Body]:
    """Give the bodies of a public crisis; who shows one says by itself that there is something public about it."""
    return _whole_bodies(
        Body.objects.filter(_is_concerned(), crisis=crisis, crisis__published_at__isnull=False), Post.objects.filter(_is_involved())
    )


def public_bodies_named(crisis: Crisis, keys: Iterable[int]) -> QuerySet[Body]:
    """Give these bodies (keys) of a public crisis with their names and nothing else: a parliament has hundreds of posts."""
    named = Body.objects.filter(crisis=crisis, crisis__published_at__isnull=False, pk__in=set(keys))
    return named.prefetch_related(Prefetch("names", BodyName.objects.order_by("pk"))).order_by("code")


def public_posts(crisis: Crisis, keys: Iterable[int]) -> QuerySet[Post]:
    """Give these posts (keys) of a public crisis with their titles and holders; who shows one has something public about it."""
    found = Post.objects.filter(body__crisis=crisis, body__crisis__published_at__isnull=False, pk__in=set(keys))
    return found.prefetch_related(
        Prefetch("titles", PostTitle.objects.order_by("pk")), Prefetch("holdings", Holding.objects.order_by("since", "pk"))
    ).order_by("pk")


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
    """Give the deeds that everybody may read on this day; a deed held back until later is not among them.

    Nor is what is known from helping people: that shows in ``queries.casework`` only, grouped and rounded.
    """
    due = Q(publish_after__isnull=True) | Q(publish_after__lte=on)
    return _public(_whole_answers(Deed.objects.filter(crisis=crisis, is_from_casework=False))).filter(due)


def public_casework(crisis: Crisis, on: date) -> QuerySet[Deed]:
    """Give the deeds from casework out of which groups may be made for the public on this day; never one of them by itself."""
    return _public(Deed.objects.filter(crisis=crisis, is_from_casework=True, publish_after__lte=on)).order_by("pk")


def public_asks(crisis: Crisis) -> QuerySet[Ask]:
    """Give the asks that everybody may know of: of a public demand, and asked in public."""
    asks = Ask.objects.filter(demand__in=public_demands(crisis).order_by().values("pk"), is_public=True, withdrawn_at__isnull=True)
    return _whole_asks(asks)


def public_asked_bodies(crisis: Crisis) -> set[int]:
    """Give the keys of the bodies that everybody may know to be asked: a public demand is put to them, or they were asked it in public."""
    demands = public_demands(crisis).order_by()
    asks = Ask.objects.filter(demand__in=demands.values("pk"), is_public=True, withdrawn_at__isnull=True)
    return set(demands.values_list("addressees__body", flat=True)) | set(asks.values_list("body", flat=True))


def public_commitments(crisis: Crisis) -> QuerySet[Commitment]:
    """Give what bodies committed themselves to in words that everybody may read."""
    said = public_responses(crisis).prefetch_related(None).select_related(None).order_by().values("pk")
    return Commitment.objects.filter(response__in=said, withdrawn_at__isnull=True).select_related("response__demand").order_by("due", "pk")


def public_uses(crisis: Crisis) -> QuerySet[DemandUse]:
    """Give which public instruments carry a public demand."""
    demands = public_demands(crisis).order_by().values("pk")
    return DemandUse.objects.filter(demand__in=demands, is_public=True).select_related("demand").order_by("kind", "title", "pk")


def public_verdicts(crisis: Crisis) -> QuerySet[Verdict]:
    """Give the verdicts on public demands that two people gave and that were not set aside, the latest first."""
    given = Verdict.objects.filter(
        demand__in=public_demands(crisis).order_by().values("pk"), confirmed_at__isnull=False, set_aside_at__isnull=True
    )
    return _whole_verdicts(given)


def public_searches(crisis: Crisis) -> QuerySet[SearchNote]:
    """Give the search notes of a public crisis; their day is public, their note is not."""
    return _searches(crisis).filter(crisis__published_at__isnull=False)


def _mine(member: Member) -> QuerySet[Crisis]:
    return crises_for(member).prefetch_related(None).order_by()


def _searches(crisis: Crisis) -> QuerySet[SearchNote]:
    return SearchNote.objects.filter(crisis=crisis).select_related("noted_by").order_by("-searched_until", "-pk")


def _public(answers: QuerySet[AnswerRow]) -> QuerySet[AnswerRow]:
    return answers.filter(crisis__published_at__isnull=False, published_at__isnull=False, withdrawn_at__isnull=True)


def _is_concerned() -> Q:
    """Hold for bodies that somebody named by hand, or that have to do with a demand, words or a deed."""
    return Q(source_key="") | _appears(("body", (Addressee, Ask, SearchNote, Verdict)), ("actor", (Response, Deed)))


def _is_involved() -> Q:
    """Hold, alike, for posts."""
    return Q(source_key="") | _appears(("post", (Addressee, Ask, Response, Deed)))


def _appears(*columns: tuple[str, tuple[type[Model], ...]]) -> Q:
    found = Q()
    for column, tables in columns:
        for table in tables:
            found |= Q(Exists(table.objects.filter(**{column: OuterRef("pk")})))  # type: ignore[attr-defined]
    return found


def _whole_bodies(bodies: QuerySet[Body], posts: QuerySet[Post] | None = None) -> QuerySet[Body]:
    return bodies.prefetch_related(
        Prefetch("names", BodyName.objects.order_by("pk")),
        Prefetch("posts", (Post.objects.all() if posts is None else posts).order_by("pk")),
        Prefetch("posts__titles", PostTitle.objects.order_by("pk")),
        Prefetch("posts__holdings", Holding.objects.order_by("since", "pk")),
    ).order_by("code")


def _whole_answers(answers: QuerySet[AnswerRow]) -> QuerySet[AnswerRow]:
    return (
        answers.select_related("passage__document__source", "reported_by", "demand", "recorded_by", "withdrawn_by")
        .prefetch_related("texts")
        .order_by("on", "pk")
    )


def _whole_asks(asks: QuerySet[Ask]) -> QuerySet[Ask]:
    return asks.select_related("demand__crisis", "body", "post", "recorded_by").order_by("-sent_on", "-pk")


def _whole_verdicts(verdicts: QuerySet[Verdict]) -> QuerySet[Verdict]:
    evidence = VerdictEvidence.objects.select_related("response", "deed", "passage__document__source").order_by("pk")
    return (
        verdicts.select_related("demand__crisis", "body", "proposed_by", "confirmed_by", "set_aside_by")
        .prefetch_related(Prefetch("evidence", evidence), "replies")
        .order_by(F("confirmed_at").desc(nulls_last=True), "-proposed_at", "-pk")
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
