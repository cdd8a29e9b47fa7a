"""Wait no longer."""

from uuid import UUID

from django.db import transaction

from safeconduct.people.models import Member
from safeconduct.watch.access import check_ins_for, home
from safeconduct.watch.actions.settle_alarm import DangerOpen
from safeconduct.watch.models import CheckIn
from safeconduct.watch.rules.words import DURESS


def end_check_in(*, id_: UUID, by: Member) -> None:
    """Delete the timer and its alarms; one that is gone already is no mistake. Nothing of it remains.

    :raises DangerOpen: while the word of danger was said and nobody has taken the alarm
    """
    with transaction.atomic(using=home()):
        CheckIn.objects.select_for_update().filter(pk=id_).first()
        check_in = check_ins_for(by).filter(pk=id_).first()
        if check_in is not None and check_in.alarms.filter(kind=DURESS, taken_by="").exists():
            raise DangerOpen
        check_ins_for(by).filter(pk=id_).delete()
