"""The only way to obtain teams, timers and alarms: they exist for the members of the team, and the team for its organisation's keepers too.

Members are known here by their references alone; the desk's database is another one.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import router
from django.db.models import Q, QuerySet
from django.http import Http404

from safeconduct.watch.models import Alarm, CheckIn, Team, Telephone

if TYPE_CHECKING:
    from safeconduct.people.models import Member


def home() -> str:
    """Give the alias of the timers' database, for transactions: the intake's own process knows only one."""
    return router.db_for_write(CheckIn)


def teams_for(member: "Member") -> QuerySet[Team]:
    """Give the teams that the member belongs to; none while the member's keys are withheld."""
    if member.withheld_on is not None:
        return Team.objects.none()
    return Team.objects.filter(organisation=member.organisation.reference, members__member=member.reference)


def teams_seen_by(member: "Member", *, keeps: bool) -> QuerySet[Team]:
    """Give the member's own teams; for who keeps teams, all of the organisation. Their timers are another matter."""
    own = Q(members__member=member.reference)
    everything = Q(organisation=member.organisation.reference)
    return Team.objects.filter(everything if keeps else everything & own).distinct().order_by("name", "reference")


def team_to_keep(member: "Member", id_: UUID) -> Team:
    """Give a team of the member's organisation, to change it.

    :raises Http404: if there is none with this id there
    """
    team = Team.objects.filter(pk=id_, organisation=member.organisation.reference).first()
    if team is None:
        raise Http404
    return team


def team_for(member: "Member", id_: UUID) -> Team:
    """Give a team that the member belongs to.

    :raises Http404: if there is none with this id for this member
    """
    team = teams_for(member).filter(pk=id_).first()
    if team is None:
        raise Http404
    return team


def check_ins_for(member: "Member") -> QuerySet[CheckIn]:
    """Give the timers of the member's teams."""
    return CheckIn.objects.filter(team__in=teams_for(member).values("pk"))


def check_in_to_change(member: "Member", id_: UUID) -> CheckIn:
    """Give one timer, locked until the transaction on its database ends.

    :raises Http404: if there is none with this id for this member
    """
    CheckIn.objects.select_for_update().filter(pk=id_).first()  # first the lock, then the look
    check_in = check_ins_for(member).filter(pk=id_).select_related("team").first()
    if check_in is None:
        raise Http404
    return check_in


def alarms_for(member: "Member") -> QuerySet[Alarm]:
    """Give the alarms of the member's teams."""
    return Alarm.objects.filter(check_in__team__in=teams_for(member).values("pk"))


def alarm_to_change(member: "Member", id_: UUID) -> Alarm:
    """Give one alarm, its timer locked until the transaction on its database ends, as the ring and the link lock it.

    :raises Http404: if there is none with this id for this member
    """
    CheckIn.objects.select_for_update().filter(pk__in=Alarm.objects.filter(pk=id_).values("check_in")).first()
    alarm = alarms_for(member).filter(pk=id_).select_related("check_in__team").first()
    if alarm is None:
        raise Http404
    return alarm


def telephone_with(token_hash: bytes) -> Telephone:
    """Give the telephone that a link was made for, locked until the transaction on its database ends; whoever has the link may ask.

    :raises Http404: if there is none
    """
    telephone = Telephone.objects.select_for_update().filter(token_hash=token_hash).first()
    if telephone is None:
        raise Http404
    return telephone
