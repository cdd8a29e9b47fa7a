"""Withdraw the invitation of an organisation."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member, Organisation
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Publication, SignOn
from safeconduct.publications.rules.agreeing import SignOnAnswer


class HasSigned(Refused):
    """It has signed the version at hand: nobody else strikes its name."""

    sentence = _("This organisation has signed the newest version. Only it can take that back; then the invitation can be withdrawn.")


@transaction.atomic
def withdraw_invitation(*, publication: Publication, organisation: Organisation, by: Member, at: datetime) -> None:
    """Let the organisation read the draft no more; does nothing if it was not invited.

    :raises HasSigned: if it has signed the newest version and that is not out yet
    :raises Refused: see ``take_in_hand``
    """
    kept = take_in_hand(publication=publication, permission=Permission.PUBLICATION_WRITE, by=by)
    newest = kept.versions.order_by("-number").first()
    signed = SignOn.objects.filter(version=newest, organisation=organisation, answer=SignOnAnswer.SIGNED)
    if newest is not None and newest.released_at is None and signed.exists():
        raise HasSigned
    deleted, _rows = kept.invited.filter(organisation=organisation).delete()
    if deleted:
        record("publications.invitation-withdrawn", kept.reference, by=by.reference, at=at, organisation=organisation.reference)
