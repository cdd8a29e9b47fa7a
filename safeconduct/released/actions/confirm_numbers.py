"""Confirm numbers as a second person, whose browser counted again and came to the same."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.released.access import release_to_change
from safeconduct.released.models import Release, ReleaseState
from safeconduct.released.queries.lines import line_of_release
from safeconduct.released.rules.tenfive import Cell


class SameCounter(Refused):
    """Two people, or nobody."""

    code = "same-person"
    sentence = _("You proposed these numbers yourself. A colleague counts them again and confirms them.")


class NotTheSame(Refused):
    """The two came to different numbers."""

    code = "not-the-same"
    sentence = _("Your browser comes to other numbers than were proposed. Nothing was confirmed: find out together what each of you holds.")


class NotWaiting(Refused):
    """It was confirmed, refused or let out meanwhile."""

    code = "not-waiting"
    sentence = _("These numbers do not wait for anybody any longer. Nothing was changed.")


@transaction.atomic
def confirm_numbers(*, reference: str, figures: Sequence[Cell], by: Member, at: datetime) -> Release:
    """Let the numbers wait for the batch day. Confirming again is no second confirmation.

    :raises SameCounter: if this member proposed them
    :raises NotTheSame: if the second count differs in anything
    :raises NotWaiting: if they were decided on already
    """
    release = release_to_change(by, reference)
    if release.proposed_by == by:
        raise SameCounter
    if release.state == ReleaseState.CONFIRMED and release.confirmed_by == by:
        return release
    if release.state != ReleaseState.PROPOSED:
        raise NotWaiting
    if line_of_release(release).figures != tuple(figures):
        raise NotTheSame
    release.state, release.confirmed_by, release.confirmed_on = ReleaseState.CONFIRMED, by, at.date()
    release.save(update_fields=["state", "confirmed_by", "confirmed_on"])
    record("released.numbers-confirmed", release.reference, by=by.reference, at=day_of(at), table=release.table, quarter=release.quarter)
    return release
