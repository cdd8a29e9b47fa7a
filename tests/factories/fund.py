"""Payouts of the tests."""

from typing import Any

from safeconduct.fund.models import Payout
from safeconduct.people.models import Member
from tests.factories.people import THEN

CLAIM = "5c" * 16


def make_payout(by: Member, **fields: Any) -> Payout:
    """Keep that somebody asked for 1,250 euros for a safe place, of their own organisation."""
    said = {"claim": CLAIM, "organisation": by.organisation, "payee": by.organisation, "what": "shelter", "amount_minor": 125_000}
    return Payout.objects.create(**{**said, "currency": "EUR", "need_by": THEN.date(), "asked_by": by, "asked_on": THEN.date(), **fields})
