"""Say which number of signatures has which consequence."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.begin_campaign import check_goal
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Campaign, Threshold


class ConsequenceUnsaid(Refused):
    """A number without a consequence is no threshold."""

    sentence = _("Say what happens at this number, at least in the language that the petition was written in.")


class WasReached(Refused):
    """It was reached, and what was promised stands."""

    sentence = _("This number was reached, so what was promised at it stands.")
    code = "was-reached"


@transaction.atomic
def set_threshold(*, campaign: Campaign, number: int, consequence: Mapping[str, str], by: Member, at: datetime) -> None:
    """Keep what happens at this number, by language; a second time it replaces the words.

    :raises GoalMissing: if the number is none
    :raises ConsequenceUnsaid: without words in the petition's original language
    :raises WasReached: if the number was reached and its words in a language would change; further languages may be added
    :raises NotOwning, NotPermitted, HasEnded: as ``take_campaign`` finds
    """
    kept = take_campaign(campaign=campaign, by=by)
    check_goal(number)
    said = {language: words.strip() for language, words in consequence.items() if words.strip()}
    if not said.get(kept.publication.original):
        raise ConsequenceUnsaid
    there = kept.thresholds.filter(number=number).first()
    if there and there.reached_on and any(said.get(language) != words for language, words in there.consequence.items()):
        raise WasReached
    Threshold.objects.update_or_create(campaign=kept, number=number, defaults={"consequence": said})
    record("petitions.threshold-set", kept.reference, by=by.reference, at=at, number=number)
    mark_changed(crisis=kept.crisis, at=at)


@transaction.atomic
def remove_threshold(*, campaign: Campaign, number: int, by: Member, at: datetime) -> None:
    """Take a threshold out that was not reached yet.

    :raises WasReached: if it was
    :raises NotOwning, NotPermitted, HasEnded: as ``take_campaign`` finds
    """
    kept = take_campaign(campaign=campaign, by=by)
    there = kept.thresholds.filter(number=number).first()
    if there is None:
        return
    if there.reached_on:
        raise WasReached
    there.delete()
    record("petitions.threshold-removed", kept.reference, by=by.reference, at=at, number=number)
    mark_changed(crisis=kept.crisis, at=at)
