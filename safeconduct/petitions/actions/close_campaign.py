"""Close a campaign before its last day, and open it again while that can be done."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.destroy_campaign_key import destroy_campaign_key
from safeconduct.petitions.actions.set_campaign import KeyIsGone
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.actions.tell_webhooks import tell_webhooks
from safeconduct.petitions.actions.write_roll import write_roll
from safeconduct.petitions.models import Campaign
from safeconduct.petitions.queries.standing import key_is_gone
from safeconduct.petitions.rules.campaigns import MOST_KEY_DAYS
from safeconduct.petitions.rules.hooks import CLOSED


class NotCollecting(Refused):
    """There is nothing to close."""

    sentence = _("Nobody can sign this campaign at the moment, so there is nothing to close.")
    code = "not-collecting"


class ReasonMissing(Refused):
    """People who come to sign ask why they cannot."""

    sentence = _("Say in a sentence why it closes. It stands on the page, where people look who come to sign.")


class TooLong(Refused):
    """A key that lies there for ever is one that somebody takes."""

    sentence = _("The key can be kept for ninety days at most.")


class NotClosed(Refused):
    """There is nothing to take back."""

    sentence = _("This campaign was not closed early. Nothing was changed.")


def close_campaign(*, campaign: Campaign, because: str, key_days: int, by: Member, at: datetime) -> None:
    """Close it early: nobody can sign from now on. The key is destroyed after ``key_days`` days, with 0 at once.

    :raises NotCollecting: if it was never opened, or is closed already
    :raises ReasonMissing: without a reason
    :raises TooLong: if the key were kept too long
    :raises NotOwning, NotPermitted, HasEnded: as ``take_campaign`` finds
    """
    with transaction.atomic():
        kept = take_campaign(campaign=campaign, by=by)
        if kept.opens_on is None or kept.closed_at is not None or _is_over(kept, at.date()):
            raise NotCollecting
        if not because.strip():
            raise ReasonMissing
        if not 0 <= key_days <= MOST_KEY_DAYS:
            raise TooLong
        kept.closed_at, kept.closed_by, kept.closed_because = at, by, because.strip()
        kept.key_goes_on = at.date() + timedelta(days=key_days)
        kept.save(update_fields=["closed_at", "closed_by", "closed_because", "key_goes_on"])
        record("petitions.campaign-closed", kept.reference, by=by.reference, at=at, key_goes_on=kept.key_goes_on.isoformat())
        tell_webhooks(campaign=kept, event=CLOSED, at=at, is_early=True)
        mark_changed(crisis=kept.crisis, at=at)
    write_roll(kept, at=at)
    if key_days == 0:
        destroy_campaign_key(campaign=kept, by=by, at=at)
    campaign.refresh_from_db()


def reopen_campaign(*, campaign: Campaign, by: Member, at: datetime) -> None:
    """Take an early close back, while its key is there.

    :raises NotClosed: if it was not closed early
    :raises KeyIsGone: if its key was destroyed; then nothing brings it back
    :raises NotOwning, NotPermitted, HasEnded: as ``take_campaign`` finds
    """
    with transaction.atomic():
        kept = take_campaign(campaign=campaign, by=by)
        if kept.closed_at is None:
            raise NotClosed
        if key_is_gone(kept):
            raise KeyIsGone
        kept.closed_at, kept.closed_by, kept.closed_because, kept.key_goes_on = None, None, "", None
        kept.save(update_fields=["closed_at", "closed_by", "closed_because", "key_goes_on"])
        record("petitions.campaign-reopened", kept.reference, by=by.reference, at=at)
        mark_changed(crisis=kept.crisis, at=at)
    write_roll(kept, at=at)
    campaign.refresh_from_db()


def _is_over(campaign: Campaign, today: date) -> bool:
    return campaign.closes_on is not None and campaign.closes_on < today
