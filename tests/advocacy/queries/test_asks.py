"""What pages are told of who was asked, what came back and where there is silence."""

from datetime import date

import pytest
from django.http import Http404

from safeconduct.advocacy.access import ask_for, asks_for, verdict_for, verdicts_for
from safeconduct.advocacy.actions.publish_answer import publish_answer
from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.advocacy.actions.withdraw_answer import withdraw_answer
from safeconduct.advocacy.actions.withdraw_ask import withdraw_ask
from safeconduct.advocacy.actions.withdraw_demand import withdraw_demand
from safeconduct.advocacy.models import Body, Demand
from safeconduct.advocacy.queries.asks import asks_of, overdue_asks, public_asks_of, public_silences, silences
from safeconduct.advocacy.rules import BodyKind, DeedType, ResponseType
from safeconduct.advocacy.rules.replies import Reply
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from tests.factories.advocacy import make_ask, make_body, make_deed, make_demand, make_post, make_response, make_verdict
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_ines, make_vera

pytestmark = pytest.mark.django_db

DUE, MORNING = date(2017, 5, 2), date(2017, 5, 15)


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def denmark(crisis: Crisis) -> Body:
    return make_body(crisis, "Denmark", place="DK")


@pytest.fixture
def demand(crisis: Crisis) -> Demand:
    demand = make_demand(crisis)
    publish_demand(demand=demand, by=crisis.opened_by, at=THEN)
    return demand


@pytest.fixture
def ines() -> Member:
    return make_ines()


def publish(answer) -> None:
    publish_answer(answer=answer, by=answer.recorded_by, at=THEN)


def test_the_overdue_list_is_grouped_by_receiver_and_counts_days_of_the_receiving_country(
    ines: Member, crisis: Crisis, demand: Demand, denmark: Body
) -> None:
    poland, minister = make_body(crisis, "Poland", place="PL"), make_post(denmark)
    make_ask(demand, denmark, post=minister, reply_due=DUE)
    make_ask(make_demand(crisis, "Another thing."), denmark, post=minister, reply_due=date(2017, 5, 10))
    make_ask(demand, poland, reply_due=DUE)
    make_ask(demand, make_body(crisis, "Latvia", place="LV"), reply_due=date(2017, 6, 1))

    receivers = overdue_asks(ines, crisis, on=MORNING)

    assert [(one.body.name, one.title, [ask.late for ask in one.asks]) for one in receivers] == [
        ("Denmark", "Foreign minister", [8, 2]),  # the Day of Prayer
        ("Poland", "", [8]),  # the third of May
    ]


def test_silence_ends_with_a_late_answer_that_says_how_late(ines: Member, crisis: Crisis, demand: Demand, denmark: Body) -> None:
    ask = make_ask(demand, denmark, reply_due=DUE)
    assert [line.silent_since_words for line in silences(ines, crisis, on=MORNING, language="en")] == ["3 May 2017"]

    make_response(denmark, ask=ask, on="2017-05-15")

    line = asks_of(ines, crisis, demand.reference, on=MORNING, language="en")[0]
    assert (line.reply, line.late, line.is_silent, [back.name for back in line.back]) == (Reply.ANSWERED_LATE, 8, False, ["Voiced concern"])
    assert not silences(ines, crisis, on=MORNING, language="en")
    assert not overdue_asks(ines, crisis, on=MORNING)


def test_what_is_taken_back_lets_the_silence_return(ines: Member, crisis: Crisis, demand: Demand, denmark: Body) -> None:
    response = make_response(denmark, ask=make_ask(demand, denmark, reply_due=DUE), on="2017-04-20")
    withdraw_answer(answer=response, because="It was another body.", by=ines, at=THEN)

    assert [line.late for line in silences(ines, crisis, on=MORNING, language="en")] == [8]


def test_words_from_before_the_letter_do_not_answer_it(ines: Member, crisis: Crisis, demand: Demand, denmark: Body) -> None:
    make_ask(demand, denmark, sent_on=date(2017, 4, 19), reply_due=DUE)
    make_response(denmark, demand=demand, on="2017-04-18")

    assert len(silences(ines, crisis, on=MORNING, language="en")) == 1


def test_words_to_the_same_demand_answer_it_though_nobody_tied_them_to_the_letter(
    ines: Member, crisis: Crisis, demand: Demand, denmark: Body
) -> None:
    make_ask(demand, denmark, reply_due=DUE)
    make_response(denmark, demand=demand, on="2017-04-18")

    assert not overdue_asks(ines, crisis, on=MORNING)


@pytest.mark.parametrize("type_, is_overdue", [(DeedType.VISA_ISSUED, False), (DeedType.VISA_REFUSED, True)])
def test_an_act_that_helps_needs_no_word(ines: Member, demand: Demand, denmark: Body, type_: DeedType, is_overdue: bool) -> None:
    crisis = demand.crisis
    make_ask(demand, denmark, reply_due=DUE)
    make_deed(denmark, demand=demand, type=type_)

    assert bool(overdue_asks(ines, crisis, on=MORNING)) is is_overdue


def test_a_reminder_stands_for_what_it_repeats(ines: Member, crisis: Crisis, demand: Demand, denmark: Body) -> None:
    make_ask(demand, denmark, reply_due=date(2017, 4, 10))
    make_ask(demand, denmark, sent_on=date(2017, 4, 18), reply_due=date(2017, 5, 20))

    assert not overdue_asks(ines, crisis, on=MORNING)
    assert len(silences(ines, crisis, on=MORNING, language="en")) == 1


def test_the_next_step_is_suggested_by_what_was_tried(ines: Member, crisis: Crisis, demand: Demand, denmark: Body) -> None:
    make_ask(demand, denmark, sent_on=date(2017, 3, 1), reply_due=date(2017, 3, 20))
    assert overdue_asks(ines, crisis, on=date(2017, 3, 22))[0].asks[0].next_step == "reminder"

    make_ask(demand, denmark, sent_on=date(2017, 3, 22), reply_due=date(2017, 3, 29))
    assert overdue_asks(ines, crisis, on=date(2017, 4, 3))[0].asks[0].next_step == ""
    assert overdue_asks(ines, crisis, on=date(2017, 4, 26))[0].asks[0].next_step == "committee"

    parliament = make_body(crisis, "The Folketing", place="DK", kind=BodyKind.PARLIAMENT)
    make_ask(demand, parliament, sent_on=date(2017, 4, 12), reply_due=date(2017, 12, 1))
    assert overdue_asks(ines, crisis, on=date(2017, 5, 15))[0].asks[0].next_step == "spokesperson"


def test_a_withdrawn_ask_is_shown_and_waits_for_nothing(ines: Member, crisis: Crisis, demand: Demand, denmark: Body) -> None:
    withdraw_ask(ask=make_ask(demand, denmark, reply_due=DUE), by=ines, at=THEN)

    assert [line.is_withdrawn for line in asks_of(ines, crisis, demand.reference, on=MORNING, language="en")] == [True]
    assert not overdue_asks(ines, crisis, on=MORNING)


def test_nobody_waits_for_an_answer_to_what_is_demanded_no_more(ines: Member, crisis: Crisis, demand: Demand, denmark: Body) -> None:
    make_ask(demand, denmark, reply_due=DUE)
    withdraw_demand(demand=demand, because="It was met.", by=ines, at=THEN)

    assert not overdue_asks(ines, crisis, on=MORNING)
    assert not silences(ines, crisis, on=MORNING, language="en")


def test_everybody_reads_of_a_public_silence(crisis: Crisis, demand: Demand, denmark: Body) -> None:
    make_ask(demand, denmark, reply_due=DUE, is_public=True)
    make_ask(demand, make_body(crisis, "Latvia", place="LV"), reply_due=DUE)
    make_ask(make_demand(crisis, "Not public."), denmark, reply_due=DUE, is_public=True)

    assert [(line.body.name, line.late) for line in public_silences(crisis, on=MORNING, language="en")] == [("Denmark", 8)]


@pytest.mark.parametrize("make", [make_response, make_deed])
def test_what_came_back_in_confidence_is_neither_told_nor_called_silence(crisis: Crisis, demand: Demand, denmark: Body, make) -> None:
    make_ask(demand, denmark, reply_due=DUE, is_public=True)
    make(denmark, demand=demand)

    assert not public_silences(crisis, on=MORNING, language="en")
    line = public_asks_of(crisis, demand.reference, on=MORNING, language="en")[0]
    assert (line.standing, line.back, line.reply_name) == (None, (), "")


def test_what_is_known_from_casework_is_not_called_silence_either(crisis: Crisis, demand: Demand, denmark: Body) -> None:
    make_ask(demand, denmark, reply_due=DUE, is_public=True)
    make_deed(denmark, demand=demand, is_from_casework=True)

    assert not public_silences(crisis, on=MORNING, language="en")


def test_an_acknowledgement_does_not_make_a_hidden_promise_overdue(crisis: Crisis, demand: Demand, denmark: Body) -> None:
    make_ask(demand, denmark, reply_due=DUE, is_public=True)
    publish(make_response(denmark, demand=demand, type=ResponseType.ACKNOWLEDGEMENT))
    make_response(denmark, demand=demand, type=ResponseType.PROMISE)

    line = public_asks_of(crisis, demand.reference, on=MORNING, language="en")[0]

    assert (line.standing, [back.name for back in line.back]) == (None, ["Acknowledged"])


def test_a_published_answer_is_told(crisis: Crisis, demand: Demand, denmark: Body) -> None:
    make_ask(demand, denmark, reply_due=DUE, is_public=True)
    publish(make_response(denmark, demand=demand))

    assert [line.reply for line in public_asks_of(crisis, demand.reference, on=MORNING, language="en")] == [Reply.ANSWERED]


def test_vera_sees_neither_asks_nor_verdicts(crisis: Crisis, demand: Demand, denmark: Body) -> None:
    vera, ask, verdict = make_vera(), make_ask(demand, denmark, reply_due=DUE), make_verdict(demand, denmark)

    assert not asks_for(vera, crisis).exists()
    assert not verdicts_for(vera, crisis).exists()
    assert not overdue_asks(vera, crisis, on=MORNING)
    for find, reference in ((ask_for, ask.reference), (verdict_for, verdict.reference)):
        with pytest.raises(Http404):
            find(vera, crisis, reference)


def test_a_list_of_many_asks_takes_no_more_queries_than_one_of_few(
    ines: Member, crisis: Crisis, demand: Demand, django_assert_max_num_queries
) -> None:
    for tree in ["ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "pine", "rowan", "willow"]:
        make_ask(demand, make_body(crisis, tree.capitalize(), place="", kind=BodyKind.OTHER), reply_due=DUE)

    with django_assert_max_num_queries(9):
        assert len(overdue_asks(ines, crisis, on=MORNING)) == 12
