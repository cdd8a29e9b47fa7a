"""Recording who was asked, and which instruments carry a demand."""

from datetime import date, timedelta
from typing import Any

import pytest

from safeconduct.advocacy.actions.check_entry import AlreadyWithdrawn, OtherCrisis, PostElsewhere
from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.advocacy.actions.record_ask import AskedInTheFuture, DueBeforeAsked
from safeconduct.advocacy.actions.record_response import AskedSomebodyElse
from safeconduct.advocacy.actions.report_demands import report_demands
from safeconduct.advocacy.actions.translate_demand import translate_demand
from safeconduct.advocacy.actions.withdraw_ask import withdraw_ask
from safeconduct.advocacy.actions.withdraw_demand import withdraw_demand
from safeconduct.advocacy.models import Ask, Body, Demand, DemandUse
from safeconduct.advocacy.queries.demand_uses import changed_demand_uses, uses_of_demand
from safeconduct.audit.queries import history_of
from safeconduct.crises.models import Crisis
from tests.factories.advocacy import make_ask, make_body, make_demand, make_post, make_response
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_ines

pytestmark = pytest.mark.django_db


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def body(crisis: Crisis) -> Body:
    return make_body(crisis, "Denmark", place="DK")


@pytest.fixture
def demand(crisis: Crisis) -> Demand:
    return make_demand(crisis)


def revision_of(crisis: Crisis) -> int:
    crisis.refresh_from_db()
    return crisis.revision


def test_an_ask_says_whom_when_and_by_which_instrument(demand: Demand, body: Body) -> None:
    post = make_post(body)

    ask = make_ask(demand, body, post=post, holder=" Invented Holder ", instrument="PU-7Q4MZK", reply_due=date(2017, 5, 2))

    kept = Ask.objects.get()
    assert (kept.post, kept.holder, kept.instrument, kept.reply_due) == (post, "Invented Holder", "PU-7Q4MZK", date(2017, 5, 2))
    assert [entry.kind for entry in history_of(ask.reference)] == ["advocacy.ask-recorded"]


@pytest.mark.parametrize("has_post", [True, False])
def test_the_same_letter_asks_the_same_once(demand: Demand, body: Body, has_post: bool) -> None:
    given: dict[str, Any] = {"instrument": "PU-7Q4MZK", "post": make_post(body) if has_post else None}

    assert make_ask(demand, body, **given) == make_ask(demand, body, **given)
    assert Ask.objects.count() == 1


def test_what_was_withdrawn_can_be_asked_again_by_the_same_letter(demand: Demand, body: Body) -> None:
    given: dict[str, Any] = {"instrument": "PU-7Q4MZK", "post": make_post(body)}
    withdraw_ask(ask=make_ask(demand, body, **given), by=demand.created_by, at=THEN)

    assert make_ask(demand, body, **given).withdrawn_at is None


def test_what_cannot_have_been_asked_is_refused(crisis: Crisis, demand: Demand, body: Body) -> None:
    elsewhere = make_body(make_crisis(slug="south", by=crisis.opened_by), "Elsewhere", place="SE")

    with pytest.raises(OtherCrisis):
        make_ask(demand, elsewhere)
    with pytest.raises(PostElsewhere):
        make_ask(demand, body, post=make_post(make_body(crisis, "Sweden", place="SE")))
    with pytest.raises(AskedInTheFuture):
        make_ask(demand, body, sent_on=THEN.date() + timedelta(days=2))
    with pytest.raises(DueBeforeAsked):
        make_ask(demand, body, reply_due=date(2017, 4, 2))
    withdraw_demand(demand=demand, because="It was put twice.", by=demand.created_by, at=THEN)
    with pytest.raises(AlreadyWithdrawn):
        make_ask(demand, body)
    assert not Ask.objects.exists()


def test_a_letter_sent_after_midnight_further_east_is_not_from_the_future(demand: Demand, body: Body) -> None:
    assert make_ask(demand, body, sent_on=THEN.date() + timedelta(days=1)).pk


@pytest.mark.parametrize("is_public, is_demand_public, changes", [(True, True, 1), (True, False, 0), (False, True, 0)])
def test_the_public_page_changes_only_where_it_shows_the_ask(crisis: Crisis, is_public: bool, is_demand_public: bool, changes: int) -> None:
    demand, body = make_demand(crisis), make_body(crisis, "Denmark", place="DK")
    if is_demand_public:
        publish_demand(demand=demand, by=crisis.opened_by, at=THEN)
    before = revision_of(crisis)

    ask = make_ask(demand, body, is_public=is_public)
    assert revision_of(crisis) - before == changes

    withdraw_ask(ask=ask, by=crisis.opened_by, at=THEN)
    assert revision_of(crisis) - before == 2 * changes


def test_an_ask_is_withdrawn_once(demand: Demand, body: Body) -> None:
    ask = make_ask(demand, body)
    ines = make_ines()
    withdraw_ask(ask=ask, by=ines, at=THEN)

    with pytest.raises(AlreadyWithdrawn):
        withdraw_ask(ask=ask, by=ines, at=THEN)


def test_words_in_answer_to_an_ask_answer_its_demand(demand: Demand, body: Body) -> None:
    ask = make_ask(demand, body)

    response = make_response(body, ask=ask)

    assert (response.ask, response.demand) == (ask, demand)


def test_words_answer_only_what_that_body_was_asked(crisis: Crisis, demand: Demand, body: Body) -> None:
    ask = make_ask(demand, body)

    with pytest.raises(AskedSomebodyElse):
        make_response(make_body(crisis, "Sweden", place="SE"), ask=ask)
    with pytest.raises(AskedSomebodyElse):
        make_response(body, ask=ask, demand=make_demand(crisis, "Another thing."))
    withdraw_ask(ask=ask, by=crisis.opened_by, at=THEN)
    with pytest.raises(AskedSomebodyElse):
        make_response(body, ask=ask)


def report(demands: list[Demand], **fields: Any) -> None:
    given = {"used_by": "PU-7Q4MZK", "kind": "letter", "title": "To the minister", "is_public": False, "at": THEN, **fields}
    report_demands(demands=demands, **given)


def test_a_demand_knows_the_instruments_that_carry_it(crisis: Crisis, demand: Demand) -> None:
    report([demand, make_demand(crisis, "Another thing.")])
    report([demand], title="To both ministers", is_public=True)

    assert DemandUse.objects.count() == 1
    assert [(use.used_by, use.title, use.is_public, use.is_changed) for use in uses_of_demand(demand)] == [
        ("PU-7Q4MZK", "To both ministers", True, False)
    ]


def test_a_demand_that_reads_otherwise_marks_what_carries_it(demand: Demand) -> None:
    report([demand])

    translate_demand(demand=demand, language="en", text="Let in all who fled.", by=demand.created_by, at=THEN)
    report([demand])
    assert [use.is_changed for use in uses_of_demand(demand)] == [True]
    assert [use.used_by for use in changed_demand_uses(["PU-7Q4MZK"])] == ["PU-7Q4MZK"]

    report([demand], seen_anew=True)
    assert not changed_demand_uses(["PU-7Q4MZK"])


def test_what_everybody_reads_marks_the_public_pages_when_it_comes_and_when_it_goes(crisis: Crisis, demand: Demand) -> None:
    before = revision_of(crisis)
    report([demand])
    assert revision_of(crisis) == before

    report([demand], is_public=True)
    shown = revision_of(crisis)
    report([])

    assert before < shown < revision_of(crisis)
