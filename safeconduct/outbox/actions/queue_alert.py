"""Let a duty address be told that something waits at the desk."""

from datetime import datetime

from safeconduct.outbox.models import Alert


def queue_alert(*, to_address: str, language: str, reference: str, at: datetime) -> None:
    """Queue one line to one address. What the reference is about, nobody learns from the mail, and the record does not have it."""
    Alert.objects.create(to_address=to_address, language=language, reference=reference, next_at=at)
