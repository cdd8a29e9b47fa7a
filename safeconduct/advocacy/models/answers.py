"""What bodies said and what they did, in two tables that never mix; and where a person looked and found nothing."""

from django.db import models

from safeconduct.advocacy.models.asks import Ask
from safeconduct.advocacy.models.bodies import Body, Post
from safeconduct.advocacy.models.demands import Demand
from safeconduct.advocacy.rules import DeedType, ResponseType
from safeconduct.advocacy.words import DEED_NAMES, GRADE_NAMES, RESPONSE_NAMES
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Passage, Source
from safeconduct.evidence.reading.shapes import Qualifier
from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member


class Answer(models.Model):
    """What a response and a deed have in common: who, when, as reported by whom, how near to the thing itself."""

    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="%(class)ss")
    actor = models.ForeignKey(Body, models.PROTECT, related_name="%(class)ss")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="%(class)ss")
    holder = models.CharField(max_length=200, blank=True)  # who held the post that day, as the source names them
    on = models.CharField(max_length=60, blank=True)  # EDTF; empty: not stated
    grade = models.CharField(max_length=20, choices=[(g.value, n) for g, n in GRADE_NAMES.items()])
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, related_name="%(class)ss")
    reported_by = models.ForeignKey(Source, models.PROTECT, null=True, related_name="%(class)ss")
    citation = models.CharField(max_length=400, blank=True)  # publisher, title, date of what we hold no copy of
    demand = models.ForeignKey(Demand, models.PROTECT, null=True, related_name="%(class)ss")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            both_or_neither("published_at", "published_by", label="%(class)s_published_when_and_by"),
            both_or_neither("withdrawn_at", "withdrawn_by", label="%(class)s_withdrawn_when_and_by"),
            models.CheckConstraint(
                condition=models.Q(passage__isnull=False) | models.Q(reported_by__isnull=False), name="%(class)s_has_a_source"
            ),
        ]

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None


class Response(Answer):
    """What a body said. However warm it is, it is no deed."""

    reference = ReferenceField(prefix="RE")
    type = models.CharField(max_length=24, choices=[(t.value, n) for t, n in RESPONSE_NAMES.items()])
    ask = models.ForeignKey(Ask, models.PROTECT, null=True, related_name="responses")  # which asking it answers
    is_conditional = models.BooleanField(default=False)

    class Meta(Answer.Meta):
        constraints = [
            *Answer.Meta.constraints,
            models.CheckConstraint(condition=models.Q(type__in=[t.value for t in ResponseType]), name="response_type_is_a_word"),
        ]

    def __str__(self) -> str:
        return self.reference


class ResponseText(models.Model):
    """What was said, as one sentence of ours in one language. The body's own words stay in the passage."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    text = models.TextField()
    is_original = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["response", "language"], name="one_text_per_response_and_language")]


class Deed(Answer):
    """What a body did, for people or against them."""

    reference = ReferenceField(prefix="DD")
    type = models.CharField(max_length=24, choices=[(t.value, n) for t, n in DEED_NAMES.items()])
    commitment = models.ForeignKey("Commitment", models.PROTECT, null=True, related_name="deeds")  # the promise it keeps or breaks
    # Known from helping people: shown late, grouped and rounded, or not at all (rules.releasing).
    is_from_casework = models.BooleanField(default=False)
    # The quantity as it was said; see evidence.reading.shapes.Quantity.
    qualifier = models.CharField(max_length=24, choices=[(q.value, q.value) for q in Qualifier], blank=True)
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)
    low_exclusive = models.BooleanField(default=False)
    high_exclusive = models.BooleanField(default=False)
    unit = models.CharField(max_length=40, blank=True)
    quantity_verbatim = models.CharField(max_length=200, blank=True)
    publish_after = models.DateField(null=True)  # not shown to the public before this day

    class Meta(Answer.Meta):
        constraints = [
            *Answer.Meta.constraints,
            models.CheckConstraint(condition=models.Q(type__in=[t.value for t in DeedType]), name="deed_type_is_a_deed"),
            # What is known from helping people waits, and a second person says that it may be shown.
            models.CheckConstraint(
                condition=models.Q(is_from_casework=False)
                | models.Q(published_at__isnull=True)
                | (models.Q(publish_after__isnull=False) & ~models.Q(published_by=models.F("recorded_by"))),
                name="deed_from_casework_waits",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_negative(self) -> bool:
        return DeedType(self.type).is_negative


class DeedText(models.Model):
    """What was done, as one sentence of ours in one language; and, where that could give somebody away, what the public reads instead."""

    deed = models.ForeignKey(Deed, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    text = models.TextField()
    publish_as = models.TextField(blank=True)  # rounded or grouped; once any language has it, nobody outside reads ``text``
    is_original = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deed", "language"], name="one_text_per_deed_and_language")]


class Commitment(models.Model):
    """What a body committed itself to: one act out of a response, as it was said and as it can be dated."""

    reference = ReferenceField(prefix="CM")
    response = models.ForeignKey(Response, models.PROTECT, related_name="commitments")
    language = models.CharField(max_length=8)
    text = models.TextField()  # one sentence of ours
    quantity_verbatim = models.CharField(max_length=200, blank=True)
    due_verbatim = models.CharField(max_length=200, blank=True)  # "soon", "by the summer"
    due = models.CharField(max_length=60, blank=True)  # EDTF; what a person made of it
    condition = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [both_or_neither("withdrawn_at", "withdrawn_by", label="commitment_withdrawn_when_and_by")]

    def __str__(self) -> str:
        return self.reference


class SearchNote(models.Model):
    """A person looked for a body's deeds until this day and found none. Only this lets a page say that none was found."""

    reference = ReferenceField(prefix="SN")
    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="search_notes")
    body = models.ForeignKey(Body, models.PROTECT, related_name="search_notes")
    searched_until = models.DateField()
    note = models.TextField()  # where was searched, and with what words
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["body", "-searched_until"])]
