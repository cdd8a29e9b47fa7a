"""Record that somebody was asked: which demand, whom, when, by which instrument, and by when a reply is due."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.actions.check_entry import AlreadyWithdrawn, require_crisis, require_post
from safeconduct.advocacy.models import Ask, Body, Demand, Post
from safeconduct.advocacy.rules import Via
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class AskedInTheFuture(Refused):
    """The day has not come yet."""

    sentence = _("Nobody has been asked on a day that has not come. Look at the date again.")


class DueBeforeAsked(Refused):
    """A reply would be due before the question."""

    sentence = _("The reply would be due before anybody was asked. Look at the two dates again.")


@transaction.atomic
def record_ask(
    *,
    demand: Demand,
    body: Body,
    post: Post | None = None,
    holder: str = "",
    via: Via,
    instrument: str = "",
    sent_on: date,
    reply_due: date | None = None,
    is_public: bool = False,
    by: Member,
    at: datetime,
) -> Ask:
    """Add the ask; gives the one that is there, where this instrument already put this demand to this post on this day.

    ``instrument`` is the publication's reference, ``holder`` who held the post that day. Without ``reply_due`` there is no silence.

    :raises OtherCrisis: if the body is one of another crisis than the demand
    :raises PostElsewhere: if the post is not one of the body
    :raises AlreadyWithdrawn: if the demand was withdrawn
    :raises AskedInTheFuture: if ``sent_on`` lies after tomorrow, so that it is not the day anywhere
    :raises DueBeforeAsked: if ``reply_due`` lies before ``sent_on``
    """
    require_crisis(demand.crisis, [body])
    require_post(body, post)
    if demand.withdrawn_at:
        raise AlreadyWithdrawn
    if sent_on > at.date() + timedelta(days=1):
        raise AskedInTheFuture
    if reply_due and reply_due < sent_on:
        raise DueBeforeAsked
    same = Ask.objects.filter(demand=demand, body=body, post=post, instrument=instrument, sent_on=sent_on, withdrawn_at__isnull=True)
    if instrument and (known := same.first()):
        return known
    ask = Ask.objects.create(
        demand=demand,
        body=body,
        post=post,
        holder=holder.strip(),
        via=Via(via),
        instrument=instrument,
        sent_on=sent_on,
        reply_due=reply_due,
        is_public=is_public,
        recorded_at=at,
        recorded_by=by,
    )
    record("advocacy.ask-recorded", ask.reference, by=by.reference, at=at, demand=demand.reference, body=body.reference)
    if is_public and demand.is_public:
        mark_changed(crisis=demand.crisis, at=at)
    return ask
