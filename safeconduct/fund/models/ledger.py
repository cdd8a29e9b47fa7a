"""The books: entries that are only ever added, each line balanced by itself. Of a person there is nothing here but a salted hash."""

from django.db import models
from django.db.models import F, Q

from safeconduct.fund.rules.chain import BEGINNING
from safeconduct.fund.rules.entries import KINDS, LONGEST_KEY
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Organisation


class Book(models.Model):
    """The ledger of one organisation."""

    reference = ReferenceField(prefix="BO")
    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="book")
    currency = models.CharField(max_length=3)  # ISO 4217; the one it thinks in, others may stand beside it

    def __str__(self) -> str:
        return self.reference


class Head(models.Model):
    """The end of a book's chain, locked while entries are added; entries up to it are closed for ever."""

    book = models.OneToOneField(Book, models.PROTECT, related_name="head")
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=BEGINNING)


class Fund(models.Model):
    """Money that was given for one thing. What was promised of it never changes."""

    reference = ReferenceField(prefix="FU")
    book = models.ForeignKey(Book, models.PROTECT, related_name="funds")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    is_undeducted = models.BooleanField(default=False)  # all that is given is passed on; somebody else bears the fees
    sponsor = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # who bears them
    second = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # where what is left may go
    second_purpose = models.CharField(max_length=300, blank=True)  # the same for people, said before anybody gives

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "code"], name="a_fund_has_a_code_of_its_own"),
            models.CheckConstraint(condition=Q(is_undeducted=False) | Q(sponsor__isnull=False), name="somebody_bears_the_fees"),
        ]

    def __str__(self) -> str:
        return self.code


class Account(models.Model):
    """Where money is, or what it was for. Its code says all; the other columns say it for sums and triggers."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="accounts")
    code = models.CharField(max_length=120)
    currency = models.CharField(max_length=3)
    kind = models.CharField(max_length=9)  # asset, clearing, liability, income, expense
    role = models.CharField(max_length=12)  # the first word of its code
    fund = models.ForeignKey(Fund, models.PROTECT, null=True, related_name="accounts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "code"], name="an_account_has_a_code_of_its_own")]

    def __str__(self) -> str:
        return self.code


class Entry(models.Model):
    """One thing that happened to the money, on a day."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="entries", db_index=False)
    sequence = models.PositiveBigIntegerField()
    on = models.DateField()
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    key = models.CharField(max_length=LONGEST_KEY)  # what it is of: a number or a hash, so that the same is booked once
    lines = models.PositiveSmallIntegerField()
    commitment = models.BinaryField(max_length=32)  # SHA-256 with salt over what is kept apart of a person, or empty
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "sequence"], name="entries_follow_one_another"),
            models.UniqueConstraint(fields=["book", "key"], name="a_thing_is_booked_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="entry_kind_is_known"),
            models.CheckConstraint(condition=Q(lines__gt=0), name="an_entry_has_lines"),
        ]


class Line(models.Model):
    """So much from one account to another."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="of", db_index=False)
    number = models.PositiveSmallIntegerField()
    debit = models.ForeignKey(Account, models.PROTECT, related_name="debits")
    credit = models.ForeignKey(Account, models.PROTECT, related_name="credits")
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()  # in the smallest unit of the currency

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="lines_are_numbered"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="a_line_is_more_than_nothing"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="a_line_goes_somewhere"),
            models.CheckConstraint(condition=Q(number__gt=0), name="lines_begin_at_one"),
        ]
