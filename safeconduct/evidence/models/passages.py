"""Exact quotations from documents, anchored so that they can be found again."""

from django.db import models

from safeconduct.evidence.models.documents import Document, Rendition
from safeconduct.evidence.models.sources import Source
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member


class Passage(models.Model):
    """An exact quotation: W3C Web Annotation text-quote and text-position selectors together."""

    reference = ReferenceField(prefix="PA")
    document = models.ForeignKey(Document, models.PROTECT, related_name="passages")
    rendition = models.ForeignKey(Rendition, models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=32, blank=True)
    suffix = models.CharField(max_length=32, blank=True)
    language = models.CharField(max_length=8)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rendition", "start", "end"], name="one_passage_per_span")]


class Quotation(models.Model):
    """Who said these words, and in what office."""

    reference = ReferenceField(prefix="QU")
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="quotations")
    speaker = models.ForeignKey(Source, models.PROTECT, related_name="quotations")
    role = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
