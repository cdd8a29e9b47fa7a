"""Set what of a campaign may change while it runs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.begin_campaign import check_goal, check_last_day, countries_of
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.actions.write_roll import write_roll
from safeconduct.petitions.models import Campaign
from safeconduct.petitions.queries.standing import key_is_gone


class GoalLowered(Refused):
    """Whoever signed did so under another goal."""

    sentence = _("People sign under this goal already. It can be raised, and not lowered.")


class KeyIsGone(Refused):
    """Nobody could find duplicates any more."""

    sentence = _(
        "The key of this campaign was destroyed when it closed. Nobody could find duplicates any more, so it cannot be opened again."
    )
    code = "key-is-gone"


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be set."""

    goal: int
    closes_on: date | None
    danger: Collection[str]
    starter: str
    asks_postcode: bool
    takes_reasons: bool
    shows_names: bool
    partners_named: Collection[str]  # references of organisations that answer the crisis


def set_campaign(*, campaign: Campaign, settings: Settings, by: Member, at: datetime) -> None:
    """Set it, on the page and for whoever signs from now on. Signatures that are there keep what was chosen for them.

    :raises GoalMissing, GoalLowered: if the goal is none, or lower than the one people sign under
    :raises DayPassed: if the last day is moved into the past; close it early instead
    :raises KeyIsGone: if the last day is moved after the key was destroyed
    :raises CountryUnknown: if a country is none
    :raises NotOwning, NotPermitted, HasEnded: as ``take_campaign`` finds
    """
    with transaction.atomic():
        kept = take_campaign(campaign=campaign, by=by)
        check_goal(settings.goal)
        if kept.opens_on is not None and settings.goal < kept.goal:
            raise GoalLowered
        if settings.closes_on != kept.closes_on:
            check_last_day(settings.closes_on, at=at)
            if key_is_gone(kept):
                raise KeyIsGone
            kept.closes_on = settings.closes_on
        changed = _take(kept, settings)
        kept.save(update_fields=["goal", "closes_on", "danger", "starter", *SWITCHES, "partners_named"])
        record("petitions.campaign-set", kept.reference, by=by.reference, at=at, goal=kept.goal, danger=changed)
        mark_changed(crisis=kept.crisis, at=at)
    write_roll(kept, at=at)
    campaign.refresh_from_db()


SWITCHES = ("asks_postcode", "takes_reasons", "shows_names")


def _take(campaign: Campaign, settings: Settings) -> list[str]:
    """Write the settings into the row, and give its list of countries."""
    campaign.goal, campaign.starter = settings.goal, " ".join(settings.starter.split())
    campaign.danger = countries_of(settings.danger)
    for name in SWITCHES:
        setattr(campaign, name, getattr(settings, name))
    there = campaign.crisis.participations.filter(until__isnull=True).values_list("organisation__reference", flat=True)
    named = set(settings.partners_named) & set(there)
    campaign.partners_named = sorted(named - {campaign.organisation.reference})
    return list(campaign.danger)
