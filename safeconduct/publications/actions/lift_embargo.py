"""Lift an embargo before its hour."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.report_release import report_demands_of
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Publication


@transaction.atomic
def lift_embargo(*, publication: Publication, by: Member, at: datetime) -> None:
    """Let everybody read what was released, at once; of what is not out yet, take the embargo away. Does nothing where there is none.

    :raises Refused: see ``take_in_hand``
    """
    kept = take_in_hand(publication=publication, permission=Permission.PUBLICATION_RELEASE, by=by)
    if kept.embargo_until is None or kept.embargo_until <= at:
        return
    until, zone = kept.embargo_until, kept.embargo_zone
    kept.embargo_until, kept.embargo_zone = None, ""
    kept.save(update_fields=["embargo_until", "embargo_zone"])
    record("publications.embargo-lifted", kept.reference, by=by.reference, at=at, until=until.isoformat(), zone=zone)
    version = kept.versions.filter(released_at__isnull=False).order_by("-number").first()
    if version is not None:
        report_demands_of(kept, version, at=at)
        mark_changed(crisis=kept.crisis, at=at)
    publication.refresh_from_db()
