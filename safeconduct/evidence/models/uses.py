"""Where a claim is used. Registers above this one report what they use; this one tells them when it changed."""

from django.db import models

from safeconduct.evidence.models.claims import Claim


class ClaimUse(models.Model):
    """One place in a publication that rests on the claim, and what the claim was when a person last set them side by side."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="uses")
    used_by = models.CharField(max_length=16, db_index=True)  # reference of the publication: PU-7Q4MZK
    kind = models.CharField(max_length=20)  # letter, press-release ...
    place = models.CharField(max_length=24, blank=True)  # the part of it
    language = models.CharField(max_length=8)
    words = models.TextField()  # as they stand there
    fingerprint = models.CharField(max_length=64)  # queries.uses.fingerprint of the claim then
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "used_by", "place", "language", "words"], name="one_row_per_use_of_claim")]
