"""Record that consent was withdrawn: from this moment nobody is asked to write."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.publications.actions.take_in_hand import NotLeading
from safeconduct.publications.models import Publication


class NoConsent(Refused):
    """There is no consent to withdraw."""

    sentence = _("No consent is in force here, so nothing can be withdrawn.")


@transaction.atomic
def withdraw_consent(*, publication: Publication, on: date, by: Member, at: datetime) -> None:
    """End every consent in force: whoever of person, family or lawyer says stop, it stops.

    The public page says so at once, offers no writing and counts nothing. Everybody who received the action learns it by the recall,
    which is another step because it needs words in each language.

    :raises NoConsent: if none is in force
    :raises NotLeading: if the member belongs to another organisation
    """
    if by.organisation_id != publication.organisation_id:
        raise NotLeading
    if not publication.consents.filter(withdrawn_on__isnull=True).update(withdrawn_on=on):
        raise NoConsent
    mark_changed(crisis=publication.crisis, at=at)
    record("publications.consent-withdrawn", publication.reference, by=by.reference, at=at)
