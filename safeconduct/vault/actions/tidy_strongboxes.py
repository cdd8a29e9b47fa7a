"""Destroy, every night, shares that were given the day before yesterday and strongboxes whose day has passed."""

from datetime import UTC, date, datetime, time

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.vault.models import Strongbox, StrongboxAsking
from safeconduct.vault.rules.asking import first_day_of_asking
from safeconduct.vault.storing import drop_what_was_deleted


def tidy_strongboxes(*, on: date) -> int:
    """Destroy them; give how many boxes went. What was asked, and who gave, stands in the record already."""
    with transaction.atomic():
        StrongboxAsking.objects.filter(asked_on__lt=first_day_of_asking(on)).delete()
        passed = list(Strongbox.objects.select_for_update().filter(expires_on__lt=on))
        for box in passed:
            id_ = str(box.pk)
            box.delete()
            record("vault.strongbox-expired", id_, by="", at=datetime.combine(on, time(), UTC))
    drop_what_was_deleted("default")
    return len(passed)
