"""An appeal for money: what for, how much, until when, through which channels; and what of its sums was let out, step by step."""

from django.db import models
from django.db.models import F, Q

from safeconduct.crises.models import Crisis
from safeconduct.fund.models.channels import Channel
from safeconduct.fund.models.ledger import Fund
from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member


class Appeal(models.Model):
    """Money asked for, for one fund. Its page stays when it is over."""

    reference = ReferenceField(prefix="AP")
    fund = models.OneToOneField(Fund, models.PROTECT, related_name="appeal")
    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="appeals")
    slug = models.SlugField(max_length=80, unique=True)
    goal_minor = models.BigIntegerField()  # in the smallest unit of the currency
    currency = models.CharField(max_length=3)
    word = models.CharField(max_length=20)  # what givers write in the message
    aliases = models.JSONField(default=list)  # the word as it is spelled in other languages
    ocr = models.CharField(max_length=25, blank=True)  # reference with a check digit
    closes_at = models.DateTimeField()  # until when the goal is to be met; gifts are taken afterwards too
    danger = models.JSONField(default=list)  # ISO 3166-1 alpha-2: countries where giving is dangerous
    takes_cards = models.BooleanField(default=False)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    made_on = models.DateField()
    opened_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    channels = models.ManyToManyField(Channel, related_name="appeals", db_table="fund_appeal_channel")
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(goal_minor__gt=0), name="a_goal_is_more_than_nothing"),
            both_or_neither("opened_by", "opened_at", label="who_opened_an_appeal_and_when"),
            both_or_neither("closed_by", "closed_at", label="who_closed_an_appeal_and_when"),
        ]

    def __str__(self) -> str:
        return self.reference


class AppealText(models.Model):
    """An appeal in one language."""

    appeal = models.ForeignKey(Appeal, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=120)
    text = models.TextField()  # paragraphs, plain
    above_goal = models.TextField()  # what happens to money above the goal

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appeal", "language"], name="one_appeal_text_per_language")]


class Count(models.Model):
    """Gifts that two people counted at the bank or in the app before any file came. It never touches the books."""

    reference = ReferenceField(prefix="CN")
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="counts")
    until = models.DateTimeField()  # all gifts since the last bank file, up to this moment
    gifts = models.PositiveIntegerField()
    minor = models.BigIntegerField()
    largest_minor = models.BigIntegerField()
    said_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    published_minor = models.BigIntegerField(default=0)  # what of it was let out, rounded down
    replaced_on = models.DateField(null=True)  # the bank has reported what it counted, or a later count has

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minor__gt=0, gifts__gt=0, largest_minor__gt=0), name="a_count_is_more_than_nothing"),
            models.CheckConstraint(condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("said_by")), name="two_count"),
            both_or_neither("confirmed_by", "confirmed_at", label="who_confirmed_a_count_and_when"),
        ]

    def __str__(self) -> str:
        return self.reference


class Step(models.Model):
    """What of an appeal's sums was let out at once (rules.ticks): never so little that a gift could be read from it."""

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    minor = models.BigIntegerField()
    is_preliminary = models.BooleanField(default=False)  # counted by people; the bank has not reported it yet

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appeal", "number"], name="steps_follow_one_another")]


class StepPart(models.Model):
    """So much of one change of the books (by its entry's key), or of one count (by its reference), is in a step."""

    step = models.ForeignKey(Step, models.PROTECT, related_name="parts")
    key = models.CharField(max_length=100)
    minor = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "key"], name="a_change_is_once_in_a_step")]
