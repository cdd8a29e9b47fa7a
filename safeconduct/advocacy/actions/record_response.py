"""Record what a body said."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.actions.check_entry import NoSource, readable, require_crisis, require_post, written
from safeconduct.advocacy.actions.record_commitment import Committed, record_commitment
from safeconduct.advocacy.models import Ask, Body, Demand, Post, Response, ResponseText
from safeconduct.advocacy.rules import Grade, ResponseType
from safeconduct.audit.actions.record import record
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Passage, Source
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class AskedSomebodyElse(Refused):
    """The ask went to another body, made another demand, or was withdrawn."""

    sentence = _("That is not what this body was asked. Choose an ask that went to it and makes the demand, or leave the field empty.")


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
    ask: Ask | None = None,
    is_conditional: bool = False,
    commitments: Sequence[Committed] = (),
    by: Member,
    at: datetime,
) -> Response:
    """Add a response with its texts by language; without ``reported_by`` the passage's own publisher reports it.

    With ``ask`` it answers that ask, and its demand unless another is named; ``commitments`` are the acts it promises.

    :raises TextMissing: if there is no text in the original language
    :raises NoSource: if there is neither a passage nor a reporter
    :raises DateUnreadable: if ``on`` is neither empty nor a time
    :raises OtherCrisis: if something belongs to another crisis
    :raises PostElsewhere: if the post is not one of the actor
    :raises AskedSomebodyElse: if the ask went to another body, makes another demand, or was withdrawn
    :raises CommitsNobody: if there are commitments, and these are not words that commit
    """
    kept, on = written(texts, original), readable(on)
    if ask and (ask.body_id != actor.pk or ask.withdrawn_at or (demand and demand.pk != ask.demand_id)):
        raise AskedSomebodyElse
    demand = demand or (ask.demand if ask else None)
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
        ask=ask,
        is_conditional=is_conditional,
        recorded_at=at,
        recorded_by=by,
    )
    ResponseText.objects.bulk_create(
        ResponseText(response=response, language=language, text=text, is_original=language == original, written_at=at, written_by=by)
        for language, text in kept.items()
    )
    record("advocacy.response-recorded", response.reference, by=by.reference, at=at, actor=actor.reference, type=response.type)
    for committed in commitments:
        record_commitment(response=response, committed=committed, by=by, at=at)
    return response
