"""Record what a body said."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from safeconduct.advocacy.actions.check_entry import NoSource, readable, require_crisis, require_post, written
from safeconduct.advocacy.models import Body, Demand, Post, Response, ResponseText
from safeconduct.advocacy.rules import Grade, ResponseType
from safeconduct.audit.actions.record import record
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Passage, Source
from safeconduct.people.models import Member


@transaction.atomic
def record_response(
    *,
    crisis: Crisis,
    actor: Body,
    type: ResponseType,  # noqa: A002 — the register's own word
    texts: Mapping[str, str],
    original: str,
    on: str,
    passage: Passage | None,
    reported_by: Source | None,
    grade: Grade,
    citation: str = "",
    post: Post | None = None,
    holder: str = "",
    demand: Demand | None = None,
    is_conditional: bool = False,
    by: Member,
    at: datetime,
) -> Response:
    """Add a response with its texts by language; without ``reported_by`` the passage's own publisher reports it.

    :raises TextMissing: if there is no text in the original language
    :raises NoSource: if there is neither a passage nor a reporter
    :raises DateUnreadable: if ``on`` is neither empty nor a time
    :raises OtherCrisis: if something belongs to another crisis
    :raises PostElsewhere: if the post is not one of the actor
    """
    kept, on = written(texts, original), readable(on)
    if passage is None and reported_by is None:
        raise NoSource
    require_crisis(crisis, [actor, passage, reported_by, demand])
    require_post(actor, post)
    response = Response.objects.create(
        crisis=crisis,
        actor=actor,
        post=post,
        holder=holder.strip(),
        on=on,
        type=ResponseType(type),
        grade=Grade(grade),
        passage=passage,
        reported_by=reported_by or (passage.document.source if passage else None),
        citation=citation.strip(),
        demand=demand,
        is_conditional=is_conditional,
        recorded_at=at,
        recorded_by=by,
    )
    ResponseText.objects.bulk_create(
        ResponseText(response=response, language=language, text=text, is_original=language == original, written_at=at, written_by=by)
        for language, text in kept.items()
    )
    record("advocacy.response-recorded", response.reference, by=by.reference, at=at, actor=actor.reference, type=response.type)
    return response
