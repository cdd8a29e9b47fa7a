"""Take a claim off the crisis's public page."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.models import Claim
from safeconduct.evidence.search.entries import index_claim
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class NotPublic(Refused):
    """It does not stand there."""

    sentence = _("This claim does not stand on the public page. Nothing was changed.")


@transaction.atomic
def unpublish_claim(*, claim: Claim, by: Member, at: datetime) -> None:
    """Take the claim off the public page; copies that were made of the page cannot be called back.

    :raises NotPublic: if it does not stand there
    """
    if claim.published_at is None:
        raise NotPublic
    claim.published_at = claim.published_by = None
    claim.save(update_fields=["published_at", "published_by"])
    record("evidence.claim-unpublished", claim.reference, by=by.reference, at=at)
    index_claim(claim)
    mark_changed(crisis=claim.crisis, at=at)
