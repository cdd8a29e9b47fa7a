"""Withhold a member's sealed keys: before a journey, or because somebody is in danger."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.access import colleagues_of
from safeconduct.people.models import Invitation, Member
from safeconduct.people.permissions import Permission

NEEDED = 2  # colleagues who release


class NobodyToRelease(Refused):
    """There would be no way back."""

    sentence = _(
        "Your organisation needs two other members, whose own keys are not withheld, to give you your keys back. Nothing was changed."
    )


class NotYoursToWithhold(Refused):
    """Travel is one's own matter, and the alarm for another is for those who may remove members."""

    sentence = _("You may withhold your own keys. The alarm for a colleague is raised by a coordinator or a steward. Nothing was changed.")


@transaction.atomic
def withhold_keys(*, member: Member, is_alarm: bool, by: Member, at: datetime) -> None:
    """Keep the member's slots here until two colleagues release them.

    An alarm also ends every session of the member at once, and is not refused for want of colleagues; travel mode is switched on by
    oneself, and refused where nobody could switch it off. Done twice it asks for both colleagues anew. Invitations that the member gave
    and nobody has used are void: whoever takes them from the member's papers would come in as a colleague who releases.

    :raises NotYoursToWithhold: if it is another's, unless this is an alarm by somebody who may remove members of that organisation
    :raises NobodyToRelease: if this is no alarm and fewer than two colleagues could release
    """
    is_own = member.pk == by.pk
    if not is_own and not (is_alarm and by.may(Permission.MEMBER_REMOVE) and by.organisation_id == member.organisation_id):
        raise NotYoursToWithhold
    if not is_alarm and colleagues_of(member).exclude(pk=member.pk).filter(withheld_on__isnull=True).count() < NEEDED:
        raise NobodyToRelease
    member.withheld_on = at.date()
    if is_alarm:
        member.session_mark = secrets.token_hex(16)
    member.save(update_fields=["withheld_on", "session_mark"])
    member.releases.all().delete()
    Invitation.objects.filter(invited_by=member.reference).delete()
    if is_alarm:
        record("people.alarm-raised", member.reference, by=by.reference, at=at)
    else:
        record("people.keys-withheld", member.reference, by=by.reference, at=at)
