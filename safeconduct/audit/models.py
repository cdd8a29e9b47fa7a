"""Entries of the record, and the head of their chain."""

from django.db import models


class Entry(models.Model):
    """One thing that happened. Never changed, never deleted: the database itself refuses (see the migrations)."""

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=80)
    by = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "sequence"])]


class Head(models.Model):
    """The end of the chain: one row, locked while an entry is added, so that two writers cannot fork it."""

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)
