"""What the server keeps of a case: no fact of it. Its words, its people and its days lie in its vaults, where the server reads nothing."""

import uuid

from django.db import models

from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member, Organisation
from safeconduct.vault.models import Vault

STATES = ("new", "helping", "closed")
REFERRAL_KINDS = ("referral", "transfer")
REFERRAL_STATES = ("second", "offered", "accepted", "refused", "revoked", "ended")
SCOPES = ("own", "hub")


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


class Referral(models.Model):
    """A case that one organisation offers to another. Whose it is, and what of it is told, lies sealed in a letter; no case is named."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    from_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    to_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in REFERRAL_KINDS])
    is_urgent = models.BooleanField(default=False)
    has_consent = models.BooleanField()
    emergency_by = models.ForeignKey(
        Member, models.PROTECT, null=True, related_name="+"
    )  # who answers for it too, where nobody could be asked
    state = models.CharField(max_length=8, choices=[(state, state) for state in REFERRAL_STATES])
    expires_on = models.DateField()  # the letters are emptied then
    offered_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    offered_on = models.DateField()
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    blob = models.BinaryField(default=bytes)  # a letter to the register of who is asked
    answer = models.BinaryField(default=bytes)  # a letter to the label that lay in it

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=REFERRAL_KINDS), name="referral_kind_is_known"),
            models.CheckConstraint(condition=models.Q(state__in=REFERRAL_STATES), name="referral_state_is_known"),
            models.CheckConstraint(condition=~models.Q(from_organisation=models.F("to_organisation")), name="referral_goes_elsewhere"),
            models.CheckConstraint(
                condition=models.Q(has_consent=True) | models.Q(state="second") | models.Q(emergency_by__isnull=False),
                name="referral_has_consent_or_a_second_person",
            ),
            models.CheckConstraint(
                condition=models.Q(emergency_by__isnull=True) | ~models.Q(emergency_by=models.F("offered_by")),
                name="referral_second_person_is_another",
            ),
            both_or_neither("answered_by", "answered_on", label="who_answered_a_referral_and_when"),
        ]


class KnownToken(models.Model):
    """What is equal for equal people, under a key that lies sealed elsewhere. By itself it tells nothing and can be tried by nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey(Case, models.CASCADE, related_name="known_tokens")
    scope = models.CharField(max_length=5, choices=[(scope, scope) for scope in SCOPES], default="own")
    version = models.PositiveSmallIntegerField()  # of the rules by which names are written alike
    token = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(scope__in=SCOPES), name="known_scope_is_known"),
            models.UniqueConstraint(fields=["case", "scope", "token"], name="one_token_of_a_case"),
        ]
        indexes = [models.Index(fields=["token"], name="cases_of_a_token")]


class KnownHit(models.Model):
    """Two cases that may be of the same person. Neither team learns of which the other is before both agree."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    one = models.ForeignKey(Case, models.CASCADE, related_name="+")
    other = models.ForeignKey(Case, models.CASCADE, related_name="+")
    one_agrees = models.BooleanField(default=False)
    other_agrees = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_hit_of_two_cases"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="hit_names_the_smaller_first"),
        ]


class HeldCap(models.Model):
    """How many tokens an organisation asked about on a day, so that nobody tries a list of names."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    day = models.DateField()
    count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "day"], name="one_cap_a_day")]
