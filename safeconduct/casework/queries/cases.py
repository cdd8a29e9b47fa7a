"""The cases of a member, as a client takes them."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from safeconduct.casework.access import cases_for, compartments_beside, compartments_for
from safeconduct.people.models import Member


def shells_of(member: Member) -> list[dict[str, Any]]:
    """Give the shell of every case that the member holds, in the order of their ids, with those compartments that the member holds and,
    as ``others``, the vaults of those that the member does not.

    Three queries, however many.
    """
    compartments: dict[UUID, list[str]] = defaultdict(list)
    others: dict[UUID, list[str]] = defaultdict(list)
    for found, listed in ((compartments_for(member), compartments), (compartments_beside(member), others)):
        for case, vault in found.order_by("vault").values_list("case", "vault"):
            listed[case].append(str(vault))
    return [
        {
            "id": str(case.pk),
            "reference": case.reference,
            "vault": str(case.vault_id),
            "state": case.state,
            "organisation": case.organisation.reference,
            "week_opened": case.week_opened.isoformat(),
            "next_day": _written(case.next_day),
            "compartments": compartments[case.pk],
            "others": others[case.pk],
            "is_held": case.is_held,
            "shred_on": _written(case.shred_on),
            "shred_asked": case.shred_asked_by.reference if case.shred_asked_by else "",
            "demonstration": case.is_demonstration,
        }
        for case in cases_for(member).select_related("organisation", "shred_asked_by").order_by("pk")
    ]


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
