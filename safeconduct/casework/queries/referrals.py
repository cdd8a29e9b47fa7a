"""Referrals as a client takes them: in and out."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from safeconduct.casework.access import referrals_from, referrals_to
from safeconduct.casework.models import Referral
from safeconduct.kit.talking import base64_of
from safeconduct.people.models import Member
from safeconduct.vault.queries.directory import people_named


def referrals_of(member: Member) -> dict[str, Any]:
    """Give what was offered to the member's organisation and what it offers, the newest first, and everybody who signed something in it.

    A letter goes to those alone who can open it: the package to who is asked, the answer to who asked.
    """
    came, went = list(_whole(referrals_to(member))), list(_whole(referrals_from(member)))
    people = {one.reference for row in [*came, *went] for one in (row.offered_by, row.answered_by, row.emergency_by) if one}
    return {
        "in": [{**_row(one), "blob": base64_of(one.blob), "answer": ""} for one in came],
        "out": [{**_row(one), "blob": "", "answer": base64_of(one.answer)} for one in went],
        "people": people_named(people),
    }


def _whole(referrals: QuerySet[Referral]) -> QuerySet[Referral]:
    with_people = referrals.select_related("from_organisation", "to_organisation", "offered_by", "answered_by", "emergency_by")
    return with_people.order_by("-offered_on", "pk")


def _row(one: Referral) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "kind": one.kind,
        "from": {"reference": one.from_organisation.reference, "name": one.from_organisation.name},
        "to": {"reference": one.to_organisation.reference, "name": one.to_organisation.name},
        "urgent": one.is_urgent,
        "consent": one.has_consent,
        "emergency_by": one.emergency_by.reference if one.emergency_by else "",
        "state": one.state,
        "expires_on": one.expires_on.isoformat(),
        "offered_by": one.offered_by.reference,
        "offered_on": one.offered_on.isoformat(),
        "answered_by": one.answered_by.reference if one.answered_by else "",
        "answered_on": _written(one.answered_on),
    }


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
