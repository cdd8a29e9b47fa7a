"""Record that the person at risk, or somebody who may speak for them, agreed that an urgent action be published."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Consent, Publication
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.urgent import ConsentBy


class NotUrgentAction(Refused):
    """Only an urgent action rests on consent, has a number and a last day."""

    sentence = _("This publication is not an urgent action. Nothing was changed.")


class ConsentLater(Refused):
    """Consent was given on a day that has not come."""

    sentence = _("This day has not come yet. Write the day on which consent was given.")


class CoversNothing(Refused):
    """Nobody said what the consent covers."""

    sentence = _("Write what may be named and what may not. Consent to nothing in particular covers nothing.")


@transaction.atomic
def record_consent(*, publication: Publication, given_by: ConsentBy, given_on: date, covers: str, by: Member, at: datetime) -> Consent:
    """Keep who gave consent (never a name: who it is lies in the sealed case), when, and what may be named.

    :raises NotUrgentAction: if the publication is of another kind; updates rest on the consent of their action
    :raises ConsentLater: if the day has not come
    :raises CoversNothing: if ``covers`` is empty
    :raises Refused: see ``take_in_hand``
    """
    publication = take_in_hand(publication=publication, permission=Permission.PUBLICATION_WRITE, by=by)
    require_urgent(publication)
    if given_on > at.date():
        raise ConsentLater
    if not covers.strip():
        raise CoversNothing
    consent = Consent.objects.create(
        publication=publication, given_by=ConsentBy(given_by), given_on=given_on, covers=covers.strip(), recorded_at=at, recorded_by=by
    )
    record("publications.consent-recorded", publication.reference, by=by.reference, at=at, given_by=consent.given_by)
    return consent


def require_urgent(publication: Publication) -> None:
    """Refuse what is not an urgent action.

    :raises NotUrgentAction: if it is of another kind
    """
    if publication.kind != Kind.URGENT_ACTION:
        raise NotUrgentAction
