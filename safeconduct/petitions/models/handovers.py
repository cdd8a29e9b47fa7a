"""What is done with whole lists: handed over, brought in, invalidated. Two people for each that leaves or removes."""

from django.db import models

from safeconduct.advocacy.models import Post
from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member
from safeconduct.petitions.models.campaigns import Campaign
from safeconduct.petitions.rules.kinds import HandoverState


class Handover(models.Model):
    """One package for one addressee: prepared by one member, approved by another, made in the sealed desk, fetched once."""

    reference = ReferenceField(prefix="HO")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="handovers")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    language = models.CharField(max_length=8)
    letter = models.TextField(blank=True)  # the cover letter's own words
    state = models.CharField(max_length=9, choices=[(s.value, s.value) for s in HandoverState], default=HandoverState.PREPARED)
    counts = models.JSONField(default=dict)  # as they were when it was prepared, by state, country, channel, visibility
    chain_head = models.CharField(max_length=64, blank=True)  # hex; an auditor can check the number by it without a name
    manifest = models.CharField(max_length=64, blank=True)  # SHA-256 of the manifest, hex
    texts = models.JSONField(default=dict)  # language -> hash of the version's text
    prepared_on = models.DateField()
    prepared_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    approved_on = models.DateField(null=True)
    approved_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    made_on = models.DateField(null=True)
    made_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    sealed_file = models.UUIDField(null=True)  # the package, sealed to six words, until it is fetched
    token_hash = models.BinaryField(max_length=32, null=True, unique=True)
    fetched_on = models.DateField(null=True)  # once
    expires_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)  # received or refused
    note = models.TextField(blank=True)  # who took it, or with which words it was refused
    gone_since = models.PositiveIntegerField(default=0)  # signers who took their name back since it was made: the addressee is to be told
    ask = models.CharField(max_length=16, blank=True)  # the register's ask that it became: AS-7Q4MZK

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("prepared_by")),
                name="handover_by_two_people",
            )
        ]


class ImportRun(models.Model):
    """One file of signers that is brought in piece by piece; it goes on where it stopped."""

    reference = ReferenceField(prefix="IR")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="imports")
    kind = models.CharField(max_length=12)  # openpetition, pytition, csv, uk
    digest = models.CharField(max_length=64)  # SHA-256 of the file: the same file twice changes nothing
    mapping = models.JSONField(default=dict)
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=dict)  # what was repaired or refused, by kind: how many; never which
    state = models.CharField(max_length=9, default="running")  # looked-at, running, finished, undoing, undone
    begun_on = models.DateField()
    begun_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "digest"], name="one_import_of_a_file")]


class Invalidation(models.Model):
    """Signatures that are taken out of the count together: looked at first, then done in pieces, and it can be called off or undone."""

    reference = ReferenceField(prefix="IV")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="invalidations")
    filters = models.JSONField(default=dict)
    because = models.CharField(max_length=300)
    matched = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=9, default="looked-at")  # looked-at, running, finished, cancelled, undoing, undone
    after = models.UUIDField(null=True)  # id up to which it has gone through the roll; tells no moment
    begun_on = models.DateField()
    begun_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
