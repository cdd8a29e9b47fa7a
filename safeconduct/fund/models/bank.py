"""What bank files brought: sums and days in the clear, and whatever tells of the giver sealed to the treasurers' register."""

import uuid

from django.db import models
from django.db.models import Q

from safeconduct.fund.models.appeals import Appeal
from safeconduct.fund.models.channels import BankAccount
from safeconduct.fund.models.ledger import Book
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member

FILE_STATES = ("reading", "read", "booked", "put-away")
LINE_KINDS = ("deposit", "gift", "out")
# staged: not in the books yet; booked: in them, with its fund; waiting: in them, unmatched; allocated: was waiting and has its fund;
# refunded: went back; aside: money that went out and waits to be named; settled: it was named.
LINE_STATES = ("staged", "booked", "waiting", "allocated", "refunded", "aside", "settled")


class BankFile(models.Model):
    """A file of a bank that is read, or was. The file itself is not kept."""

    reference = ReferenceField(prefix="BF")
    book = models.ForeignKey(Book, models.PROTECT, related_name="bank_files")
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=8, choices=[(one, one) for one in FILE_STATES], default="reading")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    lines = models.PositiveIntegerField(default=0)  # read so far, or altogether
    known = models.PositiveIntegerField(default=0)  # of them, reported by an earlier file already
    cautions = models.JSONField(default=list)
    taken_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    taken_on = models.DateField()
    booked_on = models.DateField(null=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "sha256"], name="a_bank_file_is_taken_once"),
            models.CheckConstraint(condition=Q(state__in=FILE_STATES), name="bank_file_state_is_known"),
        ]

    def __str__(self) -> str:
        return self.reference


class BankLine(models.Model):
    """One sum of a bank file. Its blob is a letter to the register of donors: giver, account, message, salt; it goes after its time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    book = models.ForeignKey(Book, models.PROTECT, related_name="bank_lines")
    file = models.ForeignKey(BankFile, models.PROTECT, related_name="of")
    number = models.PositiveIntegerField()  # in the file, from one
    key = models.CharField(max_length=80)  # of its entry in the book; the same in whatever file it is reported
    kind = models.CharField(max_length=7, choices=[(one, one) for one in LINE_KINDS])
    state = models.CharField(max_length=9, choices=[(one, one) for one in LINE_STATES], default="staged")
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+")
    on = models.DateField()
    minor = models.BigIntegerField()  # below nought: it went out
    currency = models.CharField(max_length=3)
    appeal = models.ForeignKey(Appeal, models.PROTECT, null=True, related_name="lines")
    how = models.CharField(max_length=9, blank=True)  # the sign by which it was matched: a key of rules.matching.SCORES, or "person"
    giver = models.PositiveIntegerField(default=0)  # the same for all of one giver inside one file, from one; nought: not known
    end_to_end = models.CharField(max_length=35, blank=True)  # of money out that this book sent, its own number
    commitment = models.BinaryField(max_length=32, default=b"")  # the leaf of rules.merkle, with the salt that lies in the blob
    blob = models.BinaryField(null=True)  # sealed; none once it was erased
    decided_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "key"], name="a_sum_is_one_line"),
            models.UniqueConstraint(fields=["file", "number"], name="lines_of_a_file_are_numbered"),
            models.CheckConstraint(condition=Q(state__in=LINE_STATES), name="bank_line_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=LINE_KINDS), name="bank_line_kind_is_known"),
            models.CheckConstraint(condition=~Q(minor=0), name="a_sum_is_not_nothing"),
        ]
        indexes = [models.Index(fields=["book", "state", "on"], name="fund_lines_that_wait")]


class Mapping(models.Model):
    """How the columns of one bank's table are read, kept for the next file."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="mappings")
    name = models.CharField(max_length=60)
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="+")
    columns = models.JSONField()  # reading.saved_csv.Mapping as a table
    kept_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "name"], name="a_mapping_has_a_name_of_its_own")]
