"""Rounds of placement: sealed cards without a name, who leads the round, and by which weights. Which case a card came from is nowhere."""

import uuid

from django.db import models

from safeconduct.crises.models import Crisis
from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member
from safeconduct.vault.models import Vault

STATES = ("collecting", "solving", "out", "ended")


class Weights(models.Model):
    """What counts how much, decided by the coalition in numbered versions: clear on purpose, so that anybody may ask."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    version = models.PositiveSmallIntegerField(unique=True)
    critical = models.PositiveSmallIntegerField(default=64)
    high = models.PositiveSmallIntegerField(default=16)
    medium = models.PositiveSmallIntegerField(default=4)
    low = models.PositiveSmallIntegerField(default=1)
    theta_percent = models.PositiveSmallIntegerField(default=100)  # of what placing by hand gives a critical case
    keep_percent = models.PositiveSmallIntegerField(default=10)
    share_percent = models.PositiveSmallIntegerField(default=70)
    gap_permille = models.PositiveSmallIntegerField(default=5)
    proposed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    since = models.DateField(null=True)  # the day of the second person's word

    class Meta:
        constraints = [
            both_or_neither("confirmed_by", "since", label="who_confirmed_weights_and_when"),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("proposed_by")),
                name="weights_confirmed_by_another",
            ),
        ]


class Round(models.Model):
    """One round. Its vault is held by two people and destroyed with its cards when the round ends."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = ReferenceField(prefix="RO")
    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="+")
    vault = models.OneToOneField(Vault, models.PROTECT, null=True, related_name="+")
    weights = models.ForeignKey(Weights, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(state, state) for state in STATES], default="collecting")
    closes_on = models.DateField()
    opened_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    signature = models.BinaryField(max_length=64, default=bytes)  # of who opened it, over the round and its two coordinators
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="round_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(state="ended", vault__isnull=True) | (~models.Q(state="ended") & models.Q(vault__isnull=False)),
                name="only_an_ended_round_has_no_vault",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Card(models.Model):
    """One sealed card, or a blank one that looks the same. The browser made its id for this round alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, models.CASCADE, related_name="cards")
    blob = models.BinaryField()
    answer = models.BinaryField(default=bytes)


class Run(models.Model):
    """That a round was worked out, from which sealed cards, by which model, and who confirmed it. Nobody is in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, models.CASCADE, related_name="runs")
    inputs_hash = models.CharField(max_length=64)
    model = models.CharField(max_length=20)
    gap_permille = models.PositiveSmallIntegerField()
    ran_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    ran_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("ran_by")), name="run_confirmed_by_another"
            ),
        ]
