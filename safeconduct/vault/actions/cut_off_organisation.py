"""Cut an organisation off: it was compromised, and nobody can tell any longer who is at its browsers."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.access import members
from safeconduct.people.models import Member, Organisation, PublicBundle
from safeconduct.vault.actions.remove_member import shut_out


class NotTheirOwn(Refused):
    """Somebody must remain who can let it in again."""

    sentence = _(
        "You cannot cut off your own organisation. Nothing was changed. Raise the alarm for its members, and ask another organisation."
    )


@transaction.atomic
def cut_off_organisation(*, organisation: Organisation, by: Member, at: datetime) -> int:
    """Remove every member of an organisation, void its invitations and its stewards' word for others; give how many were removed.

    :raises NotTheirOwn: if it is the own one
    """
    if organisation.pk == by.organisation_id:
        raise NotTheirOwn
    shut = list(members().filter(organisation=organisation))
    for member in shut:
        shut_out(member)
        record("people.member-removed", member.reference, by=by.reference, at=at)
    organisation.invitations.all().delete()
    PublicBundle.objects.filter(voucher__in=shut).exclude(member__organisation=organisation).update(
        voucher=None, authority="", vouching=b""
    )
    organisation.left_on = at.date()
    organisation.save(update_fields=["left_on"])
    record("people.organisation-cut-off", organisation.reference, by=by.reference, at=at, members=len(shut))
    return len(shut)
