"""Which verdicts stand, when to look again, and what everybody reads of them."""

from datetime import date, timedelta

import pytest

from safeconduct.advocacy.actions.confirm_verdict import confirm_verdict
from safeconduct.advocacy.actions.publish_answer import publish_answer
from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.advocacy.actions.set_verdict_aside import set_verdict_aside
from safeconduct.advocacy.actions.withdraw_answer import withdraw_answer
from safeconduct.advocacy.models import Body, Demand, Verdict
from safeconduct.advocacy.queries.verdicts import (
    basis_of,
    public_standing_verdicts,
    standing_verdicts,
    verdict_page,
    waiting_for_second,
    waiting_verdicts,
)
from safeconduct.advocacy.rules import ResponseType, Said, Showing
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from tests.factories.advocacy import make_body, make_deed, make_demand, make_response, make_verdict
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_ines, make_tomas, make_vera

pytestmark = pytest.mark.django_db

ON = date(2017, 5, 20)


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def body(crisis: Crisis) -> Body:
    return make_body(crisis, "Lithuania", place="LT")


@pytest.fixture
def demand(crisis: Crisis) -> Demand:
    demand = make_demand(crisis)
    publish_demand(demand=demand, by=crisis.opened_by, at=THEN)
    return demand


@pytest.fixture
def ines() -> Member:
    return make_ines()


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


def given(demand: Demand, body: Body, by: Member, *, minutes: int = 0, **fields) -> Verdict:
    verdict = make_verdict(demand, body, **fields)
    confirm_verdict(verdict=verdict, by=by, at=THEN + timedelta(minutes=minutes))
    return verdict


def references(lines) -> list[str]:
    return [line.reference for line in lines]


def test_the_newest_that_two_people_gave_stands(crisis: Crisis, demand: Demand, body: Body, ines: Member, tomas: Member) -> None:
    older, newer = given(demand, body, tomas), given(demand, body, tomas, minutes=5)
    proposed = make_verdict(demand, body)

    assert references(standing_verdicts(ines, crisis, language="en")) == [newer.reference]
    assert references(waiting_verdicts(ines, crisis, language="en")) == [proposed.reference]
    page = verdict_page(ines, crisis, newer.reference, language="en")
    assert set(references(page.others)) == {older.reference, proposed.reference}

    set_verdict_aside(verdict=newer, because="It was a mistake.", by=ines, at=THEN)
    assert references(standing_verdicts(ines, crisis, language="en")) == [older.reference]


def test_it_is_narrowed_to_a_demand_or_a_body(crisis: Crisis, demand: Demand, body: Body, ines: Member, tomas: Member) -> None:
    verdict = given(demand, body, tomas)
    given(make_demand(crisis, "Another thing."), make_body(crisis, "Latvia", place="LV"), tomas)

    assert references(standing_verdicts(ines, crisis, language="en", demand=demand.reference)) == [verdict.reference]
    assert references(standing_verdicts(ines, crisis, language="en", body=body.reference)) == [verdict.reference]


def test_only_somebody_else_is_waited_for(crisis: Crisis, demand: Demand, body: Body, ines: Member, tomas: Member) -> None:
    make_verdict(demand, body, by=ines)

    assert [waiting_for_second(member, crisis) for member in (ines, tomas, make_vera())] == [0, 1, 0]


@pytest.mark.parametrize("make", [make_response, make_deed])
def test_a_later_word_or_deed_opens_it_again(demand: Demand, body: Body, ines: Member, tomas: Member, make) -> None:
    crisis = demand.crisis
    given(demand, body, tomas)
    assert [line.look_again for line in standing_verdicts(ines, crisis, language="en")] == [False]

    answer = make(body, demand=demand)
    type(answer).objects.filter(pk=answer.pk).update(recorded_at=THEN + timedelta(hours=1))

    assert [(line.look_again, line.newer) for line in standing_verdicts(ines, crisis, language="en")] == [(True, (answer.reference,))]


def test_evidence_that_is_withdrawn_opens_it_again(crisis: Crisis, demand: Demand, body: Body, ines: Member, tomas: Member) -> None:
    deed = make_deed(body, demand=demand)
    given(demand, body, tomas, shown=Showing.DONE, deeds=[deed])

    withdraw_answer(answer=deed, because="It was another body.", by=ines, at=THEN)

    assert [line.look_again for line in standing_verdicts(ines, crisis, language="en")] == [True]


def test_everybody_reads_what_stands_with_its_evidence_and_no_members_name(
    crisis: Crisis, demand: Demand, body: Body, tomas: Member
) -> None:
    deed = make_deed(body, demand=demand)
    publish_answer(answer=deed, by=tomas, at=THEN)
    make_verdict(demand, body, shown=Showing.PARTIAL, deeds=[deed])
    given(demand, body, tomas, shown=Showing.DONE, deeds=[deed])

    lines = public_standing_verdicts(crisis, on=ON, language="en")

    assert [(line.shown, [piece.entry.reference for piece in line.evidence if piece.entry]) for line in lines] == [
        ("done", [deed.reference])
    ]
    assert "Tomas" not in repr(lines)
    assert "Jonas" not in repr(lines)


def test_a_verdict_on_words_said_in_confidence_stays_at_the_desk(
    crisis: Crisis, demand: Demand, body: Body, ines: Member, tomas: Member
) -> None:
    word = make_response(body, demand=demand, type=ResponseType.PROMISE)
    given(demand, body, tomas, stated=Said.PROMISES)
    assert standing_verdicts(ines, crisis, language="en")
    assert not public_standing_verdicts(crisis, on=ON, language="en")

    publish_answer(answer=word, by=tomas, at=THEN)

    assert len(public_standing_verdicts(crisis, on=ON, language="en")) == 1


def test_a_verdict_waits_for_a_deed_that_is_held_back(crisis: Crisis, demand: Demand, body: Body, tomas: Member) -> None:
    deed = make_deed(body, demand=demand, publish_after=date(2017, 6, 1))
    publish_answer(answer=deed, by=tomas, at=THEN)
    given(demand, body, tomas, shown=Showing.DONE, deeds=[deed])

    assert not public_standing_verdicts(crisis, on=date(2017, 5, 31), language="en")
    assert len(public_standing_verdicts(crisis, on=date(2017, 6, 1), language="en")) == 1


def test_a_verdict_on_a_demand_that_is_not_public_is_not(crisis: Crisis, body: Body, tomas: Member) -> None:
    given(make_demand(crisis, "Not public."), body, tomas)

    assert not public_standing_verdicts(crisis, on=ON, language="en")


def test_evidence_is_picked_from_what_the_body_said_and_did_to_this_demand_or_to_none(
    crisis: Crisis, demand: Demand, body: Body, ines: Member
) -> None:
    to_it, to_none = make_response(body, demand=demand), make_deed(body)
    make_deed(body, demand=make_demand(crisis, "Another thing."))
    make_deed(body, demand=demand, is_from_casework=True)
    make_deed(make_body(crisis, "Latvia", place="LV"), demand=demand)

    basis = basis_of(ines, crisis, demand=demand.reference, body=body.reference, language="en")

    assert (references(basis.responses), references(basis.deeds)) == ([to_it.reference], [to_none.reference])
