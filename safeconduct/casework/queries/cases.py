"""The cases of a member, as a client takes them."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from safeconduct.casework.access import cases_for, compartments_for
from safeconduct.people.models import Member


def shells_of(member: Member) -> list[dict[str, Any]]:
    """Give the shell of every case that the member holds, in the order of their ids, with those compartments that the member holds.

    Two queries, however many.
    """
    compartments: dict[UUID, list[str]] = defaultdict(list)
    for case, vault in compartments_for(member).order_by("vault").values_list("case", "vault"):
        compartments[case].append(str(vault))
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
            "is_held": case.is_held,
            "shred_on": _written(case.shred_on),
            "shred_asked": case.shred_asked_by.reference if case.shred_asked_by else "",
            "demonstration": case.is_demonstration,
        }
        for case in cases_for(member).select_related("organisation", "shred_asked_by").order_by("pk")
    ]


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
