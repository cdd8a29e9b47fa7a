"""Say where a duty team is told."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.watch.access import home, team_to_keep
from safeconduct.watch.actions.keep_team import check_addresses


def set_address(*, team: UUID, address: str, lead_address: str, language: str, by: Member, at: datetime) -> None:
    """Keep the addresses of the team and of its lead, and the language that alerts are written in.

    :raises Http404: if the organisation of whoever asks has no such team
    :raises NotAnAddress, NotALanguage: if nobody could be told
    """
    check_addresses(address, lead_address, language)
    with transaction.atomic(using=home()):
        kept = team_to_keep(by, team)
        kept.address, kept.lead_address, kept.language = address, lead_address, language
        kept.save(update_fields=["address", "lead_address", "language"])
        record("watch.team-kept", kept.reference, by=by.reference, at=day_of(at))
