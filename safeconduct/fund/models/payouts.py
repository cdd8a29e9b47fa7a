"""What the server keeps of a payout: a sum, what for, by when, and which two people said so. Never for whom: there is no field of text."""

import uuid

from django.db import models
from django.db.models import F, Q

from safeconduct.fund.rules.payouts import PURPOSES, STATES
from safeconduct.kit.constraints import both_or_neither
from safeconduct.people.models import Member, Organisation


class Payout(models.Model):
    """Money that somebody asked for by a number which only the sealed side can lead back to a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    claim = models.CharField(max_length=32, unique=True)  # 128 random bits in hexadecimal letters, new for each payout
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who asks
    payee = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who pays it out
    what = models.CharField(max_length=8, choices=[(one, one) for one in PURPOSES])
    amount_minor = models.BigIntegerField()  # in the smallest unit of the currency
    currency = models.CharField(max_length=3)  # ISO 4217
    need_by = models.DateField()
    state = models.CharField(max_length=9, choices=[(state, state) for state in STATES], default="asked")
    asked_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    approved_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)
    paid_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    paid_on = models.DateField(null=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="payout_state_is_known"),
            models.CheckConstraint(condition=Q(what__in=PURPOSES), name="payout_purpose_is_known"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="a_payout_is_more_than_nothing"),
            models.CheckConstraint(condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("asked_by")), name="a_payout_takes_two_people"),
            models.CheckConstraint(
                condition=Q(state="asked", approved_by__isnull=True)
                | Q(state__in=("approved", "paid"), approved_by__isnull=False)
                | Q(state__in=("returned", "withdrawn")),
                name="a_payout_is_approved_first",
            ),
            models.CheckConstraint(
                condition=Q(state="paid", paid_by__isnull=False) | Q(state="returned") | (~Q(state="paid") & Q(paid_by__isnull=True)),
                name="a_paid_payout_says_who_paid",
            ),
            both_or_neither("approved_by", "approved_on", label="who_approved_a_payout_and_when"),
            both_or_neither("paid_by", "paid_on", label="who_paid_a_payout_and_when"),
        ]

    def __str__(self) -> str:
        return self.claim
