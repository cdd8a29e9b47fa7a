"""Signatures that are counted elsewhere, and who is told of ours: paper, partners, signing keys, webhooks."""

from django.db import models

from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member
from safeconduct.petitions.models.campaigns import Campaign


class PaperCount(models.Model):
    """So many signatures on paper, counted by one member and counted again by another. They stand apart from the others."""

    reference = ReferenceField(prefix="PP")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="paper")
    on = models.DateField()
    country = models.CharField(max_length=2, blank=True)
    number = models.PositiveIntegerField()
    note = models.CharField(max_length=300, blank=True)  # where the sheets lie
    recorded_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    checked_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")  # counts only then
    taken_back_on = models.DateField(null=True)


class Partner(models.Model):
    """Another place that collects for the same demand; we read its signed count and show it apart."""

    reference = ReferenceField(prefix="PA")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="partners")
    name = models.CharField(max_length=120)
    address = models.URLField(max_length=300, blank=True)  # of its count.json; empty: written in by hand
    public_key = models.BinaryField(max_length=32, default=bytes)  # Ed25519, by which its counts are signed
    count = models.PositiveIntegerField(null=True)  # null: not known, which is not nought
    as_of = models.DateTimeField(null=True)  # as it says itself
    read_at = models.DateTimeField(null=True)  # when we last read it without a problem
    tried_at = models.DateTimeField(null=True)  # when it was last asked
    problem = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    left_on = models.DateField(null=True)


class SigningKey(models.Model):
    """What lets another site send signatures over the interface, in the name of one organisation."""

    reference = ReferenceField(prefix="SK")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="signing_keys")
    name = models.CharField(max_length=120)
    token_hash = models.BinaryField(max_length=32, unique=True)
    given_on = models.DateField()
    given_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)


class Webhook(models.Model):
    """An address that is told of milestones, stages and updates; never of a signer."""

    reference = ReferenceField(prefix="WH")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="webhooks")
    address = models.URLField(max_length=300)
    secret = models.CharField(max_length=64)  # by which it knows that it is us
    events = models.JSONField(default=list)
    added_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)


class Delivery(models.Model):
    """One thing told to one webhook: waiting, delivered, or given up after its last try."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=40)
    body = models.JSONField()
    state = models.CharField(max_length=9, default="waiting")
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    problem = models.CharField(max_length=300, blank=True)
