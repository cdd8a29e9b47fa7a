"""Let a duty telephone be rung."""

from datetime import datetime

from safeconduct.outbox.models import Alert


def queue_push(*, endpoint: str, at: datetime) -> None:
    """Queue one ring of one telephone. Nothing goes with it, so nothing is kept with it: neither a reference nor a language."""
    Alert.objects.create(to_address="", endpoint=endpoint, language="", reference="", next_at=at)
