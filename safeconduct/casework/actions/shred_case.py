"""Shred a case at once, as a person may wish: one asks for it, another one does it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.casework.access import case_to_change
from safeconduct.casework.actions.keep_tokens import drop_hits
from safeconduct.casework.models import Case
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.vault.actions.destroy_expired_vault import destroy_expired_vault
from safeconduct.vault.actions.destroy_vault import destroy_bytes


class IsHeld(Refused):
    """A duty in law forbids it."""

    code = "is-held"
    sentence = _("This case is held back by a duty in law. Nothing was changed; who held it back can let it go.")


class SamePerson(Refused):
    """It takes two."""

    code = "same-person"
    sentence = _("You have asked for this yourself. Nothing was changed; a second person who holds the case has to agree.")


def shred_case(*, case: UUID, by: Member, at: datetime) -> str:
    """Ask that the case be shredded (``asked``), or, where another member has asked, destroy it (``destroyed``).

    :raises Http404: if the member does not hold the case
    :raises IsHeld: if something in law holds it
    :raises SamePerson: if who asked asks again
    """
    with transaction.atomic():
        held = case_to_change(by, case)
        if held.is_held:
            raise IsHeld
        if held.shred_asked_by_id is None:
            Case.objects.filter(pk=held.pk).update(shred_asked_by=by, shred_asked_on=at.date())
            record("casework.shredding-asked", held.reference, by=by.reference, at=day_of(at))
            return "asked"
        if held.shred_asked_by_id == by.pk:
            raise SamePerson
        files = take_case(held, by=by.reference, at=at)
    destroy_bytes(files)
    return "destroyed"


def take_case(case: Case, *, by: str, at: datetime) -> list[UUID]:
    """Take away every vault of a case, whoever holds it, and give the ids of files whose bytes ``destroy_bytes`` destroys afterwards.

    The caller's transaction holds it together. What stays is that there was a case, and whose: so much is in the record anyway.
    """
    vaults = [case.vault_id, *case.compartments.values_list("vault", flat=True)]
    case.compartments.all().delete()
    case.known_tokens.all().delete()
    drop_hits(case)
    Case.objects.filter(pk=case.pk).update(
        vault=None, state="closed", next_day=None, shred_on=None, shred_asked_by=None, shred_asked_on=None
    )
    files = [file for vault in vaults if vault for file in destroy_expired_vault(vault=vault, by=by, at=at)]
    record("casework.case-shredded", case.reference, by=by, at=day_of(at))
    return files
