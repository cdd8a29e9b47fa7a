"""The confidential annex: sealed, with a number of its own, checked against the public part by somebody who can read both."""

from django.db import models

from safeconduct.kit.references import ReferenceField
from safeconduct.people.models import Member
from safeconduct.publications.models.publications import Publication, Version
from safeconduct.vault.models import Vault


class Annex(models.Model):
    """That there is an annex, and which vault its words lie in. The server cannot read them."""

    reference = ReferenceField(prefix="AX")
    publication = models.OneToOneField(Publication, models.PROTECT, related_name="annex")
    vault = models.ForeignKey(Vault, models.PROTECT, related_name="+")
    record = models.UUIDField()  # of the vault: its newest version is the annex
    created_on = models.DateField()
    created_by = models.ForeignKey(Member, models.PROTECT, related_name="+")


class AnnexCheck(models.Model):
    """A member opened the annex in the browser and compared it with everything this version shows to others. Without one, no release."""

    annex = models.ForeignKey(Annex, models.CASCADE, related_name="checks")
    version = models.ForeignKey(Version, models.CASCADE, related_name="annex_checks")
    record_version = models.PositiveIntegerField()  # of the annex then; a newer one needs a new check
    is_clean = models.BooleanField()
    findings = models.PositiveSmallIntegerField()  # how many; never which
    checked_on = models.DateField()
    checked_by = models.ForeignKey(Member, models.PROTECT, related_name="+")


class AnnexCopy(models.Model):
    """One sealed copy for one recipient, to their age key or to a passphrase told by another way. Its bytes lie in ``blob``."""

    reference = ReferenceField(prefix="AC")
    annex = models.ForeignKey(Annex, models.PROTECT, related_name="copies")
    recipient_name = models.CharField(max_length=200)  # the office
    means = models.CharField(max_length=12)  # key, passphrase
    record_version = models.PositiveIntegerField()
    token_hash = models.BinaryField(max_length=32, unique=True)  # of what stands in the address that the recipient gets
    blob = models.BinaryField()
    expires_on = models.DateField()
    recalled_at = models.DateTimeField(null=True)
    made_on = models.DateField()
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")


class AnnexOpening(models.Model):
    """That a copy was fetched, by day. No address, no agent."""

    copy = models.ForeignKey(AnnexCopy, models.CASCADE, related_name="openings")
    on = models.DateField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["copy", "on"], name="one_row_per_copy_and_day")]
