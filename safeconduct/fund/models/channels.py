"""Accounts at banks, and the numbers by which money reaches them. A number is used only when two people have said the same of it."""

from django.db import models
from django.db.models import F, Q

from safeconduct.fund.models.ledger import Book
from safeconduct.fund.rules.channels import KINDS
from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member, Organisation


class BankAccount(models.Model):
    """An account of the organisation, of which bank files come. Its code is the channel's name in the books: ``bank:<code>:SEK``."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="bank_accounts")
    code = models.CharField(max_length=40)
    currency = models.CharField(max_length=3)  # ISO 4217
    known_as = models.JSONField(default=list)  # the numbers by which bank files name it: an IBAN, a giro, without spaces
    bic = models.CharField(max_length=11, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "code"], name="a_bank_account_has_a_code_of_its_own")]

    def __str__(self) -> str:
        return self.code


class Channel(models.Model):
    """A number that people may send money to: typed by one person, and typed again by another who looked at the bank's own paper."""

    reference = ReferenceField(prefix="PC")
    book = models.ForeignKey(Book, models.PROTECT, related_name="channels")
    account = models.ForeignKey(BankAccount, models.PROTECT, related_name="channels")
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in KINDS])
    number = models.CharField(max_length=34)  # without spaces
    currency = models.CharField(max_length=3)
    holder = models.CharField(max_length=70)  # the organisation's name, as the bank has it
    is_beside_known = models.BooleanField(default=False)  # somebody has looked at the verified number that it resembles
    asked_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    confirmed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)
    ended_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], condition=Q(ended_on__isnull=True), name="a_number_is_one_channel"),
            models.CheckConstraint(condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("asked_by")), name="two_verify_a_channel"),
            both_or_neither("confirmed_by", "confirmed_on", label="who_verified_a_channel_and_when"),
            both_or_neither("ended_by", "ended_on", label="who_ended_a_channel_and_when"),
        ]

    def __str__(self) -> str:
        return self.reference


class Payee(models.Model):
    """Whom the fund pays: an organisation or a service, never a person. Its number is verified like a channel."""

    reference = ReferenceField(prefix="PY")
    book = models.ForeignKey(Book, models.PROTECT, related_name="payees")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")  # of the coalition
    name = models.CharField(max_length=70)  # as the bank has it
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in KINDS])
    number = models.CharField(max_length=34)
    bic = models.CharField(max_length=11, blank=True)
    currency = models.CharField(max_length=3)
    asked_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    confirmed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)
    screened_on = models.DateField(null=True)  # against the lists of that day
    screening = models.CharField(max_length=10, blank=True)  # clear, possible, decided
    screening_reason = models.CharField(max_length=200, blank=True)  # why somebody with a like name is not meant
    screened_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book", "kind", "number"], condition=Q(ended_on__isnull=True), name="a_number_is_one_payee_of_a_book"
            ),
            models.CheckConstraint(condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("asked_by")), name="two_verify_a_payee"),
            both_or_neither("confirmed_by", "confirmed_on", label="who_verified_a_payee_and_when"),
            models.CheckConstraint(condition=Q(screening__in=("", "clear", "possible", "decided")), name="screening_is_known"),
        ]

    def __str__(self) -> str:
        return self.reference
