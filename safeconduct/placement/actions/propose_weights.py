"""Propose by what numbers groups are weighed."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import NotUnderstood
from safeconduct.people.models import Member
from safeconduct.placement.models import Weights
from safeconduct.placement.rules.numbers import WEIGHED_BY, fit


class VersionTaken(Refused):
    """Somebody was faster."""

    status, code = 409, "taken"
    sentence = _("There is such a version already. Nothing was changed; load the list again.")


@transaction.atomic
def propose_weights(*, version: int, numbers: Mapping[str, int], by: Member, at: datetime) -> Weights:
    """Keep a version that nobody uses until a second person confirms it; the very same once more is kept once.

    :raises NotUnderstood: if a number is missing or too large, or a less urgent group would count for more
    :raises VersionTaken: if there is another of this number
    """
    if not fit(dict(numbers)):
        raise NotUnderstood
    there = Weights.objects.filter(version=version).first()
    if there is not None:
        if there.proposed_by_id != by.pk or any(getattr(there, name) != numbers[name] for name in WEIGHED_BY):
            raise VersionTaken
        return there
    made = Weights.objects.create(version=version, proposed_by=by, **numbers)
    record("placement.weights-proposed", str(version), by=by.reference, at=day_of(at), **numbers)
    return made
