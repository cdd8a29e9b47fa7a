"""Which instruments carry a demand: letters, releases, urgent actions and petitions report it here."""

from django.db import models

from safeconduct.advocacy.models.demands import Demand


class DemandUse(models.Model):
    """One publication that makes the demand."""

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="uses")
    used_by = models.CharField(max_length=16, db_index=True)  # reference of the publication
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    is_public = models.BooleanField(default=False)  # everybody can read it
    fingerprint = models.CharField(max_length=64)  # of the demand's texts when a person last set them side by side
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["demand", "used_by"], name="one_row_per_use_of_demand")]
