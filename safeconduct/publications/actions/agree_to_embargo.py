"""A journalist agrees to the terms and opens the release."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.publications.models import PressAccess, PressOpening


class AccessOver(Refused):
    """The access was ended, or what it led to was recalled."""

    sentence = _("This address leads nowhere any more.")


@transaction.atomic
def agree_to_embargo(*, access: PressAccess, at: datetime) -> PressAccess:
    """Keep that they agreed, the first time with its moment, and count the opening by day alone.

    :raises AccessOver: if it was ended, or the release was recalled
    """
    if access.ended_at is not None or access.publication.recalled_at is not None:
        raise AccessOver
    if access.agreed_at is None:
        access.agreed_at = at
        access.save(update_fields=["agreed_at"])
        record("publications.embargo-agreed", access.publication.reference, by=access.journalist.reference, at=at)
    _opening, is_first = PressOpening.objects.get_or_create(access=access, on=at.date())
    if not is_first:
        PressOpening.objects.filter(access=access, on=at.date()).update(times=F("times") + 1)
    return access
