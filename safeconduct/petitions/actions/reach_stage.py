"""Date a stage that a campaign has reached."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.actions.tell_webhooks import tell_webhooks
from safeconduct.petitions.models import Campaign, Stage
from safeconduct.petitions.rules.hooks import STAGE
from safeconduct.petitions.rules.kinds import StageKind
from safeconduct.petitions.rules.stages import out_of_order


class NotYet(Refused):
    """The day has not come."""

    sentence = _("This day has not come yet. Record the stage when it is reached.")


class OutOfOrder(Refused):
    """The stages follow each other."""

    sentence = _("The stages follow each other: this day does not fit those of the stages before and after it.")


class ByItself(Refused):
    """Start and collection are dated by what happened here."""

    sentence = _("The days of the start and of the collection follow from what happened here, so they are not set by hand.")


@transaction.atomic
def reach_stage(*, campaign: Campaign, kind: StageKind, on: date, words: Mapping[str, str], by: Member, at: datetime) -> Stage:
    """Record that the stage was reached on this day, with a line about it by language; a second time it corrects both.

    :raises ByItself: if another day is given for start or collection; their words may be written
    :raises NotYet: if the day lies ahead
    :raises OutOfOrder: if it lies before an earlier stage's, or after a later one's
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    kept = take_campaign(campaign=campaign, by=by, may_have_ended=True)
    days = {StageKind(stage.kind): stage.on for stage in kept.stages.all()}
    if kind in {StageKind.START, StageKind.COLLECTION} and days.get(kind) != on:
        raise ByItself
    if on > at.date():
        raise NotYet
    if out_of_order(days, kind, on):
        raise OutOfOrder
    said = {language: line.strip() for language, line in words.items() if line.strip()}
    defaults = {"on": on, "words": said, "recorded_at": at, "recorded_by": by}
    stage, _is_new = Stage.objects.update_or_create(campaign=kept, kind=kind, defaults=defaults)
    record("petitions.stage-reached", kept.reference, by=by.reference, at=at, stage=str(kind), on=on.isoformat())
    tell_webhooks(campaign=kept, event=STAGE, at=at, stage=str(kind), on=on.isoformat())
    mark_changed(crisis=kept.crisis, at=at)
    return stage


@transaction.atomic
def take_back_stage(*, campaign: Campaign, kind: StageKind, by: Member, at: datetime) -> None:
    """Take back a stage that was recorded by mistake.

    :raises ByItself: if it is the start or the collection
    :raises NotOwning, NotPermitted, HasEnded: as ``take_campaign`` finds
    """
    kept = take_campaign(campaign=campaign, by=by)
    if kind in {StageKind.START, StageKind.COLLECTION}:
        raise ByItself
    if kept.stages.filter(kind=kind).delete()[0]:
        record("petitions.stage-taken-back", kept.reference, by=by.reference, at=at, stage=str(kind))
        mark_changed(crisis=kept.crisis, at=at)
