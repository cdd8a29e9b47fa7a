"""What of the books is made public every day, and the ends of other books that organisations keep for one another."""

from django.db import models

from safeconduct.fund.models.ledger import Book
from safeconduct.people.models import Organisation


class DayRoot(models.Model):
    """A book at the end of a day: its head, and one number over the gifts of that day."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="roots")
    on = models.DateField()
    sequence = models.PositiveBigIntegerField()  # the last entry
    head = models.CharField(max_length=64)
    after = models.PositiveBigIntegerField()  # gifts of the entries behind this one are under the root
    gifts = models.PositiveIntegerField()
    root = models.CharField(max_length=64)  # rules.merkle.root_of over their commitments, in the order of the entries

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "on"], name="one_root_of_a_day")]


class KeptHead(models.Model):
    """The head of another organisation's book, as this one was told it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")  # who keeps it
    book = models.CharField(max_length=16)  # reference; the book may stand on another installation
    on = models.DateField()
    sequence = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "book", "on"], name="a_head_of_a_day_is_kept_once")]
