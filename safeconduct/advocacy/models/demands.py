"""What is asked, of whom, in which documents."""

from django.db import models

from safeconduct.advocacy.models.bodies import Body, Post
from safeconduct.advocacy.rules import DemandKind
from safeconduct.advocacy.words import DEMAND_KIND_NAMES
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Passage, Source
from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member


class Demand(models.Model):
    """One thing that is asked. Several documents may carry the same demand."""

    reference = ReferenceField(prefix="DE")
    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="demands")
    kind = models.CharField(max_length=20, choices=[(k.value, n) for k, n in DEMAND_KIND_NAMES.items()], default=DemandKind.DIRECT)
    demander = models.ForeignKey(Source, models.PROTECT, null=True, related_name="demands")
    demander_name = models.CharField(max_length=200, blank=True)  # as it stands, where it is no source of ours
    on = models.CharField(max_length=60, blank=True)  # EDTF; empty: as old as the oldest document that carries it
    citation = models.CharField(max_length=400, blank=True)  # publisher, title, date of what we hold no copy of
    basis = models.TextField(blank=True)  # the law, the promise or the precedent it rests on
    fulfilled_when = models.TextField(blank=True)  # the test by which anybody can tell that it is done
    due = models.CharField(max_length=60, blank=True)  # EDTF
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            both_or_neither("published_at", "published_by", label="demand_published_when_and_by"),
            both_or_neither("withdrawn_at", "withdrawn_by", label="demand_withdrawn_when_and_by"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_public(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None


class DemandText(models.Model):
    """The demand as one sentence of ours in one language."""

    demand = models.ForeignKey(Demand, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    text = models.TextField()
    is_original = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["demand", "language"], name="one_text_per_demand_and_language")]


class Addressee(models.Model):
    """A body, or a post in it, that the demand is put to; or, of a relayed demand, that is to be pressed."""

    demand = models.ForeignKey(Demand, models.CASCADE, related_name="addressees")
    body = models.ForeignKey(Body, models.PROTECT, related_name="addressed")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="addressed")
    is_relayed = models.BooleanField(default=False)  # the one to be pressed

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["demand", "body", "post", "is_relayed"], name="one_address_per_demand_and_post"),
            models.UniqueConstraint(
                fields=["demand", "body", "is_relayed"],
                condition=models.Q(post__isnull=True),
                name="one_address_per_demand_and_body",
            ),
        ]


class DemandPassage(models.Model):
    """One place where a document makes the demand."""

    demand = models.ForeignKey(Demand, models.CASCADE, related_name="passages")
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="demands")
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["demand", "passage"], name="one_row_per_demand_and_passage")]
