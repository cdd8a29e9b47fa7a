"""Take a telephone of a team away."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.watch.access import home, team_to_keep


def remove_telephone(*, telephone: UUID, team: UUID, by: Member, at: datetime) -> None:
    """Delete it: it is rung no more. One that is gone already is none to refuse.

    :raises Http404: if the organisation of whoever asks has no such team
    """
    with transaction.atomic(using=home()):
        kept = team_to_keep(by, team)
        if kept.telephones.filter(pk=telephone).delete()[0]:
            record("watch.telephone-removed", kept.reference, by=by.reference, at=day_of(at))
