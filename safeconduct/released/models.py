"""What was let out, or waits for its day: numbers and sentences. Nothing here leads back to a case: no key, no hash, no shared id."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Claim
from safeconduct.evidence.reading.shapes import OriginKind
from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member, Organisation
from safeconduct.released.rules.slips import AMOUNTS
from safeconduct.released.rules.tenfive import TABLES

ROOTS = (OriginKind.FIRST_HAND, OriginKind.RECORD, OriginKind.INSIDER, OriginKind.EXPERT)


class ReleaseState(models.TextChoices):
    """Where a table stands."""

    PROPOSED = "proposed", _("Waits for a second person")
    CONFIRMED = "confirmed", _("Waits for the day")
    OUT = "out", _("Out")
    REFUSED = "refused", _("Not let out")


class Release(models.Model):
    """One table of one quarter, rounded in two browsers that came to the same."""

    reference = ReferenceField(prefix="RL")
    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    table = models.CharField(max_length=40, choices=[(name, name) for name in TABLES])
    quarter = models.CharField(max_length=7)  # 2026-Q4
    currency = models.CharField(max_length=3, blank=True)  # of sums
    state = models.CharField(max_length=9, choices=ReleaseState, default=ReleaseState.PROPOSED)
    proposed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    confirmed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)
    out_on = models.DateField(null=True)  # the batch day

    class Meta:
        constraints = [
            both_or_neither("confirmed_by", "confirmed_on", label="release_confirmed_by_and_on"),
            models.CheckConstraint(condition=~models.Q(confirmed_by=models.F("proposed_by")), name="release_is_confirmed_by_another"),
            models.CheckConstraint(
                condition=models.Q(state="proposed", confirmed_by__isnull=True, out_on__isnull=True)
                | models.Q(state="refused", out_on__isnull=True)
                | models.Q(state="confirmed", confirmed_by__isnull=False, out_on__isnull=True)
                | models.Q(state="out", confirmed_by__isnull=False, out_on__isnull=False),
                name="release_is_out_only_once_confirmed",
            ),
            models.UniqueConstraint(
                fields=["crisis", "organisation", "table", "quarter", "currency"],
                condition=models.Q(state__in=["proposed", "confirmed"]),
                name="one_release_waits_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Figure(models.Model):
    """One number of a table, already rounded: the server never has another."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="figures")
    place = models.PositiveSmallIntegerField()  # in its line
    cell = models.CharField(max_length=30)
    value = models.BigIntegerField(null=True)  # null: fewer than 10, or withheld
    is_withheld = models.BooleanField(default=False)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["release", "cell"], name="one_figure_each_cell"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) | models.Q(value=0) | models.Q(value__gte=10), name="no_figure_from_1_to_9"
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) | models.Q(is_withheld=False), name="a_withheld_figure_is_not_said"
            ),
        ]


class SlipState(models.TextChoices):
    """Where a sentence stands."""

    HANDED = "handed", _("Waits for a second person")
    ACCEPTED = "accepted", _("Waits for the day")
    OUT = "out", _("A claim")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Slip(models.Model):
    """One sentence that may be said of what people told, with how many they were in a word, and no way back to any of them."""

    reference = ReferenceField(prefix="SL")
    sending = models.UUIDField(unique=True, default=uuid.uuid4)  # made for this handing in alone, so that a lost answer makes no second one
    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.CharField(max_length=400)
    language = models.CharField(max_length=8)
    root_kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in ROOTS])
    amount = models.CharField(max_length=16, choices=[(word, word) for word in AMOUNTS])
    period = models.CharField(max_length=7)  # 2026-Q4 or 2026-11
    area = models.CharField(max_length=6)  # ISO 3166-2 at the finest
    state = models.CharField(max_length=9, choices=SlipState, default=SlipState.HANDED)
    handed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    handed_on = models.DateField()
    accepted_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    accepted_on = models.DateField(null=True)
    batch_on = models.DateField(null=True)  # when it went out
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="+")
    withdrawn_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(null=True)
    corrected_on = models.DateField(null=True)  # when the claim got its correction

    class Meta:
        constraints = [
            both_or_neither("accepted_by", "accepted_on", label="slip_accepted_by_and_on"),
            both_or_neither("batch_on", "claim", label="slip_out_with_its_claim"),
            both_or_neither("withdrawn_by", "withdrawn_on", label="slip_withdrawn_by_and_on"),
            models.CheckConstraint(condition=~models.Q(accepted_by=models.F("handed_by")), name="slip_is_accepted_by_another"),
            models.CheckConstraint(
                condition=models.Q(claim__isnull=True) | models.Q(accepted_by__isnull=False), name="slip_is_out_only_once_accepted"
            ),
        ]

    def __str__(self) -> str:
        return self.reference
