"""Demands as pages show them."""

from datetime import date

import pytest
from django.http import Http404

from safeconduct.advocacy.actions.publish_answer import publish_answer
from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.advocacy.actions.translate_demand import translate_demand
from safeconduct.advocacy.actions.write_demand import Addressed
from safeconduct.advocacy.queries.demands import demand, demands, public_demand_line, public_demand_lines
from safeconduct.crises.models import Crisis
from tests.factories.advocacy import make_body, make_deed, make_demand, make_post, make_response
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_document, make_passage, make_source
from tests.factories.people import THEN, make_ines, make_vera

pytestmark = pytest.mark.django_db

DAY = date(2017, 4, 20)


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


def test_a_demand_shows_the_post_and_who_held_it_the_day_it_was_put(crisis: Crisis) -> None:
    body = make_body(crisis, "Denmark", place="DK")
    post = make_post(body)
    post.holdings.create(holder="The younger", since="2017-04-01", source_note="Gazette", recorded_at=THEN, recorded_by=crisis.opened_by)
    make_demand(crisis, asked=[Addressed(body, post)], passage=make_passage(make_document(crisis, published="2017-04-10")))

    line = demands(make_ines(), crisis, language="en")[0]

    asked = line.asked[0]
    assert (asked.body.name, asked.post, asked.holder, line.on) == ("Denmark", "Foreign minister", "The younger", "2017-04-10")


def test_the_earliest_of_several_documents_dates_the_demand(crisis: Crisis) -> None:
    row = make_demand(crisis, passage=make_passage(make_document(crisis, published="2017-04-10")))
    row.passages.create(
        passage=make_passage(make_document(crisis, published="2017-04-03")), confirmed_at=THEN, confirmed_by=crisis.opened_by
    )

    assert demands(crisis.opened_by, crisis, language="en")[0].on_words == "3 April 2017"


def test_a_day_that_a_person_gave_dates_it_before_all_documents(crisis: Crisis) -> None:
    make_demand(crisis, on="2017-03", passage=make_passage(make_document(crisis, published="2017-04-10")))

    assert demands(crisis.opened_by, crisis, language="en")[0].on == "2017-03"


def test_a_relayed_demand_tells_who_is_to_be_pressed(crisis: Crisis) -> None:
    pressed = make_body(crisis, "Russia", place="RU")
    make_demand(crisis, relayed_to=[Addressed(pressed)])

    line = demands(crisis.opened_by, crisis, language="en")[0]

    assert ([asked.body.code for asked in line.asked], [asked.body.code for asked in line.to_be_pressed]) == (["NL"], ["RU"])


def test_answers_stand_with_the_demand_they_answer_and_the_others_are_still_asked(crisis: Crisis) -> None:
    north, south = make_body(crisis, "Northland", place="NL"), make_body(crisis, "Southland", place="SL")
    row = make_demand(crisis, asked=[Addressed(north), Addressed(south)])
    make_response(north, demand=row)
    make_deed(north, demand=row)
    make_response(south, "It spoke of something else.")

    line = demands(crisis.opened_by, crisis, language="en")[0]

    assert (len(line.responses), len(line.deeds)) == (1, 1)
    assert [asked.body.code for asked in line.unanswered] == ["SL"]


def test_a_demand_is_read_in_the_readers_language_where_there_is_one(crisis: Crisis) -> None:
    row = make_demand(crisis, demander=make_source(crisis, "The Fund"))
    translate_demand(demand=row, language="sv", text="Släpp in dem som flytt.", by=crisis.opened_by, at=THEN)

    lines = [demands(crisis.opened_by, crisis, language=language)[0] for language in ("sv", "fr")]

    assert [line.text.language for line in lines] == ["sv", "en"]
    assert lines[0].demander == "The Fund"


def test_the_public_reads_published_demands_with_published_answers(crisis: Crisis) -> None:
    row = make_demand(crisis)
    make_demand(crisis, "Say nothing of this one.")
    shown, hidden = make_response(row.addressees.get().body, demand=row), make_deed(row.addressees.get().body, demand=row)
    publish_demand(demand=row, by=crisis.opened_by, at=THEN)
    publish_answer(answer=shown, by=crisis.opened_by, at=THEN)

    lines = public_demand_lines(crisis, language="en", on=DAY)

    assert [line.reference for line in lines] == [row.reference]
    assert [entry.reference for entry in (*lines[0].responses, *lines[0].deeds)] == [shown.reference]
    assert hidden.reference not in str(public_demand_line(crisis, row.reference, language="en", on=DAY))


def test_a_demand_that_is_not_public_has_no_public_page(crisis: Crisis) -> None:
    with pytest.raises(Http404):
        public_demand_line(crisis, make_demand(crisis).reference, language="en", on=DAY)


def test_vera_reads_no_demand(crisis: Crisis) -> None:
    row, vera = make_demand(crisis), make_vera()

    assert demands(vera, crisis, language="en") == ()
    assert demand(vera, crisis, row.reference, language="en") is None
