"""What an urgent action needs beside its text: consent, the weighing of harm, and how many wrote."""

from django.db import models

from safeconduct.people.models import Member
from safeconduct.publications.models.publications import Publication


class Consent(models.Model):
    """The person at risk, or somebody who may speak for them, agreed that this be published. No name: who it is lies in the sealed case."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="consents")
    given_by = models.CharField(max_length=12)  # person, family, lawyer: rules.urgent.ConsentBy
    given_on = models.DateField()
    covers = models.TextField()  # what may be named, and what may not
    withdrawn_on = models.DateField(null=True)  # then the action stops
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")


class HarmCheck(models.Model):
    """Why publishing does more good than harm, weighed by a named member."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="harm_checks")
    words = models.TextField()
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(Member, models.PROTECT, related_name="+")


class Tally(models.Model):
    """How many supporters said they wrote, by country and way. Nothing of any of them is kept."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="tallies")
    country = models.CharField(max_length=2, blank=True)  # ISO 3166-1; empty: not said
    channel = models.CharField(max_length=8)  # mail, post, fax, form
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "country", "channel"], name="one_tally_per_country_and_channel")]


class SpentTicket(models.Model):
    """A form that was sent once is never counted again. The ticket is random and says nothing of who sent it; it goes after a few days."""

    hash = models.BinaryField(max_length=32, unique=True)
    on = models.DateField(db_index=True)


class Outcome(models.Model):
    """What changed for the person after the action: never because of it."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=10)  # positive, negative, mixed, unknown
    language = models.CharField(max_length=8)
    text = models.TextField()
    on = models.DateField()
    source_note = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
