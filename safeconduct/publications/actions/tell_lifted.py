"""Tell the register of demands of publications whose embargo is over. Their pages need nobody for that; the pages of demands do."""

from datetime import datetime, timedelta

from django.db import transaction

from safeconduct.advocacy.models import DemandUse
from safeconduct.publications.actions.report_release import report_demands_of
from safeconduct.publications.models import Publication

BEHIND = timedelta(days=30)  # how long the background worker may have been off


@transaction.atomic
def tell_lifted(*, at: datetime) -> int:
    """Let the pages of demands name what may be read by now; give of how many publications. The background worker runs it."""
    lifted = Publication.objects.filter(
        is_for_everybody=True,
        released_at__isnull=False,
        recalled_at__isnull=True,
        embargo_until__lte=at,
        embargo_until__gt=at - BEHIND,
        reference__in=DemandUse.objects.filter(is_public=False).values("used_by"),
    )
    told = 0
    for publication in lifted.select_related("crisis"):
        version = publication.versions.filter(released_at__isnull=False).order_by("-number").first()
        if version is not None:
            report_demands_of(publication, version, at=at)
            told += 1
    return told
