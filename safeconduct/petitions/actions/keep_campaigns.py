"""What nobody does by hand: rolls follow their campaigns, thresholds are dated, keys go on their day."""

from datetime import datetime

from safeconduct.petitions.actions.destroy_campaign_key import destroy_campaign_key
from safeconduct.petitions.actions.note_milestones import note_milestones
from safeconduct.petitions.actions.tidy_packages import tidy_packages
from safeconduct.petitions.actions.write_roll import write_roll
from safeconduct.petitions.models import Campaign
from safeconduct.petitions.rules.campaigns import key_goes_on
from safeconduct.signing.actions.destroy_key import destroy_key, drop_keys, unfinished_rolls
from safeconduct.signing.models import Roll
from safeconduct.signing.queries.counts import count_of


def keep_campaigns(*, at: datetime) -> None:
    """Do all of it once; every minute is often enough. Done again and again, it changes nothing."""
    reconcile_rolls(at=at)
    note_all_milestones(at=at)
    let_keys_go(at=at)
    tidy_packages(on=at.date())


def reconcile_rolls(*, at: datetime) -> int:
    """Bring every roll up to what its campaign and its text are now: recalled, corrected, over. Give how many changed.

    Publications know nothing of petitions, and the two databases share no transaction; so whoever recalls a text pauses its roll here.
    """
    before = dict(Roll.objects.values_list("pk", "revision"))
    rolls = [write_roll(campaign, at=at) for campaign in Campaign.objects.filter(vault__isnull=False)]
    return sum(roll is not None and before.get(roll.pk) != roll.revision for roll in rolls)


def note_all_milestones(*, at: datetime) -> None:
    """Date the thresholds that were reached."""
    waiting = Campaign.objects.filter(opens_on__isnull=False, thresholds__reached_on__isnull=True).select_related("crisis").distinct()
    for campaign in waiting:
        note_milestones(campaign, count_of(campaign.roll).total, at=at)


def let_keys_go(*, at: datetime) -> int:
    """Destroy the keys whose day has come; give how many. What was destroyed on another machine leaves this one's memory too."""
    gone = set(Roll.objects.filter(key_destroyed_on__isnull=False).values_list("pk", flat=True))
    for roll in gone:
        drop_keys(roll)
    for roll in unfinished_rolls():
        destroy_key(roll=roll, on=at.date())
    count = 0
    for campaign in Campaign.objects.filter(opens_on__isnull=False, vault__isnull=False).exclude(roll__in=gone, key_record__isnull=True):
        day = key_goes_on(closes_on=campaign.closes_on, chosen=campaign.key_goes_on)
        if day is not None and day <= at.date():
            destroy_campaign_key(campaign=campaign, at=at)
            count += 1
    return count
