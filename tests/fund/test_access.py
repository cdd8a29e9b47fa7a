"""Who has to do with a payout, written out."""

import pytest
from django.http import Http404

from safeconduct.fund.access import payers_for, payout_asked_by, payout_to_decide, payouts_asked_by, payouts_to_decide
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from tests.factories.people import THEN, make_member, make_organisation
from tests.fund import cast
from tests.fund.cast import CLAIM, asked

malika, zoya, mara, vera = cast.malika, cast.zoya, cast.mara, cast.vera  # fixtures
pytestmark = pytest.mark.django_db

#  who        follows it   decides on it      of a payout that Malika asked Amber House for
ELSEWHERE = {
    "malika": (True, False),
    "zoya": (True, False),  # approves what her own organisation pays
    "mara": (False, True),
    "hotline": (False, False),
    "coordinator": (False, False),
    "vera": (False, False),
}
#  and of one that her own organisation is to pay
AT_HOME = {**ELSEWHERE, "zoya": (True, True), "mara": (False, False)}


@pytest.mark.parametrize("who", ELSEWHERE)
@pytest.mark.parametrize("at_home", [False, True])
def test_a_payout_is_followed_where_it_was_asked_for_and_decided_where_it_is_paid(
    request: pytest.FixtureRequest, malika: Member, mara: Member, who: str, at_home: bool
):
    payout = asked(malika, payer=malika if at_home else mara)
    member = make_member(who, roles=[Role(who)]) if who in {"hotline", "coordinator"} else request.getfixturevalue(who)
    follows, decides = (AT_HOME if at_home else ELSEWHERE)[who]

    assert list(payouts_asked_by(member)) == ([payout] if follows else [])
    assert list(payouts_to_decide(member)) == ([payout] if decides else [])
    for one, may in ((payout_asked_by, follows), (payout_to_decide, decides)):
        if may:
            assert one(member, CLAIM) == payout
        else:
            with pytest.raises(Http404):
                one(member, CLAIM)


def test_who_travels_has_to_do_with_no_payout(malika: Member, zoya: Member):
    asked(malika)
    for member in (malika, zoya):
        member.withheld_on = THEN.date()

    assert not payouts_to_decide(zoya).exists()
    assert not payouts_asked_by(malika).exists()


def test_who_has_left_decides_about_no_payout(malika: Member, zoya: Member):
    asked(malika)
    zoya.is_active = False

    assert not payouts_to_decide(zoya).exists()


def test_payers_are_ones_own_and_those_who_answer_a_crisis_with_it(malika: Member, mara: Member, vera: Member):
    make_organisation("The Open Door", country="DK")

    assert {one.name for one in payers_for(malika)} == {"The Lantern Line", "Amber House"}
    assert {one.name for one in payers_for(vera)} == {"Far Shore"}

    malika.organisation.participations.update(until=THEN.date())
    assert {one.name for one in payers_for(malika)} == {"The Lantern Line"}
