"""Note that a reader of the public pages would now see something else."""

from datetime import datetime

from django.db.models import F

from safeconduct.crises.models import Crisis


def mark_changed(*, crisis: Crisis, at: datetime) -> None:
    """Raise the crisis's revision, on which its cached pages hang."""
    Crisis.objects.filter(pk=crisis.pk).update(revision=F("revision") + 1, changed_at=at)
