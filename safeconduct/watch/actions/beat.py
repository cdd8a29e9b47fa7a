"""Say that one is still there."""

from datetime import datetime

from safeconduct.watch.models import Beat

SERVER, SECOND = "server", "second"


def beat(*, name: str, at: datetime) -> None:
    """Keep that the server's ring, or the second watcher, was there at this moment; the one before is forgotten."""
    Beat.objects.update_or_create(name=name, defaults={"at": at})
