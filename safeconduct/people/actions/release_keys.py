"""Give a member's keys back: two colleagues say so."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.actions.withhold_keys import NEEDED
from safeconduct.people.models import Member, Release


class NotYourself(Refused):
    """Nobody releases themselves, and nobody whose own keys are withheld releases another."""

    sentence = _("Only colleagues whose own keys are not withheld may give keys back, and nobody to themselves. Nothing was changed.")


@transaction.atomic
def release_keys(*, member: Member, by: Member, at: datetime) -> bool:
    """Note one colleague's word; tell whether the keys are given out again. The same colleague twice is one word.

    :raises NotYourself: if it is the member, somebody of another organisation, or somebody whose keys are withheld
    """
    member = Member.objects.select_for_update().get(pk=member.pk)
    if by.pk == member.pk or by.organisation_id != member.organisation_id or by.withheld_on is not None or not by.is_active:
        raise NotYourself
    if member.withheld_on is None:
        return True
    _release, is_new = Release.objects.get_or_create(member=member, by=by)
    if is_new:
        record("people.release-said", member.reference, by=by.reference, at=at)
    said = member.releases.filter(by__is_active=True, by__withheld_on__isnull=True).count()
    if said < NEEDED:
        return False
    member.withheld_on = None
    member.save(update_fields=["withheld_on"])
    member.releases.all().delete()
    record("people.keys-released", member.reference, by=by.reference, at=at)
    return True
