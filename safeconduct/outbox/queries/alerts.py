"""Alerts that nobody has taken."""

from safeconduct.outbox.models import Alert

STUCK = 2  # tries after which the desk says that nobody was told


def stuck_references() -> set[str]:
    """Give what alerts are about that were tried twice and taken by no mail server, for who watches over those references anyway."""
    return set(Alert.objects.filter(attempts__gte=STUCK, endpoint="").values_list("reference", flat=True))
