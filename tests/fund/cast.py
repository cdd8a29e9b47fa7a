"""Malika asks; Zoya leads and approves; Tyra keeps the books and approves; Mara leads a partner that can be asked to pay.

Vera holds every role elsewhere and sees nothing.

A test takes them by ``malika, zoya = cast.malika, cast.zoya  # fixtures``.
"""

from typing import Any

import pytest

from safeconduct.fund.actions.ask_payout import Wanted, ask_payout
from safeconduct.fund.models import Payout
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_member, make_organisation, make_vera

CLAIM = "5c" * 16


@pytest.fixture
def malika(db: None) -> Member:
    return make_member("malika", roles=[Role.CASEWORKER])


@pytest.fixture
def zoya(db: None) -> Member:
    return make_member("zoya", roles=[Role.CASE_LEAD])


@pytest.fixture
def tyra(db: None) -> Member:
    return make_member("tyra", roles=[Role.TREASURER])


@pytest.fixture
def mara(db: None) -> Member:
    partner = make_organisation("Amber House", country="DE")
    make_crisis(organisations=[make_organisation(), partner])
    return make_member("mara", roles=[Role.CASE_LEAD], organisation=partner)


@pytest.fixture
def vera(db: None) -> Member:
    return make_vera()


def wanted(payer: Member, **changed: Any) -> Wanted:
    """Give what is asked for: 1,250 euros for a safe place, of the organisation of this member."""
    said = {"payee": payer.organisation.reference, "what": "shelter", "amount_minor": 125_000, "currency": "EUR", "need_by": THEN.date()}
    return Wanted(**{**said, **changed})


def asked(by: Member, *, payer: Member | None = None, claim: str = CLAIM, **changed: Any) -> Payout:
    """Ask for it."""
    return ask_payout(claim=claim, wanted=wanted(payer or by, **changed), by=by, at=THEN)
