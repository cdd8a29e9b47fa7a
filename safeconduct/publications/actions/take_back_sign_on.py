"""Take back an answer to a version that is not out yet."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.sign_on import IsOut, SignsItself
from safeconduct.publications.actions.take_in_hand import NotLeading, NotPermitted
from safeconduct.publications.models import Publication, SignOn, Version


@transaction.atomic
def take_back_sign_on(*, sign_on: SignOn, by: Member, at: datetime) -> None:
    """Make it as if the organisation had not answered; possible until the release, also after the time for signing.

    By the organisation itself; what was written down for one, also by the leading organisation.

    :raises Refused: if the version is out, or the member may not take it back
    """
    publication = Publication.objects.select_for_update().get(versions__sign_ons=sign_on)
    version = Version.objects.get(pk=sign_on.version_id)
    if version.released_at is not None:
        raise IsOut
    _require_right(publication, sign_on, by)
    SignOn.objects.filter(pk=sign_on.pk).delete()
    record(
        "publications.answer-taken-back",
        publication.reference,
        by=by.reference,
        at=at,
        version=version.number,
        organisation=sign_on.organisation.reference,
    )


def _require_right(publication: Publication, sign_on: SignOn, by: Member) -> None:
    if by.organisation_id == sign_on.organisation_id:
        if not by.may(Permission.PUBLICATION_SIGN):
            raise NotPermitted
    elif by.organisation_id != publication.organisation_id:
        raise NotLeading
    elif not sign_on.proof:
        raise SignsItself
    elif not by.may(Permission.PUBLICATION_WRITE):
        raise NotPermitted
