"""Say who belongs to a duty team."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.watch.access import home, team_to_keep
from safeconduct.watch.models import TeamMember


class NotOnDuty(Refused):
    """Somebody who may not answer alarms, or is not of this organisation."""

    code = "not-on-duty"
    sentence = _("Only members of your organisation who may answer alarms belong to a team. Nothing was changed.")


class NobodyLeft(Refused):
    """A team without a member would be told of nothing."""

    code = "nobody-left"
    sentence = _("A team needs at least one member and one lead. Nothing was changed.")


def set_members(*, team: UUID, members: Sequence[str], leads: Sequence[str], by: Member, at: datetime) -> None:
    """Let exactly these members, by their references, belong to the team; ``leads`` are among them.

    :raises Http404: if the organisation of whoever asks has no such team
    :raises NobodyLeft: if nobody, or no lead, would be left
    :raises NotOnDuty: if one of them is of another organisation, or may answer no alarm
    """
    wanted = set(members)
    if not wanted or not set(leads) or set(leads) - wanted:
        raise NobodyLeft
    with transaction.atomic(using=home()):
        kept = team_to_keep(by, team)
        found = Member.objects.filter(reference__in=wanted, organisation=by.organisation, is_active=True)
        if {one.reference for one in found if one.may(Permission.ALARM_ANSWER)} != wanted:
            raise NotOnDuty
        kept.members.all().delete()
        TeamMember.objects.bulk_create(TeamMember(team=kept, member=one, is_lead=one in leads) for one in sorted(wanted))
        record("watch.team-kept", kept.reference, by=by.reference, at=day_of(at))
