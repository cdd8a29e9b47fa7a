"""Open a case on vaults that hold it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.casework.access import case_to_change
from safeconduct.casework.models import Case, Compartment
from safeconduct.casework.receiving import checked_vaults
from safeconduct.kit.clock import day_of, week_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class CaseTaken(Refused):
    """Something else has this id."""

    status, code = 409, "taken"
    sentence = _("This id is in use. Nothing was changed; try again.")


@transaction.atomic
def open_case(*, id_: UUID, vault: UUID, compartments: Sequence[UUID] = (), by: Member, at: datetime) -> Case:
    """Keep that there is a case, on a vault and compartments that the member holds; the very same once more is one case.

    :raises Http404: if the member does not hold one of the vaults
    :raises NotACaseVault: if one is not for a case, or in use
    :raises CaseTaken: if the id is another case's
    """
    there = Case.objects.filter(pk=id_).first()
    if there is not None:
        if there.vault_id != vault:
            raise CaseTaken
        return case_to_change(by, id_)
    main, *others = checked_vaults([vault, *compartments], by=by)
    case = Case.objects.create(pk=id_, organisation=by.organisation, vault=main, week_opened=week_of(at.date()))
    Compartment.objects.bulk_create([Compartment(case=case, vault=other) for other in others])
    record("casework.case-opened", case.reference, by=by.reference, at=day_of(at))
    return case
