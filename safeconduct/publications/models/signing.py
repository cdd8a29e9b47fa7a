"""Which organisations are asked to sign, and what each answered to which exact version."""

from django.db import models

from safeconduct.people.models import Member, Organisation
from safeconduct.publications.models.publications import Publication, Version
from safeconduct.publications.words import ANSWER_NAMES


class Invited(models.Model):
    """An organisation that is asked to sign, and may therefore read the draft."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="invited")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "organisation"], name="one_invitation_per_organisation")]


class SignOn(models.Model):
    """An organisation's answer to one exact version. Another version needs another answer; the latest answer to a version counts."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="sign_ons")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="sign_ons")
    answer = models.CharField(max_length=12, choices=[(a.value, n) for a, n in ANSWER_NAMES.items()])
    words = models.TextField(blank=True)  # the change asked for, or why not
    name = models.CharField(max_length=120, blank=True)  # printed under the letter, by consent of whoever signs
    title = models.CharField(max_length=120, blank=True)
    # An organisation that has nobody here may answer by mail; then who wrote it down, and how it can be checked.
    proof = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "organisation"], name="one_answer_per_version_and_organisation")]
