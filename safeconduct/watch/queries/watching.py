"""What the desk's client is told of teams, timers and alarms."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from safeconduct.outbox.queries.alerts import stuck_references
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.vault.format.records import moment_of
from safeconduct.watch.access import alarms_for, check_ins_for, teams_for, teams_seen_by
from safeconduct.watch.models import Beat, CheckIn
from safeconduct.watch.rules.ladder import Timer, next_change
from safeconduct.watch.rules.words import MOST_TRIES

LATE = timedelta(minutes=2)  # after which the ring counts as stopped
AHEAD = timedelta(hours=24)  # that the second watcher knows of
SHORT_DRILLS = 12


def teams_shown(member: Member) -> list[dict[str, Any]]:
    """Give the teams that the member belongs to or keeps, with their members and their last twelve drills."""
    mine = set(teams_for(member).values_list("pk", flat=True))
    teams = teams_seen_by(member, keeps=member.may(Permission.TEAM_KEEP)).prefetch_related("members", "drills", "telephones")
    return [
        {
            "id": str(team.pk),
            "reference": team.reference,
            "name": team.name,
            "language": team.language,
            "address": team.address,
            "lead_address": team.lead_address,
            "members": sorted(one.member for one in team.members.all()),
            "leads": sorted(one.member for one in team.members.all() if one.is_lead),
            "mine": team.pk in mine,
            "telephones": [
                {
                    "id": str(one.pk),
                    "name": one.name,
                    "is_joined": bool(one.endpoint),
                    "last_on": one.last_on.isoformat() if one.last_on else "",
                }
                for one in sorted(team.telephones.all(), key=lambda one: (one.name, one.pk))
            ],
            "drills": [
                {"day": drill.day.isoformat(), "minutes": drill.minutes}
                for drill in sorted(team.drills.all(), key=lambda one: one.day, reverse=True)[:SHORT_DRILLS]
            ],
        }
        for team in teams
    ]


def check_ins_shown(member: Member, ids: Iterable[UUID]) -> list[dict[str, Any]]:
    """Give where timers stand, of those that the member's teams have."""
    found = check_ins_for(member).filter(pk__in=list(ids), is_drill=False).select_related("team")
    return [_shown(check_in) for check_in in found]


def _shown(check_in: CheckIn) -> dict[str, Any]:
    grace = timedelta(minutes=check_in.grace_minutes)
    following = next_change(Timer(check_in.due_at, grace, check_in.level, check_in.level_at))
    return {
        "id": str(check_in.pk),
        "reference": check_in.reference,
        "team": str(check_in.team_id),
        "due_at": moment_of(check_in.due_at),
        "every": check_in.every_minutes,
        "grace": check_in.grace_minutes,
        "ends_on": check_in.ends_on.isoformat(),
        "level": check_in.level,
        "next": moment_of(following) if following else "",
        "is_deaf": check_in.tries >= MOST_TRIES,
    }


def alarms_shown(member: Member) -> list[dict[str, Any]]:
    """Give the open alarms of the member's teams, those of danger first, then the highest rung, then the oldest."""
    found = alarms_for(member).select_related("check_in__team")
    stuck = stuck_references()
    order = {"duress": 0, "missed": 1, "drill": 2}
    rows = sorted(found, key=lambda one: (order[one.kind], -one.level, one.raised_at))
    return [
        {
            "id": str(one.pk),
            "check_in": str(one.check_in_id),
            "reference": one.check_in.reference,
            "team": one.check_in.team.name,
            "kind": one.kind,
            "level": one.level,
            "raised_at": moment_of(one.raised_at),
            "due_at": moment_of(one.check_in.due_at),
            "taken_by": one.taken_by,
            "is_stuck": one.check_in.reference in stuck,
        }
        for one in rows
    ]


def open_alarms(member: Member) -> int:
    """Count the alarms about people that nobody has taken."""
    return alarms_for(member).exclude(kind="drill").filter(taken_by="").count()


def heard(at: datetime) -> dict[str, Any]:
    """Tell when the ring and the second watcher were heard last, whether there is to be a second one, and where links lead."""
    beats = {beat.name: beat.at for beat in Beat.objects.all()}
    return {
        "ring": moment_of(beats["server"]) if "server" in beats else "",
        "is_late": is_late(at),
        "second": moment_of(beats["second"]) if "second" in beats else "",
        "second_is_set_up": bool(settings.WATCH_TOKEN),
        "intake": settings.INTAKE_ADDRESS,
        "rings_telephones": bool(settings.WEB_PUSH_KEY),
    }


def is_late(at: datetime) -> bool:
    """Tell whether the ring has not been heard for two minutes: then nothing fires."""
    last = Beat.objects.filter(name="server").values_list("at", flat=True).first()
    return last is None or at - last > LATE


def is_stuck() -> bool:
    """Tell whether an alert waits that was tried twice and taken by no mail server; not which, nor how many."""
    return bool(stuck_references())


def mirror(at: datetime) -> list[dict[str, Any]]:
    """Give what the second watcher needs: the timers of the next day and where to tell, by reference.

    No word, no link, no team's name, and no rung: one of danger would be told from one that waits.
    """
    soon = CheckIn.objects.filter(due_at__lte=at + AHEAD, is_drill=False).select_related("team").order_by("due_at", "reference")
    return [
        {
            "reference": one.reference,
            "due_at": moment_of(one.due_at),
            "grace": one.grace_minutes,
            "language": one.team.language,
            "addresses": [address for address in (one.team.address, one.team.lead_address) if address],
        }
        for one in soon
    ]
