"""Say how a campaign ended."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.reach_stage import NotYet
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.actions.tell_webhooks import tell_webhooks
from safeconduct.petitions.actions.write_roll import write_roll
from safeconduct.petitions.models import Campaign, Stage
from safeconduct.petitions.rules.campaigns import KEY_DAYS
from safeconduct.petitions.rules.hooks import ENDED
from safeconduct.petitions.rules.kinds import End, StageKind

DECIDED = frozenset({End.FULFILLED, End.PARTLY, End.REFUSED})  # somebody decided something


class EndUnsaid(Refused):
    """People who signed want to know what came of it."""

    sentence = _("Say what came of it, at least in the language that the petition was written in.")


class PlaceMissing(Refused):
    """Where does it go on?"""

    sentence = _("Give the address at which it goes on.")


class NeverOpened(Refused):
    """Nobody signed it."""

    sentence = _("This campaign was never opened, so there is no end to tell of.")


def end_campaign(
    *, campaign: Campaign, end: End, on: date, words: Mapping[str, str], elsewhere: str = "", by: Member, at: datetime
) -> None:
    """Say how it ended and on which day, with words by language; nobody can sign from now on. A second time it corrects what was said.

    Where somebody decided, that stage is dated too. The key is destroyed some time later, as after every close.

    :raises NeverOpened: if it was never opened
    :raises NotYet: if the day lies ahead
    :raises EndUnsaid: without words in the petition's original language
    :raises PlaceMissing: if it goes on elsewhere and nobody says where
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    with transaction.atomic():
        kept = take_campaign(campaign=campaign, by=by, may_have_ended=True)
        said = {language: line.strip() for language, line in words.items() if line.strip()}
        if kept.opens_on is None:
            raise NeverOpened
        if on > at.date():
            raise NotYet
        if not said.get(kept.publication.original):
            raise EndUnsaid
        if end is End.ELSEWHERE and not elsewhere.strip():
            raise PlaceMissing
        kept.end, kept.ended_on, kept.end_words = end, on, said
        kept.elsewhere = elsewhere.strip() if end is End.ELSEWHERE else ""
        kept.key_goes_on = kept.key_goes_on or date.fromordinal(at.date().toordinal() + KEY_DAYS)
        kept.save(update_fields=["end", "ended_on", "end_words", "elsewhere", "key_goes_on"])
        if end in DECIDED:
            Stage.objects.get_or_create(campaign=kept, kind=StageKind.DECISION, defaults={"on": on, "recorded_at": at, "recorded_by": by})
        record("petitions.campaign-ended", kept.reference, by=by.reference, at=at, end=str(end), on=on.isoformat())
        tell_webhooks(campaign=kept, event=ENDED, at=at, end=str(end), on=on.isoformat())
        mark_changed(crisis=kept.crisis, at=at)
    write_roll(kept, at=at)
    campaign.refresh_from_db()
