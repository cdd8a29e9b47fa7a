"""What the server keeps of a case: no fact of it. Its words, its people and its days lie in its vaults, where the server reads nothing."""

import uuid

from django.db import models

from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member, Organisation
from safeconduct.vault.models import Vault

STATES = ("new", "helping", "closed")


class Case(models.Model):
    """The shell of a case. It exists for whoever holds its vault; once shredded it has none, and exists for nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = ReferenceField(prefix="CA")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    vault = models.OneToOneField(Vault, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=7, choices=[(state, state) for state in STATES], default="new")
    week_opened = models.DateField()  # the Monday of it
    next_day = models.DateField(null=True)  # when something is due; the caseworker's browser says so, and not what it is
    shred_on = models.DateField(null=True)  # drawn with some play, so that it does not tell the day of the end
    is_held = models.BooleanField(default=False)  # by an obligation in law: shredding waits
    shred_asked_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    shred_asked_on = models.DateField(null=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="case_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(state="closed", shred_on__isnull=False)
                | models.Q(state="closed", vault__isnull=True)
                | (~models.Q(state="closed") & models.Q(shred_on__isnull=True, vault__isnull=False)),
                name="a_closed_case_has_its_last_day",
            ),
            both_or_neither("shred_asked_by", "shred_asked_on", label="who_asked_to_shred_and_when"),
        ]

    def __str__(self) -> str:
        return self.reference


class Compartment(models.Model):
    """One more vault of a case, for fewer eyes. Which part of the case it holds is written inside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey(Case, models.CASCADE, related_name="compartments")
    vault = models.OneToOneField(Vault, models.PROTECT, related_name="+")
