"""Say that a person looked at a mail that came back, and what it was."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.models import Incoming
from safeconduct.outbox.words import FILED, SET_ASIDE
from safeconduct.people.models import Member


class IsFiled(Refused):
    """It was filed already."""

    sentence = _("This mail was filed to its letter already. Nothing was changed.")


@transaction.atomic
def settle_incoming(*, incoming: Incoming, settled_as: str, by: Member, at: datetime) -> None:
    """Keep who looked at it and whether it was filed or set aside. What was set aside may still be filed; what was filed stays so.

    :raises IsFiled: if it was filed already
    :raises ValueError: if ``settled_as`` is neither
    """
    if settled_as not in {FILED, SET_ASIDE}:
        raise ValueError(settled_as)
    row = Incoming.objects.select_for_update().get(pk=incoming.pk)
    if row.settled_as == FILED:
        raise IsFiled
    Incoming.objects.filter(pk=row.pk).update(settled_as=settled_as, settled_at=at, settled_by=by)
    record("outbox.incoming-settled", row.reference, by=by.reference, at=at, settled_as=settled_as)
