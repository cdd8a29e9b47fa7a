"""Note that the public pages change with a source."""

from datetime import datetime

from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.models import Source
from safeconduct.evidence.queries.chains import claims_resting_on


def mark_source_changed(*, source: Source, at: datetime) -> None:
    """Raise the crisis's revision where a public claim rests on the source."""
    if any(claim.is_public for claim in claims_resting_on(source)):
        mark_changed(crisis=source.crisis, at=at)
