"""Who may obtain which rows. Vera never obtains any."""

from datetime import date
from typing import Any

import pytest
from django.http import Http404

from safeconduct.advocacy.access import (
    answer_for,
    bodies_for,
    body_for,
    deeds_for,
    demand_for,
    demands_for,
    passage_for,
    post_for,
    posts_for,
    public_bodies,
    public_deeds,
    public_demand,
    public_demands,
    public_responses,
    public_searches,
    responses_for,
    searches_for,
)
from safeconduct.advocacy.actions.note_search import note_search
from safeconduct.advocacy.actions.publish_answer import publish_answer
from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.advocacy.actions.withdraw_answer import withdraw_answer
from safeconduct.advocacy.actions.withdraw_demand import withdraw_demand
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Level
from tests.factories.advocacy import make_body, make_deed, make_demand, make_post, make_response
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_document, make_passage
from tests.factories.people import THEN, make_ines, make_member, make_organisation, make_vera

pytestmark = pytest.mark.django_db

DAY = date(2017, 4, 20)
LISTS = [bodies_for, posts_for, demands_for, responses_for, deeds_for, searches_for]


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def full(crisis: Crisis) -> Crisis:
    """Give a crisis with one of everything."""
    body = make_body(crisis)
    make_post(body)
    make_demand(crisis)
    make_response(body)
    make_deed(body)
    note_search(body=body, searched_until=DAY, note="The gazette", by=crisis.opened_by, at=THEN)
    return crisis


@pytest.mark.parametrize("rows", LISTS)
def test_a_member_of_the_coalition_obtains_what_there_is(rows, full: Crisis) -> None:
    assert rows(make_ines(), full).count() == 1


@pytest.mark.parametrize("rows", LISTS)
def test_vera_obtains_nothing(rows, full: Crisis) -> None:
    assert rows(make_vera(), full).count() == 0


@pytest.mark.parametrize("rows", LISTS)
def test_nothing_of_one_crisis_shows_in_another(rows, full: Crisis) -> None:
    other = make_crisis(by=full.opened_by, slug="south")

    assert rows(full.opened_by, other).count() == 0


def test_vera_is_told_of_each_thing_that_it_is_not_there(full: Crisis) -> None:
    body = make_body(full, "Denmark", place="DK")
    things: list[tuple[Any, Any]] = [
        (body_for, body),
        (post_for, make_post(body)),
        (demand_for, make_demand(full)),
        (answer_for, make_response(body)),
        (answer_for, make_deed(body)),
    ]
    ines, vera = make_ines(), make_vera()

    for one, thing in things:
        assert one(ines, full, thing.reference) == thing
        with pytest.raises(Http404):
            one(vera, full, thing.reference)


def test_a_passage_is_found_only_by_those_who_may_read_its_document(crisis: Crisis) -> None:
    passage = make_passage(make_document(crisis, level=Level.ORGANISATION))
    partner = make_member("petra", organisation=make_organisation("The Open Harbour"))
    crisis.participations.create(organisation=partner.organisation, since=DAY)

    assert passage_for(crisis.opened_by, crisis, passage.reference) == passage
    assert passage_for(partner, crisis, passage.reference) is None
    assert passage_for(make_vera(), crisis, passage.reference) is None


def test_the_public_obtains_only_what_was_published(full: Crisis) -> None:
    assert not public_demands(full).exists()
    assert not public_responses(full).exists()
    assert not public_deeds(full, DAY).exists()

    publish_demand(demand=full.demands.get(), by=full.opened_by, at=THEN)
    publish_answer(answer=full.responses.get(), by=full.opened_by, at=THEN)
    publish_answer(answer=full.deeds.get(), by=full.opened_by, at=THEN)

    assert (public_demands(full).count(), public_responses(full).count(), public_deeds(full, DAY).count()) == (1, 1, 1)


def test_the_public_obtains_nothing_of_a_crisis_that_is_not_public() -> None:
    crisis = make_crisis()
    body = make_body(crisis)
    for answer in (make_response(body), make_deed(body)):
        publish_answer(answer=answer, by=crisis.opened_by, at=THEN)
    demand = make_demand(crisis)
    publish_demand(demand=demand, by=crisis.opened_by, at=THEN)
    note_search(body=body, searched_until=DAY, note="The gazette", by=crisis.opened_by, at=THEN)

    rows = [public_bodies(crisis), public_demands(crisis), public_responses(crisis), public_deeds(crisis, DAY), public_searches(crisis)]
    assert [row.count() for row in rows] == [0] * 5
    with pytest.raises(Http404):
        public_demand(crisis, demand.reference)


def test_what_was_withdrawn_leaves_the_public(full: Crisis) -> None:
    demand, deed = full.demands.get(), full.deeds.get()
    publish_demand(demand=demand, by=full.opened_by, at=THEN)
    publish_answer(answer=deed, by=full.opened_by, at=THEN)

    withdraw_demand(demand=demand, because="Fulfilled.", by=full.opened_by, at=THEN)
    withdraw_answer(answer=deed, because="Not so.", by=full.opened_by, at=THEN)

    assert not public_demands(full).exists()
    assert not public_deeds(full, DAY).exists()


@pytest.mark.parametrize("on, count", [(date(2017, 4, 30), 0), (date(2017, 5, 1), 1)])
def test_a_deed_is_held_back_until_its_day(on: date, count: int, crisis: Crisis) -> None:
    deed = make_deed(make_body(crisis), publish_after=date(2017, 5, 1))
    publish_answer(answer=deed, by=crisis.opened_by, at=THEN)

    assert public_deeds(crisis, on).count() == count
