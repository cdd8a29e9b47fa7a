"""The only way to obtain cases: a case exists for whoever holds its vault."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from safeconduct.casework.models import Case, Compartment
from safeconduct.people.models import Member
from safeconduct.vault.access import vaults_for


def cases_for(member: Member) -> QuerySet[Case]:
    """Give the cases whose vault the member holds."""
    return Case.objects.filter(vault__in=vaults_for(member).values("pk"))


def case_for(member: Member, id_: UUID) -> Case:
    """Give one case.

    :raises Http404: if the member holds none with this id; whether it exists is not told
    """
    case = cases_for(member).filter(pk=id_).first()
    if case is None:
        raise Http404
    return case


def case_to_change(member: Member, id_: UUID) -> Case:
    """Give one case, locked until the transaction ends.

    :raises Http404: as above
    """
    Case.objects.select_for_update().filter(pk=id_).first()  # first the lock, then the look
    return case_for(member, id_)


def compartments_for(member: Member) -> QuerySet[Compartment]:
    """Give the compartments that the member holds, of the cases that the member holds."""
    return Compartment.objects.filter(case__in=cases_for(member), vault__in=vaults_for(member).values("pk"))


def cases_due(on: date) -> QuerySet[Case]:
    """Give the cases whose last day has come and that nothing in law holds: for the job of the night, which is nobody's."""
    return Case.objects.filter(shred_on__lte=on, is_held=False, vault__isnull=False)
