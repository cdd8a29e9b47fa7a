"""Turn switches of a campaign, on a bad day or when it is over."""

from datetime import datetime

from django.db import DatabaseError, transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Campaign
from safeconduct.signing.actions.set_switches import set_switches
from safeconduct.signing.rules.switches import Switches, to_json
from safeconduct.signing.storing.switches import clear_here, turn_here


class NothingToSwitch(Refused):
    """Nobody can sign the campaign yet."""

    code = "no-roll"
    sentence = _("This campaign takes no signatures yet: it has no vault. Nothing was changed.")


def turn_switches(*, campaign: Campaign, switches: Switches, by: Member, at: datetime) -> bool:
    """Set all switches as given, and tell whether the database of signatures took them.

    Where that database does not answer they are turned in this machine's memory, where they win until somebody clears them.

    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    :raises NothingToSwitch: if no signature can be taken yet
    """
    with transaction.atomic():
        kept = take_campaign(campaign=campaign, by=by, may_have_ended=True)
        changed, is_kept = _set(kept, switches)
        if changed:
            mark_changed(crisis=kept.crisis, at=at)
            detail = {"on": sorted(to_json(switches)), "changed": list(changed), "place": "database" if is_kept else "machine"}
            record("petitions.switches-turned", kept.reference, by=by.reference, at=at, **detail)
    return is_kept


def clear_switches_here(*, campaign: Campaign, by: Member, at: datetime) -> None:
    """Let what the database says count again on this machine.

    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    with transaction.atomic():
        kept = take_campaign(campaign=campaign, by=by, may_have_ended=True)
        if clear_here(kept.reference):
            mark_changed(crisis=kept.crisis, at=at)
            record("petitions.switches-cleared", kept.reference, by=by.reference, at=at)


def _set(campaign: Campaign, switches: Switches) -> tuple[tuple[str, ...], bool]:
    try:
        changed = set_switches(roll=campaign.roll, switches=switches)
    except DatabaseError:
        turn_here(campaign.reference, {**_all_of(switches)})
        return tuple(sorted(to_json(switches))) or ("usual",), False
    if changed is None:
        raise NothingToSwitch
    return changed, True


def _all_of(switches: Switches) -> dict[str, object]:
    """Give every switch, those that are off too: here an off counts as well."""
    return {**{name: False for name in Switches.__slots__ if name != "message"}, "message": {}, **to_json(switches)}
