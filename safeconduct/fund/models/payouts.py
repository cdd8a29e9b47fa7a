"""What the server keeps of a payout: a sum, what for, by when, and which two people said so. Never for whom: there is no field of text."""

import uuid

from django.db import models
from django.db.models import F, Q

from safeconduct.fund.models.channels import BankAccount, Payee
from safeconduct.fund.models.ledger import Book, Fund
from safeconduct.fund.rules.payouts import PURPOSES, STATES
from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member, Organisation


class Limits(models.Model):
    """How much may be paid at once and, by one person in an emergency, in a day. Two people decide; the latest confirmed holds."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="limits")
    version = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    most_minor = models.BigIntegerField()  # of one payout
    urgent_minor = models.BigIntegerField()  # of all of one day that one person has approved so far
    proposed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    confirmed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "version"], name="limits_are_numbered"),
            models.CheckConstraint(condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")), name="two_set_limits"),
            models.CheckConstraint(condition=Q(urgent_minor__lte=F("most_minor"), urgent_minor__gte=0), name="urgent_is_the_smaller"),
        ]


class PaymentOrder(models.Model):
    """A file for the bank with several payouts. Its number is kept before the file is made, so that made twice it is paid once."""

    reference = ReferenceField(prefix="PO")
    book = models.ForeignKey(Book, models.PROTECT, related_name="orders")
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+")
    message_id = models.CharField(max_length=35, unique=True)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    execute_on = models.DateField()

    def __str__(self) -> str:
        return self.reference


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
    seconded_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    seconded_on = models.DateField(null=True)
    is_urgent = models.BooleanField(default=False)  # it may be paid on one word; the second is due within a day
    fund = models.ForeignKey(Fund, models.PROTECT, null=True, related_name="payouts")  # out of which it is paid
    to = models.ForeignKey(Payee, models.PROTECT, null=True, related_name="payouts")  # whose number it goes to
    order = models.ForeignKey(PaymentOrder, models.PROTECT, null=True, related_name="payouts")
    end_to_end = models.CharField(max_length=32, unique=True, null=True)  # noqa: DJ001 — none until it is in an order
    entry_key = models.CharField(max_length=32, blank=True)  # of its entry in the book; never the claim
    code_hash = models.BinaryField(max_length=32, default=b"")  # SHA-256 of the code that tells of delivery
    delivered_on = models.DateField(null=True)
    delivered_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    cell = models.ForeignKey("fund.PaidCell", models.PROTECT, null=True, related_name="payouts")
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
                condition=Q(state="asked", seconded_by__isnull=True)
                | Q(state__in=("approved", "paid"), approved_by__isnull=False, seconded_by__isnull=False)
                | Q(state__in=("approved", "paid"), approved_by__isnull=False, is_urgent=True)
                | Q(state__in=("returned", "withdrawn")),
                name="a_payout_is_approved_first",
            ),
            models.CheckConstraint(
                condition=Q(seconded_by__isnull=True)
                | (Q(approved_by__isnull=False) & ~Q(seconded_by=F("asked_by")) & ~Q(seconded_by=F("approved_by"))),
                name="two_others_approve_a_payout",
            ),
            models.CheckConstraint(
                condition=Q(state="paid", paid_by__isnull=False) | Q(state="returned") | (~Q(state="paid") & Q(paid_by__isnull=True)),
                name="a_paid_payout_says_who_paid",
            ),
            both_or_neither("approved_by", "approved_on", label="who_approved_a_payout_and_when"),
            both_or_neither("seconded_by", "seconded_on", label="who_seconded_a_payout_and_when"),
            both_or_neither("delivered_by", "delivered_on", label="who_attested_a_payout_and_when"),
            both_or_neither("paid_by", "paid_on", label="who_paid_a_payout_and_when"),
        ]

    def __str__(self) -> str:
        return self.claim


class PaidCell(models.Model):
    """A sum of payouts that was let out (rules.ticks.next_cells): late, rounded, of at least five; never made again."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="cells")
    until = models.DateField()  # the Sunday up to which
    purpose = models.CharField(max_length=8)  # or "together"
    currency = models.CharField(max_length=3)
    minor = models.BigIntegerField()
    published_on = models.DateField()


class ScreeningList(models.Model):
    """A public list of sanctioned names, as it was loaded from a file."""

    name = models.CharField(max_length=80)
    of = models.DateField()  # the list's own date
    sha256 = models.CharField(max_length=64, unique=True)
    loaded_on = models.DateField()
    entries = models.PositiveIntegerField()


class ListedName(models.Model):
    """One name of a list, as it is compared."""

    list = models.ForeignKey(ScreeningList, models.CASCADE, related_name="names")
    entry = models.CharField(max_length=60)  # the list's own number
    name = models.CharField(max_length=300)  # as it stands there
    plain = models.CharField(max_length=300)  # as it is compared
