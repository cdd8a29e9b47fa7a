"""Recording, publishing and withdrawing words and deeds; searching and finding nothing."""

from datetime import date

import pytest
from django.db import IntegrityError

from safeconduct.advocacy.actions.check_entry import (
    AlreadyWithdrawn,
    DateUnreadable,
    NoSource,
    OtherCrisis,
    PostElsewhere,
    ReasonMissing,
    SourceIsPrivate,
    TextMissing,
)
from safeconduct.advocacy.actions.note_search import SearchedTheFuture, SearchUnexplained, note_search
from safeconduct.advocacy.actions.publish_answer import publish_answer
from safeconduct.advocacy.actions.record_deed import OnlyWords
from safeconduct.advocacy.actions.translate_answer import translate_answer
from safeconduct.advocacy.actions.unpublish_answer import unpublish_answer
from safeconduct.advocacy.actions.withdraw_answer import withdraw_answer
from safeconduct.advocacy.models import Body, Deed, Response
from safeconduct.advocacy.rules import DeedType, ResponseType
from safeconduct.audit.queries import history_of
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Level
from safeconduct.evidence.reading.shapes import Qualifier, Quantity
from tests.factories.advocacy import make_body, make_deed, make_demand, make_post, make_response
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_document, make_passage, make_source
from tests.factories.people import THEN

pytestmark = pytest.mark.django_db

MAKERS = pytest.mark.parametrize("make", [make_response, make_deed])


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def body(crisis: Crisis) -> Body:
    return make_body(crisis)


def revision_of(crisis: Crisis) -> int:
    crisis.refresh_from_db()
    return crisis.revision


def test_words_are_recorded_with_who_reports_them(body: Body) -> None:
    response = make_response(body, type=ResponseType.WILL_RAISE, is_conditional=True)

    assert response.reported_by
    assert (response.type, response.reported_by.name, response.is_conditional) == ("will-raise", "The Northern Courier", True)
    assert [entry.kind for entry in history_of(response.reference)] == ["advocacy.response-recorded"]


def test_a_deed_keeps_its_number_as_it_was_said(body: Body) -> None:
    deed = make_deed(body, quantity=Quantity(Qualifier.ABOUT, "roughly 40", 40, 40, unit="visas"))

    assert (deed.qualifier, deed.low, deed.high, deed.quantity_verbatim, deed.unit) == ("about", 40, 40, "roughly 40", "visas")


@MAKERS
def test_a_passage_brings_its_publisher_as_reporter(make, crisis: Crisis, body: Body) -> None:
    paper = make_source(crisis, "The Evening Post")
    passage = make_passage(make_document(crisis, ["It happened."], source=paper))

    assert make(body, passage=passage).reported_by == paper


@MAKERS
def test_an_answer_with_nothing_behind_it_is_refused(make, body: Body) -> None:
    with pytest.raises(NoSource):
        make(body, passage=None)


@MAKERS
def test_an_answer_without_a_text_is_refused(make, body: Body) -> None:
    with pytest.raises(TextMissing):
        make(body, " ")


@MAKERS
def test_an_answer_is_given_at_a_time_or_at_none(make, body: Body) -> None:
    assert make(body, on="").on == ""
    with pytest.raises(DateUnreadable):
        make(body, on="recently")


@MAKERS
def test_an_answer_keeps_to_its_crisis_and_its_body(make, crisis: Crisis, body: Body) -> None:
    other = make_crisis(by=crisis.opened_by, slug="south")

    with pytest.raises(OtherCrisis):
        make(body, demand=make_demand(other))
    with pytest.raises(OtherCrisis):
        make(body, reported_by=make_source(other))
    with pytest.raises(PostElsewhere):
        make(body, post=make_post(make_body(crisis, "Denmark", place="DK")))


def test_the_sentence_that_stands_as_words_does_not_become_a_deed(crisis: Crisis, body: Body) -> None:
    passage = make_passage(make_document(crisis, ["The minister said he was deeply concerned."]))
    words = make_response(body, passage=passage)

    with pytest.raises(OnlyWords):
        make_deed(body, passage=passage)

    withdraw_answer(answer=words, because="Read wrongly.", by=crisis.opened_by, at=THEN)
    assert make_deed(body, passage=passage).passage == passage


def test_another_passage_of_the_same_page_can_report_the_deed(crisis: Crisis, body: Body) -> None:
    document = make_document(crisis, ["He hopes others follow.", "Two visas were issued."])
    make_response(body, passage=make_passage(document, "He hopes others follow."))

    assert make_deed(body, passage=make_passage(document, "Two visas were issued.")).pk


@pytest.mark.parametrize("table, word", [(Deed, ResponseType.PROMISE), (Response, DeedType.VISA_ISSUED)])
def test_the_database_itself_keeps_words_and_deeds_apart(table, word: str, body: Body) -> None:
    row = make_deed(body) if table is Deed else make_response(body)

    with pytest.raises(IntegrityError):
        table.objects.filter(pk=row.pk).update(type=word)


@MAKERS
def test_publishing_changes_the_public_page_once(make, crisis: Crisis, body: Body) -> None:
    answer, before = make(body), revision_of(crisis)

    publish_answer(answer=answer, by=crisis.opened_by, at=THEN)
    publish_answer(answer=answer, by=crisis.opened_by, at=THEN)

    answer.refresh_from_db()
    assert (answer.is_public, revision_of(crisis)) == (True, before + 1)


@MAKERS
def test_an_answer_is_taken_off_the_public_page(make, crisis: Crisis, body: Body) -> None:
    answer = make(body)
    publish_answer(answer=answer, by=crisis.opened_by, at=THEN)

    unpublish_answer(answer=answer, by=crisis.opened_by, at=THEN)

    answer.refresh_from_db()
    assert not answer.is_public


@MAKERS
def test_what_rests_on_a_private_document_is_not_published(make, crisis: Crisis, body: Body) -> None:
    answer = make(body, passage=make_passage(make_document(crisis, level=Level.ORGANISATION)))

    with pytest.raises(SourceIsPrivate):
        publish_answer(answer=answer, by=crisis.opened_by, at=THEN)


@MAKERS
def test_an_answer_is_withdrawn_with_a_reason_and_for_good(make, crisis: Crisis, body: Body) -> None:
    answer = make(body)
    publish_answer(answer=answer, by=crisis.opened_by, at=THEN)

    with pytest.raises(ReasonMissing):
        withdraw_answer(answer=answer, because="", by=crisis.opened_by, at=THEN)
    withdraw_answer(answer=answer, because="The paper took it back.", by=crisis.opened_by, at=THEN)

    answer.refresh_from_db()
    assert (answer.is_public, answer.withdrawn_because) == (False, "The paper took it back.")
    with pytest.raises(AlreadyWithdrawn):
        publish_answer(answer=answer, by=crisis.opened_by, at=THEN)
    with pytest.raises(AlreadyWithdrawn):
        withdraw_answer(answer=answer, because="Again.", by=crisis.opened_by, at=THEN)


@MAKERS
def test_an_answer_is_said_in_another_language(make, crisis: Crisis, body: Body) -> None:
    answer = make(body)

    translate_answer(answer=answer, language="de", text="So war es.", by=crisis.opened_by, at=THEN)

    assert {row.language for row in answer.texts.all()} == {"en", "de"}


def test_a_translation_leaves_what_the_public_reads_as_it_is(crisis: Crisis, body: Body) -> None:
    deed = make_deed(body, "Two men arrived by bus.", publish_as={"en": "A few people arrived."})

    translate_answer(answer=deed, language="en", text="Two men came by bus.", by=crisis.opened_by, at=THEN)

    assert deed.texts.get().publish_as == "A few people arrived."


def test_public_words_need_the_deed_in_the_same_language(body: Body) -> None:
    with pytest.raises(TextMissing):
        make_deed(body, publish_as={"sv": "Några personer kom."})


def test_a_search_that_found_nothing_is_noted_with_its_day(crisis: Crisis, body: Body) -> None:
    search = note_search(body=body, searched_until=date(2017, 4, 18), note="The ministry's site, “visa”", by=crisis.opened_by, at=THEN)

    assert (search.crisis, search.searched_until) == (crisis, date(2017, 4, 18))


def test_a_search_nobody_can_repeat_is_refused(crisis: Crisis, body: Body) -> None:
    with pytest.raises(SearchUnexplained):
        note_search(body=body, searched_until=date(2017, 4, 18), note=" ", by=crisis.opened_by, at=THEN)


def test_nobody_has_searched_the_future(crisis: Crisis, body: Body) -> None:
    with pytest.raises(SearchedTheFuture):
        note_search(body=body, searched_until=date(2017, 4, 21), note="Everywhere", by=crisis.opened_by, at=THEN)
