"""Record what a body did, for people or against them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.actions.check_entry import NoSource, TextMissing, readable, require_crisis, require_post, written
from safeconduct.advocacy.models import Body, Commitment, Deed, DeedText, Demand, Post, Response
from safeconduct.advocacy.rules import DeedType, Grade
from safeconduct.audit.actions.record import record
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Passage, Source
from safeconduct.evidence.reading.shapes import Quantity
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class OnlyWords(Refused):
    """The passage stands in the register as this body's words."""

    sentence = _(
        "These very words stand in the register as something this body said, and a sentence does not become a deed. "
        "Choose the passage that reports the act itself, or withdraw the response first."
    )


class PromisedBySomebodyElse(Refused):
    """The commitment is another body's."""

    sentence = _("Another body promised that. Choose a commitment of the body that acted, or leave the field empty.")


@transaction.atomic
def record_deed(
    *,
    crisis: Crisis,
    actor: Body,
    type: DeedType,  # noqa: A002 — the register's own word
    texts: Mapping[str, str],
    original: str,
    on: str,
    passage: Passage | None,
    reported_by: Source | None,
    grade: Grade,
    citation: str = "",
    quantity: Quantity | None = None,
    post: Post | None = None,
    holder: str = "",
    demand: Demand | None = None,
    commitment: Commitment | None = None,
    is_from_casework: bool = False,
    publish_after: date | None = None,
    publish_as: Mapping[str, str] | None = None,
    by: Member,
    at: datetime,
) -> Deed:
    """Add a deed with its texts by language. With ``publish_as`` (by language) the public reads that and no number.

    ``commitment`` is the promise it keeps or breaks. With ``is_from_casework`` it is known from helping people, and shows late,
    grouped and rounded, or not at all (``rules.releasing``).

    :raises TextMissing: if there is no text in the original language, or none in a language of ``publish_as``
    :raises NoSource: if there is neither a passage nor a reporter
    :raises OnlyWords: if the passage is already a response of the same body
    :raises DateUnreadable: if ``on`` is neither empty nor a time
    :raises OtherCrisis: if something belongs to another crisis
    :raises PostElsewhere: if the post is not one of the actor
    :raises PromisedBySomebodyElse: if the commitment is another body's
    """
    kept, on = written(texts, original), readable(on)
    if not kept.keys() >= (publish_as or {}).keys():
        raise TextMissing
    if passage is None and reported_by is None:
        raise NoSource
    require_crisis(crisis, [actor, passage, reported_by, demand])
    require_post(actor, post)
    if commitment and commitment.response.actor_id != actor.pk:
        raise PromisedBySomebodyElse
    if passage and Response.objects.filter(passage=passage, actor=actor, withdrawn_at__isnull=True).exists():
        raise OnlyWords
    deed = Deed.objects.create(
        crisis=crisis,
        actor=actor,
        post=post,
        holder=holder.strip(),
        on=on,
        type=DeedType(type),
        grade=Grade(grade),
        passage=passage,
        reported_by=reported_by or (passage.document.source if passage else None),
        citation=citation.strip(),
        demand=demand or (commitment.response.demand if commitment else None),
        commitment=commitment,
        is_from_casework=is_from_casework,
        publish_after=publish_after,
        recorded_at=at,
        recorded_by=by,
        **_columns(quantity),
    )
    _write(deed, kept, original, publish_as or {})
    record("advocacy.deed-recorded", deed.reference, by=by.reference, at=at, actor=actor.reference, type=deed.type)
    return deed


def _columns(quantity: Quantity | None) -> dict[str, Any]:
    if quantity is None:
        return {}
    return {
        "qualifier": quantity.qualifier,
        "low": quantity.low,
        "high": quantity.high,
        "low_exclusive": quantity.low_exclusive,
        "high_exclusive": quantity.high_exclusive,
        "unit": quantity.unit,
        "quantity_verbatim": quantity.verbatim,
    }


def _write(deed: Deed, texts: Mapping[str, str], original: str, publish_as: Mapping[str, str]) -> None:
    DeedText.objects.bulk_create(
        DeedText(
            deed=deed,
            language=language,
            text=text,
            publish_as=publish_as.get(language, "").strip(),
            is_original=language == original,
            written_at=deed.recorded_at,
            written_by=deed.recorded_by,
        )
        for language, text in texts.items()
    )
