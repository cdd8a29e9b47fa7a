"""Payouts over the wire: what the sealed desk asks, and the page of whoever approves."""

from typing import Any

import pytest
from django.test import Client

from safeconduct.fund.models import Payout
from safeconduct.people.models import Member
from tests.fund import cast
from tests.fund.cast import CLAIM, asked

malika, zoya, tyra, mara, vera = cast.malika, cast.zoya, cast.tyra, cast.mara, cast.vera  # fixtures
pytestmark = pytest.mark.django_db(databases=["default", "intake"])


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def said(member: Member, **changed: Any) -> dict[str, Any]:
    body = {"claim": CLAIM, "payee": member.organisation.reference, "what": "shelter", "amount": 125_000, "currency": "EUR"}
    return {**body, "need_by": "2017-04-20", **changed}


def post(member: Member, address: str, body: dict[str, Any]) -> Any:
    return signed_in(member).post(f"/desk/payouts/{address}/", body, content_type="application/json")


def test_asking_gives_the_state_and_asking_again_the_same(malika: Member):
    assert [post(malika, "ask", said(malika)).json() for _ in range(2)] == [{"state": "asked"}] * 2
    assert Payout.objects.count() == 1


def test_another_sum_by_the_same_number_is_a_conflict(malika: Member):
    post(malika, "ask", said(malika))
    answer = post(malika, "ask", said(malika, amount=1))

    assert (answer.status_code, answer.json()["code"]) == (409, "taken")


@pytest.mark.parametrize(
    "changed",
    [
        {"claim": "5C" * 16},
        {"claim": "00" * 16},
        {"claim": "5c"},
        {"amount": "125000"},
        {"amount": 0},
        {"amount": 1.5},
        {"need_by": "soon"},
        {"what": ""},
    ],
)
def test_what_is_not_understood_asks_for_nothing(malika: Member, changed: dict[str, Any]):
    assert post(malika, "ask", said(malika, **changed)).status_code == 400
    assert not Payout.objects.exists()


def test_who_asked_and_their_colleagues_follow_it_and_nobody_else(malika: Member, zoya: Member, vera: Member):
    asked(malika)
    states = {who.handle: post(who, "look", {"claims": [CLAIM, "6d" * 16]}).json()["payouts"] for who in (malika, zoya, vera)}

    assert [(one["claim"], one["state"]) for one in states["malika"]] == [(CLAIM, "asked")]
    assert states["zoya"] == states["malika"]
    assert states["vera"] == []


def test_it_can_be_withdrawn_where_it_was_asked_for(malika: Member, vera: Member):
    asked(malika)

    assert post(vera, "withdraw", {"claim": CLAIM}).status_code == 404
    assert post(malika, "withdraw", {"claim": CLAIM}).json() == {"state": "withdrawn"}


def test_the_payers_are_listed_with_ones_own_first(malika: Member, mara: Member):
    listed = signed_in(malika).get("/desk/payouts/payers/").json()["payers"]

    assert [one["name"] for one in listed] == ["The Lantern Line", "Amber House"]


def test_the_page_shows_a_sum_and_its_number_and_three_people_settle_it(malika: Member, zoya: Member, tyra: Member):
    asked(malika)
    client = signed_in(zoya)
    page = client.get("/desk/payouts/").content.decode()
    assert all(words in page for words in ("1,250.00 EUR", "Shelter", "5c5c 5c5c", "Malika", "20 April 2017"))

    client.post(f"/desk/payouts/{CLAIM}/approve/")
    assert "You have approved it" in client.get("/desk/payouts/").content.decode()
    second = signed_in(tyra)
    assert "With you it is two" in second.get("/desk/payouts/").content.decode()
    second.post(f"/desk/payouts/{CLAIM}/approve/")
    assert "To pay" in client.get("/desk/payouts/").content.decode()
    assert Payout.objects.get().state == "approved"
    client.post(f"/desk/payouts/{CLAIM}/paid/")
    assert Payout.objects.get().state == "paid"


def test_who_asked_is_shown_no_button_to_approve(zoya: Member):
    asked(zoya)
    client = signed_in(zoya)

    assert f"/desk/payouts/{CLAIM}/approve/" not in client.get("/desk/payouts/").content.decode()
    refused = client.post(f"/desk/payouts/{CLAIM}/approve/", follow=True).content.decode()
    assert "You asked for this money yourself" in refused
    assert Payout.objects.get().state == "asked"


def test_an_outsider_with_every_role_sees_nothing_of_it(malika: Member, vera: Member):
    asked(malika)
    client = signed_in(vera)

    assert "1,250" not in client.get("/desk/payouts/").content.decode()
    assert [client.post(f"/desk/payouts/{CLAIM}/{step}/").status_code for step in ("approve", "paid", "return")] == [404, 404, 404]


def test_the_home_says_that_payouts_wait_and_not_to_who_asked(malika: Member, zoya: Member):
    asked(malika)
    asked(zoya, claim="6d" * 16)
    page = signed_in(zoya).get("/desk/").content.decode()

    assert "One sum waits for you" in page  # hers waits for somebody else
    assert 'href="/desk/payouts/"' in page
    assert "/desk/payouts/" not in signed_in(malika).get("/desk/").content.decode()
