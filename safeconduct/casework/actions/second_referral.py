"""Answer as a second person for a referral in an emergency, where the person could not be asked."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.casework.access import referral_to_change
from safeconduct.casework.actions.shred_case import SamePerson
from safeconduct.casework.models import Referral
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class NotWaiting(Refused):
    """The referral is somewhere else by now."""

    status, code = 409, "not-waiting"
    sentence = _("This referral has gone on meanwhile, or was taken back. Nothing was changed; look at it again.")


@transaction.atomic
def second_referral(*, id_: UUID, by: Member, at: datetime) -> str:
    """Let the referral go out, and give its state; answered for by this person already, it stays as it is.

    :raises Http404: if the member's organisation offers none with this id
    :raises SamePerson: if it is who offered it
    :raises NotWaiting: if it waits for nobody
    """
    referral = referral_to_change(by, id_, side="from")
    if referral.emergency_by_id == by.pk:
        return referral.state
    if referral.offered_by_id == by.pk:
        raise SamePerson(_("You have offered this yourself. Nothing was sent; a second person has to answer for it too."))
    if referral.state != "second":
        raise NotWaiting
    Referral.objects.filter(pk=id_).update(state="offered", emergency_by=by)
    record("casework.referral-seconded", str(id_), by=by.reference, at=day_of(at))
    return "offered"
