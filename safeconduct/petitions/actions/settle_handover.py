"""Record whether the addressee took the signatures, and put that they were asked into the register of words and deeds."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.access import whole_posts
from safeconduct.advocacy.actions.record_ask import record_ask
from safeconduct.advocacy.models import Demand, Post
from safeconduct.advocacy.rules import Via
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.drop_package import drop_package
from safeconduct.petitions.actions.take_handover import take_handover
from safeconduct.petitions.actions.tell_webhooks import tell_webhooks
from safeconduct.petitions.models import Handover, Stage
from safeconduct.petitions.queries.handing import card_for
from safeconduct.petitions.queries.standing import released_version
from safeconduct.petitions.rules.hooks import STAGE
from safeconduct.petitions.rules.kinds import HandoverState, StageKind
from safeconduct.petitions.rules.stages import out_of_order
from safeconduct.publications.rules.content import from_json


class WhoTookIt(Refused):
    """Nobody could tell later who says so."""

    sentence = _("Write who took the signatures, or with which words they were refused.")


class NotOnThisDay(Refused):
    """It was not made yet, or the day has not come."""

    sentence = _("The day lies before the package was made, or has not come yet. Look at it again.")


def settle_handover(
    *, handover: Handover, is_received: bool, on: date, note: str, reply_due: date | None = None, by: Member, at: datetime
) -> Handover:
    """Record it: ``note`` says who took them, or with which words they were refused. A package that nobody fetched is destroyed.

    Each demand of the text becomes an ask of the register, on whose page the answer follows, or silence from ``reply_due`` on.

    :raises WhoTookIt: if nothing is said
    :raises NotOnThisDay: if the day is none
    :raises NotNow, NotOwning, NotPermitted: as ``take_handover`` finds
    """
    with transaction.atomic():
        kept = take_handover(handover=handover, by=by, states={HandoverState.MADE})
        if not note.strip():
            raise WhoTookIt
        if on > at.date() or (kept.made_on and on < kept.made_on):
            raise NotOnThisDay
        kept.state = HandoverState.RECEIVED if is_received else HandoverState.REFUSED
        kept.closed_on, kept.note = on, note.strip()
        kept.ask = _ask(kept, on=on, reply_due=reply_due, by=by, at=at)
        kept.save(update_fields=["state", "closed_on", "note", "ask"])
        _reach(kept, on=on, by=by, at=at)
        record("petitions.handover-settled", kept.reference, by=by.reference, at=at, state=str(kept.state), ask=kept.ask)
        mark_changed(crisis=kept.campaign.crisis, at=at)
    drop_package(handover=kept)
    return kept


def _reach(handover: Handover, *, on: date, by: Member, at: datetime) -> None:
    """Date the stage at which the signatures were brought to somebody, unless an earlier handover did, or its day would not fit."""
    campaign = handover.campaign
    days = {StageKind(stage.kind): stage.on for stage in campaign.stages.all()}
    if StageKind.SUBMISSION in days or out_of_order(days, StageKind.SUBMISSION, on):
        return
    Stage.objects.create(campaign=campaign, kind=StageKind.SUBMISSION, on=on, recorded_at=at, recorded_by=by)
    tell_webhooks(campaign=campaign, event=STAGE, at=at, stage=str(StageKind.SUBMISSION), on=on.isoformat())


def _ask(handover: Handover, *, on: date, reply_due: date | None, by: Member, at: datetime) -> str:
    """Record an ask for each demand of the text; give the first one's reference, or nothing where it has no demand of the register."""
    version = released_version(handover.campaign)
    named = [part.demand for part in from_json(version.content).parts if part.demand] if version else []
    [post] = whole_posts(Post.objects.filter(pk=handover.post_id))
    card = card_for(post, language=handover.language, on=on)
    asks = [
        record_ask(
            demand=demand,
            body=post.body,
            post=post,
            holder=card.holder_name,
            via=Via.PETITION,
            instrument=handover.campaign.publication.reference,
            sent_on=on,
            reply_due=reply_due,
            is_public=True,
            by=by,
            at=at,
        )
        for demand in Demand.objects.filter(reference__in=named, withdrawn_at__isnull=True).order_by("pk")
    ]
    return asks[0].reference if asks else ""
