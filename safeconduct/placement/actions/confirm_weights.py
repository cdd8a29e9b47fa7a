"""Confirm, as a second person, by what numbers groups are weighed."""

from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.placement.models import Weights


class SamePerson(Refused):
    """It takes two."""

    code = "same-person"
    sentence = _("You have proposed this yourself. Nothing was changed; a second person has to confirm it.")


@transaction.atomic
def confirm_weights(*, version: int, by: Member, at: datetime) -> None:
    """Let a version count from now on; once more changes nothing.

    :raises Http404: if there is no such version
    :raises SamePerson: if who proposed it asks
    """
    there = Weights.objects.select_for_update().filter(version=version).first()
    if there is None:
        raise Http404
    if there.proposed_by_id == by.pk:
        raise SamePerson
    if there.confirmed_by_id is not None:
        return
    Weights.objects.filter(pk=there.pk).update(confirmed_by=by, since=at.date())
    record("placement.weights-confirmed", str(version), by=by.reference, at=day_of(at))
