"""A crisis, its words in each language, and the organisations that answer it."""

from django.db import models

from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member, Organisation


class Crisis(models.Model):
    """One persecution that the coalition answers."""

    reference = ReferenceField(prefix="CR")
    slug = models.SlugField(max_length=60, unique=True)
    place = models.CharField(max_length=6, blank=True)  # ISO 3166-1 or -2: RU-CE
    began = models.CharField(max_length=40, blank=True)  # EDTF
    is_demonstration = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    # Raised by every change that a reader of the public pages could see; the whole-page cache hangs on it.
    revision = models.PositiveBigIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [both_or_neither("published_at", "published_by", label="crisis_published_when_and_by")]

    def __str__(self) -> str:
        return self.slug

    @property
    def is_public(self) -> bool:
        return self.published_at is not None


class CrisisText(models.Model):
    """The title and the opening words of a crisis in one language."""

    crisis = models.ForeignKey(Crisis, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    lead = models.TextField(blank=True)
    is_original = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["crisis", "language"], name="one_text_per_crisis_and_language")]


class Participation(models.Model):
    """An organisation's part in answering a crisis. Who has none sees nothing of it but the public pages."""

    crisis = models.ForeignKey(Crisis, models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="participations")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["crisis", "organisation"], name="one_participation_each")]
