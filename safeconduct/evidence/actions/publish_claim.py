"""Put a claim on the crisis's public page."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.models import Claim, Level
from safeconduct.evidence.rules.standing import Standing
from safeconduct.evidence.search.entries import index_claim
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class PublicAlready(Refused):
    """It stands there."""

    sentence = _("This claim stands on the public page already. Nothing was changed.")


class JoinedAway(Refused):
    """It became part of another claim."""

    sentence = _("This claim was joined into another. Publish that one.")


class WithdrawnFromUse(Refused):
    """It was taken back."""

    sentence = _("This claim is withdrawn and cannot be published.")


class NothingRead(Refused):
    """No report of it was read or catalogued."""

    sentence = _("Nobody has read a report of this claim yet, so the public page could name no source. Add an attribution first.")


class KeptToOneOrganisation(Refused):
    """Everything it was read in is kept to one organisation."""

    sentence = _(
        "This claim was read only in a document that one organisation keeps to itself, so it cannot be published. "
        "Open the document to the coalition first, or add another report."
    )


@transaction.atomic
def publish_claim(*, claim: Claim, by: Member, at: datetime) -> None:
    """Make the claim public with its standing, its sources and what is said against it.

    :raises PublicAlready: if it stands there
    :raises JoinedAway: if it was joined into another
    :raises WithdrawnFromUse: if it is withdrawn
    :raises NothingRead: if no attribution was read or catalogued
    :raises KeptToOneOrganisation: if every report stands in a document that one organisation keeps to itself
    """
    if claim.joined_into_id is not None:
        raise JoinedAway
    if claim.published_at is not None:
        raise PublicAlready
    if claim.standing == Standing.WITHDRAWN:
        raise WithdrawnFromUse
    reports = [report for report in claim.attributions.select_related("passage__document") if report.is_report]
    if not reports:
        raise NothingRead
    if all(report.passage is not None and report.passage.document.level == Level.ORGANISATION for report in reports):
        raise KeptToOneOrganisation
    claim.published_at, claim.published_by = at, by
    claim.save(update_fields=["published_at", "published_by"])
    record("evidence.claim-published", claim.reference, by=by.reference, at=at, standing=claim.standing)
    index_claim(claim)
    mark_changed(crisis=claim.crisis, at=at)
