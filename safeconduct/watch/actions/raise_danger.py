"""Note that the word of danger was said. It knows nobody, because the process of the intake does it too."""

from datetime import datetime

from safeconduct.watch.models import Alarm, CheckIn
from safeconduct.watch.rules.words import DURESS


def raise_danger(check_in: CheckIn, *, at: datetime) -> None:
    """Let the ring tell everybody within seconds; said again, it rings again, whoever has taken it before."""
    again = {"taken_by": "", "taken_at": None, "level": 0}
    Alarm.objects.update_or_create(check_in=check_in, kind=DURESS, defaults=again, create_defaults={**again, "raised_at": at})
