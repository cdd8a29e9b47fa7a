"""Duty teams, timers and alarms. They lie in the intake's database, whose process confirms them, and know members by reference alone.

A timer has no name, no place and no case. Its word is an HMAC under a token that is nowhere: whoever takes these tables can try no word.
"""

import uuid

from django.db import models
from django.db.models import Q

from safeconduct.kit.references import ReferenceField
from safeconduct.watch.rules.words import KINDS


class Team(models.Model):
    """People of one organisation who are on duty in turn, and the addresses that are told when something waits."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)  # made by whoever keeps it: sent twice, it is one team
    reference = ReferenceField(prefix="TE")
    organisation = models.CharField(max_length=16)
    name = models.CharField(max_length=60)
    language = models.CharField(max_length=8)
    address = models.CharField(max_length=254)  # of the duty desk, never a person's own
    lead_address = models.CharField(max_length=254, blank=True)  # told from the second rung on
    kept_by = models.CharField(max_length=16)


class TeamMember(models.Model):
    """Who sees the timers of a team."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    member = models.CharField(max_length=16)
    is_lead = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "member"], name="once_in_a_team")]


class Telephone(models.Model):
    """A telephone of the organisation's that is rung when something waits, without a word. Nobody signs in to the desk on it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)  # made by whoever adds it: sent twice, it is one telephone
    team = models.ForeignKey(Team, models.CASCADE, related_name="telephones")
    name = models.CharField(max_length=60)
    token_hash = models.BinaryField(max_length=32, unique=True)  # of the link that it joins with, once
    link_until = models.DateTimeField(null=True)  # empty once it has joined
    endpoint = models.CharField(max_length=500, blank=True)  # at the push service of its browser's maker
    last_on = models.DateField(null=True)  # when the push service last took a ring for it


class CheckIn(models.Model):
    """A timer: somebody is to give a sign of life by this moment, and again each time after so many minutes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = ReferenceField(prefix="CI")
    team = models.ForeignKey(Team, models.CASCADE, related_name="check_ins")
    due_at = models.DateTimeField()  # to five minutes
    every_minutes = models.PositiveIntegerField()
    grace_minutes = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(default=0)  # of rules.ladder
    level_at = models.DateTimeField(null=True)
    is_drill = models.BooleanField(default=False)
    ends_on = models.DateField()
    token_hash = models.BinaryField(max_length=32, unique=True)
    word = models.BinaryField(max_length=32)
    duress = models.BinaryField(max_length=32)
    tries = models.PositiveSmallIntegerField(default=0)  # words that came by the link since the last sign of life

    class Meta:
        indexes = [models.Index(fields=["level", "due_at"], name="check_ins_that_are_due")]
        constraints = [models.CheckConstraint(condition=Q(level__lte=4), name="check_in_level_is_known")]


class Alarm(models.Model):
    """Something waits for a person. It goes when it is settled: no history of danger is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="alarms")
    kind = models.CharField(max_length=6, choices=[(kind, kind) for kind in KINDS])
    level = models.PositiveSmallIntegerField(default=0)  # 0: nobody was told yet
    raised_at = models.DateTimeField()
    taken_by = models.CharField(max_length=16, blank=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["check_in", "kind"], name="one_alarm_of_a_kind")]


class Drill(models.Model):
    """A drill, and how long it took until a person answered: the only time to a human that stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    team = models.ForeignKey(Team, models.CASCADE, related_name="drills")
    day = models.DateField()
    minutes = models.PositiveIntegerField(null=True)


class Beat(models.Model):
    """When the server's ring, or the second watcher, was last heard. Only the newest."""

    name = models.CharField(max_length=8, primary_key=True)
    at = models.DateTimeField()
