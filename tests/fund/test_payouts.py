"""What becomes of a payout: asked for once, approved by another, paid, returned or withdrawn."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404

from safeconduct.audit.models import Entry
from safeconduct.fund.actions.approve_payout import approve_payout
from safeconduct.fund.actions.ask_payout import ClaimTaken, NoSuchPayer, NotAPurpose, ask_payout
from safeconduct.fund.actions.note_paid import note_paid
from safeconduct.fund.actions.return_payout import return_payout
from safeconduct.fund.actions.take_payout import NotNow, SamePerson
from safeconduct.fund.actions.withdraw_payout import withdraw_payout
from safeconduct.fund.models import Payout
from safeconduct.fund.rules.payouts import LEADS_TO, STATES, written
from safeconduct.people.models import Member
from tests.factories.people import THEN
from tests.fund import cast
from tests.fund.cast import CLAIM, asked, wanted

malika, zoya, tyra, mara, vera = cast.malika, cast.zoya, cast.tyra, cast.mara, cast.vera  # fixtures
pytestmark = pytest.mark.django_db


def approved(by: Member, second: Member) -> Payout:
    """Let two people approve it."""
    approve_payout(claim=CLAIM, by=by, at=THEN)
    return approve_payout(claim=CLAIM, by=second, at=THEN)


def test_a_payout_is_asked_for_approved_by_two_others_and_paid(malika: Member, zoya: Member, tyra: Member):
    asked(malika)
    assert approve_payout(claim=CLAIM, by=zoya, at=THEN).state == "asked"
    assert approve_payout(claim=CLAIM, by=zoya, at=THEN).seconded_by is None  # once more is the same
    assert approve_payout(claim=CLAIM, by=tyra, at=THEN).state == "approved"
    payout = note_paid(claim=CLAIM, by=zoya, at=THEN)

    assert (payout.state, payout.asked_by, payout.approved_by, payout.paid_by) == ("paid", malika, zoya, zoya)
    assert payout.seconded_by == tyra
    assert (payout.amount_minor, payout.currency, payout.what, payout.payee) == (125_000, "EUR", "shelter", malika.organisation)
    kinds = Entry.objects.filter(subject=CLAIM).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["fund.payout-asked", "fund.payout-approved", "fund.payout-seconded", "fund.payout-paid"]


def test_the_same_claim_again_is_the_same_payout_however_it_stands(malika: Member, zoya: Member, tyra: Member):
    first = asked(malika)
    assert asked(malika) == first
    approved(zoya, tyra)

    assert asked(malika).state == "approved"
    assert Payout.objects.count() == 1
    assert Entry.objects.filter(kind="fund.payout-asked").count() == 1


@pytest.mark.parametrize(
    "changed", [{"what": "food"}, {"amount_minor": 125_001}, {"currency": "SEK"}, {"need_by": THEN.date() + timedelta(days=1)}]
)
def test_another_sum_by_the_same_claim_is_refused(malika: Member, changed: dict[str, Any]):
    asked(malika)

    with pytest.raises(ClaimTaken):
        asked(malika, **changed)
    assert Payout.objects.get().amount_minor == 125_000


def test_a_claim_of_another_organisation_is_taken_and_tells_nothing(malika: Member, vera: Member):
    asked(malika)

    with pytest.raises(ClaimTaken):
        asked(vera)


@pytest.mark.parametrize(
    "changed", [{"what": "bribes"}, {"amount_minor": 0}, {"amount_minor": -1}, {"currency": "eur"}, {"currency": "EURO"}]
)
def test_what_is_no_sum_is_not_asked_for(malika: Member, changed: dict[str, Any]):
    with pytest.raises(NotAPurpose):
        asked(malika, **changed)
    assert not Payout.objects.exists()


def test_who_answers_a_crisis_with_us_can_be_asked_to_pay_and_nobody_else(malika: Member, mara: Member, vera: Member):
    assert asked(malika, payer=mara).payee == mara.organisation
    with pytest.raises(NoSuchPayer):
        asked(malika, payer=vera, claim="6d" * 16)


def test_who_asked_cannot_approve(zoya: Member):
    asked(zoya)

    with pytest.raises(SamePerson):
        approve_payout(claim=CLAIM, by=zoya, at=THEN)
    assert Payout.objects.get().state == "asked"


@pytest.mark.parametrize("state", ["approved", "paid"])
def test_the_database_refuses_one_person_for_both_as_well(zoya: Member, state: str):
    asked(zoya)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE fund_payout SET state = %s, approved_by_id = asked_by_id, approved_on = asked_on, paid_by_id = NULL WHERE claim = %s",
            [state, CLAIM],
        )
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE fund_payout SET approved_by_id = asked_by_id, approved_on = asked_on, state = 'returned'")
    assert Payout.objects.get().state == "asked"


@pytest.mark.parametrize("second", ["asked_by_id", "approved_by_id"])
def test_the_database_refuses_a_second_who_is_one_of_the_other_two(malika: Member, zoya: Member, second: str):
    asked(malika)
    approve_payout(claim=CLAIM, by=zoya, at=THEN)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE fund_payout SET state = 'approved', seconded_by_id = {second}, seconded_on = asked_on")
    assert Payout.objects.get().state == "asked"


@pytest.mark.parametrize("state", ["approved", "paid"])
def test_the_database_refuses_what_one_has_approved(malika: Member, zoya: Member, state: str):
    asked(malika)
    approve_payout(claim=CLAIM, by=zoya, at=THEN)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE fund_payout SET state = %s, paid_by_id = asked_by_id, paid_on = asked_on", [state])


@pytest.mark.parametrize(
    "change",
    [
        "state = 'approved'",
        "state = 'paid', paid_by_id = asked_by_id, paid_on = asked_on",
        "amount_minor = 0",
        "state = 'gone'",
        "what = 'bribes'",
        "approved_on = asked_on",
    ],
)
def test_the_database_keeps_what_a_payout_must_be(malika: Member, change: str):
    asked(malika)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE fund_payout SET {change}")


#  step       of whom     leads to
STEPS: dict[str, tuple[Callable[..., Payout], str]] = {
    "first": (approve_payout, "zoya"),
    "approved": (approve_payout, "tyra"),
    "paid": (note_paid, "zoya"),
    "returned": (return_payout, "zoya"),
    "withdrawn": (withdraw_payout, "malika"),
}
BY_TWO = ["first", "approved"]
ROADS = {"asked": [], "approved": BY_TWO, "paid": [*BY_TWO, "paid"], "returned": ["returned"], "withdrawn": ["withdrawn"]}


@pytest.mark.parametrize("step", [step for step in STEPS if step != "first"])
@pytest.mark.parametrize("stands", STATES)
def test_each_step_follows_from_where_a_payout_stands_and_from_nowhere_else(
    malika: Member, zoya: Member, tyra: Member, stands: str, step: str
):
    people = {"malika": malika, "zoya": zoya, "tyra": tyra}
    asked(malika)
    if (stands, step) == ("asked", "approved"):
        approve_payout(claim=CLAIM, by=zoya, at=THEN)
    for name in ROADS[stands]:
        act, who = STEPS[name]
        act(claim=CLAIM, by=people[who], at=THEN)
    act, who = STEPS[step]
    entries = Entry.objects.count()

    if step == stands:
        assert act(claim=CLAIM, by=people[who], at=THEN).state == step
        assert Entry.objects.count() == entries  # once more is the same
    elif step in LEADS_TO[stands]:
        assert act(claim=CLAIM, by=people[who], at=THEN).state == step
    else:
        with pytest.raises(NotNow):
            act(claim=CLAIM, by=people[who], at=THEN)
        assert Payout.objects.get().state == stands


def test_a_claim_that_nobody_asked_by_is_not_there(zoya: Member):
    for act in (approve_payout, note_paid, return_payout, withdraw_payout):
        with pytest.raises(Http404):
            act(claim=CLAIM, by=zoya, at=THEN)


def test_a_sum_is_written_with_the_digits_of_its_currency():
    assert [written(125_000, "EUR"), written(125_000, "JPY"), written(125_000, "KWD")] == ["1,250.00 EUR", "125,000 JPY", "125.000 KWD"]


def test_a_payout_has_no_field_of_text(malika: Member):
    long = [
        field.name for field in Payout._meta.concrete_fields if (field.max_length or 0) > 32 or field.get_internal_type() == "TextField"
    ]

    assert not long
    assert ask_payout(claim=CLAIM, wanted=wanted(malika), by=malika, at=THEN).claim == CLAIM
