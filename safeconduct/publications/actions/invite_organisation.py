"""Invite an organisation to sign."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member, Organisation
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Invited, Publication


class NotInCrisis(Refused):
    """The organisation takes no part in answering this crisis, and may not read its drafts."""

    sentence = _("This organisation does not answer this crisis, so it cannot read the draft. Let it in to the crisis first.")


@transaction.atomic
def invite_organisation(*, publication: Publication, organisation: Organisation, by: Member, at: datetime) -> None:
    """Let the organisation read the draft, comment on it and sign its versions; does nothing if it leads or is invited already.

    :raises NotInCrisis: if it takes no part in answering the crisis
    :raises Refused: see ``take_in_hand``
    """
    kept = take_in_hand(publication=publication, permission=Permission.PUBLICATION_WRITE, by=by)
    if organisation.pk == kept.organisation_id:
        return
    if organisation.left_on or not kept.crisis.participations.filter(organisation=organisation, until__isnull=True).exists():
        raise NotInCrisis
    _row, is_new = Invited.objects.get_or_create(publication=kept, organisation=organisation, defaults={"invited_at": at, "invited_by": by})
    if is_new:
        record("publications.organisation-invited", kept.reference, by=by.reference, at=at, organisation=organisation.reference)
