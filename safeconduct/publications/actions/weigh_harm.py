"""Weigh whether publishing does more good than harm, under one's own name."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.record_consent import require_urgent
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import HarmCheck, Publication
from safeconduct.publications.rules.urgent import SHORTEST_HARM_CHECK


class NothingWeighed(Refused):
    """A word is no weighing."""

    sentence = _("Write what the person gains, what they risk, and why the first outweighs the second. A sentence or two.")


@transaction.atomic
def weigh_harm(*, publication: Publication, words: str, by: Member, at: datetime) -> HarmCheck:
    """Keep the reasons; each weighing stays, the newest is shown first.

    :raises NotUrgentAction: if the publication is of another kind
    :raises NothingWeighed: if the words are too few to weigh anything
    :raises Refused: see ``take_in_hand``
    """
    publication = take_in_hand(publication=publication, permission=Permission.PUBLICATION_WRITE, by=by)
    require_urgent(publication)
    if len(words.strip()) < SHORTEST_HARM_CHECK:
        raise NothingWeighed
    check = HarmCheck.objects.create(publication=publication, words=words.strip(), checked_at=at, checked_by=by)
    record("publications.harm-weighed", publication.reference, by=by.reference, at=at)
    return check
