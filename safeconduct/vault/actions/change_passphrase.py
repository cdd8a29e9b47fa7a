"""Change the passphrase of a member who is signed in."""

import secrets
from datetime import datetime
from http import HTTPStatus

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member, SecondFactor
from safeconduct.vault.actions.check_member import fits
from safeconduct.vault.actions.keep_slot import keep_slot, reseal_factor
from safeconduct.vault.actions.use_code import use_code
from safeconduct.vault.format.staff import open_factor
from safeconduct.vault.reading.keys import NewSlot


class NotProved(Refused):
    """The present passphrase or the code does not fit."""

    code = "not-proved"
    sentence = _("Passphrase and code do not fit. Nothing was changed. A code works once; after several wrong ones you must wait.")


class Withheld(Refused):
    """The member's keys are kept back until colleagues release them."""

    status, code = HTTPStatus.FORBIDDEN, "withheld"
    sentence = _("Your keys are withheld. Nothing was changed. Two colleagues of your organisation can give them back to you.")


@transaction.atomic
def change_passphrase(*, member: Member, auth: bytes, code: str, new_auth: bytes, slot: NewSlot, at: datetime) -> bool:
    """Put a new slot in the place of the one before; tell whether passphrase and code fitted. Every other session then ends.

    :raises Withheld: if the member's keys are withheld
    """
    if member.withheld_on is not None:
        raise Withheld
    if not fits(auth, member.password) or not use_code(member=member, auth=auth, code=code, at=at):
        return False
    secret = open_factor(auth, bytes(SecondFactor.objects.get(member=member.pk).blob), member=member.reference)
    keep_slot(member=member, kind="passphrase", slot=slot, auth=new_auth)
    reseal_factor(member=member, secret=secret, auth=new_auth)
    member.session_mark = secrets.token_hex(16)
    member.save(update_fields=["session_mark"])
    record("people.passphrase-changed", member.reference, by=member.reference, at=at)
    return True
