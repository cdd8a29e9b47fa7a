"""Who publishes or speaks, described in words; no letter grade."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from safeconduct.crises.models import Crisis
from safeconduct.kit.constraints import both_or_neither
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member


class SourceKind(models.TextChoices):
    """What sort of source it is."""

    STATE = "state", _("State body")
    INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental body")
    NGO = "ngo", _("Non-governmental organisation")
    MEDIA = "media", _("News medium")
    ACADEMIC = "academic", _("Research")
    COMMUNITY = "community", _("Community group")
    OFFICE_HOLDER = "office-holder", _("Person in public office")
    SPOKESPERSON = "spokesperson", _("Person who speaks for an organisation")
    ANONYMOUS = "anonymous", _("Unnamed source")
    OTHER = "other", _("Other")


class Source(models.Model):
    """A publisher or speaker, with the structured description that lets a reader judge it."""

    reference = ReferenceField(prefix="SO")
    crisis = models.ForeignKey(Crisis, models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=20, choices=SourceKind.choices, default=SourceKind.OTHER)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=6, blank=True)
    office = models.CharField(max_length=200, blank=True)  # of a person: "foreign minister of Lithuania"
    address = models.URLField(max_length=500, blank=True)
    # The description, one question a field; empty means nobody has answered it yet.
    mission = models.TextField(blank=True)
    funding = models.TextField(blank=True)
    independence = models.TextField(blank=True)
    methodology = models.TextField(blank=True)
    coverage = models.TextField(blank=True)
    known_bias = models.TextField(blank=True)
    field_knowledge = models.TextField(blank=True)
    described_on = models.DateField(null=True)
    described_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    review_due = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)  # the source takes back what it said
    withdrawn_because = models.TextField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [both_or_neither("described_on", "described_by", label="source_described_when_and_by")]

    def __str__(self) -> str:
        return self.name


class SourceName(models.Model):
    """One spelling of a source's name; the match key finds it across scripts."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    match_key = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "name"], name="one_row_per_spelling")]
