"""What goes on with other sites by itself: webhooks are told, partners' counts are read."""

from datetime import datetime

from safeconduct.petitions.actions.read_partner_counts import read_partner_counts
from safeconduct.petitions.actions.send_deliveries import send_deliveries
from safeconduct.petitions.actions.tell_last_days import tell_last_days


def tend_elsewhere(*, at: datetime) -> int:
    """Do what is due, a few calls at most; give how many were made. It waits for other sites, up to twenty seconds for each.

    Several processes may call it at once: each call to another site is taken in hand by one of them.
    """
    tell_last_days(at=at)
    return send_deliveries(at=at) + read_partner_counts(at=at)
