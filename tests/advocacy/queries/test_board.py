"""The board of words and deeds, checked against the sixteen findings of May 2017."""

from datetime import date

import pytest
from django.http import Http404
from django.utils import translation

from safeconduct.advocacy.actions.note_search import note_search
from safeconduct.advocacy.actions.publish_answer import publish_answer
from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.advocacy.actions.withdraw_answer import withdraw_answer
from safeconduct.advocacy.actions.write_demand import Addressed
from safeconduct.advocacy.models import Body, Deed, Response
from safeconduct.advocacy.queries.board import Board, Row, board_for, government_for, public_board
from safeconduct.advocacy.queries.drawing import board_drawing, silence_of
from safeconduct.advocacy.queries.governments import public_government
from safeconduct.advocacy.rules import BodyKind, DeedType, Grade, ResponseType, Shown
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Level, Source
from safeconduct.evidence.reading.shapes import Qualifier, Quantity
from tests.factories.advocacy import make_body, make_deed, make_demand, make_post, make_response
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_document, make_passage, make_source
from tests.factories.people import THEN, make_ines, make_member, make_organisation, make_vera

pytestmark = pytest.mark.django_db

DAY = date(2017, 5, 19)
LATER = THEN.replace(month=6)
R, D = ResponseType, DeedType

# Who, place, kind, what, how near the report stands.
FINDINGS: list[tuple[str, str, BodyKind, ResponseType | DeedType, Grade]] = [
    ("Lithuania", "LT", BodyKind.GOVERNMENT, D.VISA_ISSUED, Grade.OFFICIAL),
    ("Lithuania", "LT", BodyKind.GOVERNMENT, R.EXPECTATION, Grade.OFFICIAL),
    ("France", "FR", BodyKind.GOVERNMENT, D.PROTECTION, Grade.STATED),
    ("Canada", "CA", BodyKind.GOVERNMENT, R.TALKS, Grade.UNNAMED),
    ("United States", "US", BodyKind.GOVERNMENT, D.VISA_REFUSED, Grade.SECOND_HAND),
    ("European Parliament", "EU", BodyKind.PARLIAMENT, R.RESOLUTION, Grade.RECORD),
    ("Portuguese parliament", "PT", BodyKind.PARLIAMENT, R.RESOLUTION, Grade.STATED),
    ("Portugal", "PT", BodyKind.GOVERNMENT, R.WILL_RAISE, Grade.OFFICIAL),
    ("Latvia", "LV", BodyKind.GOVERNMENT, R.RAISED_IN_FORUM, Grade.STATED),
    ("Belgium", "BE", BodyKind.GOVERNMENT, R.RAISED_IN_FORUM, Grade.STATED),
    ("Denmark", "DK", BodyKind.GOVERNMENT, R.RAISED_IN_FORUM, Grade.STATED),
    ("Estonia", "EE", BodyKind.GOVERNMENT, R.RAISED_IN_FORUM, Grade.STATED),
    ("Germany", "DE", BodyKind.GOVERNMENT, R.RAISED_IN_FORUM, Grade.STATED),
    ("Germany", "DE", BodyKind.GOVERNMENT, R.RAISED_BILATERALLY, Grade.STATED),
    ("Denmark", "DK", BodyKind.GOVERNMENT, R.RAISED_BILATERALLY, Grade.STATED),
    ("Denmark", "DK", BodyKind.GOVERNMENT, R.CONCERN, Grade.OFFICIAL),
    ("Belgium", "BE", BodyKind.GOVERNMENT, R.ACKNOWLEDGEMENT, Grade.OFFICIAL),
    ("Swedish party network", "", BodyKind.PARTY, R.ACKNOWLEDGEMENT, Grade.OFFICIAL),
    ("Chechen authorities", "RU-CE", BodyKind.AUTHORITY, R.DENIAL, Grade.OFFICIAL),
]
DAYS = {D.VISA_ISSUED: "../2017-05-17", D.PROTECTION: "../2017-05", D.VISA_REFUSED: "../2017-05-17"}
QUANTITIES = {
    D.VISA_ISSUED: Quantity(Qualifier.EXACT, "two", 2, 2, unit="visas"),
    D.PROTECTION: Quantity(Qualifier.INDEFINITE, "several men", unit="men"),
    D.VISA_REFUSED: Quantity(Qualifier.ABOUT, "roughly 40", 40, 40, unit="people"),
}


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def may(crisis: Crisis) -> Crisis:
    """Give the crisis with the findings of May 2017, all published, and one search for deeds of Denmark."""
    bodies: dict[str, Body] = {}
    for name, place, kind, what, grade in FINDINGS:
        body = bodies.get(name) or bodies.setdefault(name, make_body(crisis, name, place=place, kind=kind))
        answer: Response | Deed
        if isinstance(what, DeedType):
            answer = make_deed(body, f"{name}: {what}", type=what, grade=grade, on=DAYS[what], quantity=QUANTITIES[what])
        else:
            answer = make_response(body, f"{name}: {what}", type=what, grade=grade, on="2017-05")
        publish_answer(answer=answer, by=crisis.opened_by, at=THEN)
    note_search(body=bodies["Denmark"], searched_until=date(2017, 5, 18), note="Cited reports", by=crisis.opened_by, at=LATER)
    return crisis


def read(crisis: Crisis, language: str = "en", on: date = DAY) -> Board:
    return public_board(crisis, language=language, on=on)


def row_of(board: Board, name: str) -> Row:
    return next(row for row in board.rows if row.body.name == name)


def test_lithuania_stands_first_and_the_united_states_after_all_who_helped(may: Crisis) -> None:
    assert [row.body.name for row in read(may).rows[:3]] == ["Lithuania", "France", "United States"]


def test_what_others_do_and_say_later_does_not_push_down_whoever_acted_first(may: Crisis) -> None:
    germany = may.bodies.get(code="DE")
    publish_answer(answer=make_deed(germany, on="2017-06-06"), by=may.opened_by, at=LATER)

    assert [row.body.name for row in read(may).rows[:3]] == ["Lithuania", "France", "Germany"]


def test_three_findings_are_deeds_and_one_of_them_harms(may: Crisis) -> None:
    board = read(may)

    assert (board.deeds, board.negative_deeds) == (2, 1)
    assert [entry.type for entry in row_of(board, "United States").negative_deeds] == ["visa-refused"]


def test_of_denmark_there_are_words_and_no_deed_was_found_by_the_day_of_the_search(may: Crisis) -> None:
    denmark = row_of(read(may), "Denmark")

    assert (denmark.shown, denmark.words, denmark.searched_words) == (Shown.NONE_FOUND, 3, "18 May 2017")
    assert silence_of(denmark) == "Words; no public evidence of a deed found by 18 May 2017"


def test_of_others_nothing_is_said_about_silence_because_nobody_searched(may: Crisis) -> None:
    latvia = row_of(read(may), "Latvia")

    assert (latvia.shown, silence_of(latvia)) == (Shown.NOT_SEARCHED, "Words; no deed is recorded here, and no search for one")


def test_the_chechen_authorities_deny(may: Crisis) -> None:
    entry = row_of(read(may), "Chechen authorities").heaviest

    assert entry
    assert (entry.type, entry.type_name) == ("denial", "Denied")


def test_the_heaviest_word_of_a_body_stands_first(may: Crisis) -> None:
    assert [entry.type for entry in row_of(read(may), "Denmark").responses] == ["raised-in-forum", "raised-bilaterally", "concern"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Lithuania", "2 visas"), ("France", "a number that is not stated"), ("United States", "about 40 people")],
)
def test_a_number_keeps_its_hedge(name: str, expected: str, may: Crisis) -> None:
    row = row_of(read(may), name)

    assert [entry.quantity_words for entry in (*row.deeds, *row.negative_deeds)] == [expected]


def test_a_large_number_is_written_as_the_reader_writes_it(crisis: Crisis) -> None:
    amount = Quantity(Qualifier.AT_LEAST, "52 000 euros", 52_000, unit="EUR")
    make_deed(make_body(crisis), type=D.FUNDS_PAID, quantity=amount)

    for language, expected in [("en", "at least 52,000"), ("de", "52.000")]:
        with translation.override(language):
            assert expected in board_for(crisis.opened_by, crisis, language=language).rows[0].deeds[0].quantity_words


def test_a_parliament_is_not_its_government(may: Crisis) -> None:
    government = public_government(may, "PT", language="en", on=DAY)

    assert government.row.body.name == "Portugal"
    assert [body.code for body in government.neighbours] == ["PT-parliament"]


def test_a_government_of_whom_nothing_is_public_has_no_page(may: Crisis) -> None:
    make_response(make_body(may, "Norway", place="NO"))

    with pytest.raises(Http404):
        public_government(may, "NO", language="en", on=DAY)
    assert government_for(make_ines(), may, "NO", language="en").row.words == 1


def test_a_body_of_whom_something_is_demanded_stands_on_the_board_before_it_answers(crisis: Crisis) -> None:
    demand = make_demand(crisis, asked=[Addressed(make_body(crisis, "Norway", place="NO"))])
    publish_demand(demand=demand, by=crisis.opened_by, at=THEN)

    row = read(crisis).rows[0]

    assert (row.body.name, silence_of(row)) == ("Norway", "Nothing is recorded here, and no search for it")
    assert [one.line.reference for one in public_government(crisis, "NO", language="en", on=DAY).demands] == [demand.reference]


def test_a_search_alone_puts_nobody_on_the_public_board(crisis: Crisis) -> None:
    note_search(body=make_body(crisis), searched_until=date(2017, 4, 18), note="The gazette", by=crisis.opened_by, at=THEN)

    assert read(crisis).rows == ()


def test_the_search_that_reaches_furthest_counts(crisis: Crisis) -> None:
    body = make_body(crisis)
    publish_answer(answer=make_response(body), by=crisis.opened_by, at=THEN)
    for day in (date(2017, 4, 18), date(2017, 4, 12)):
        note_search(body=body, searched_until=day, note="The gazette", by=crisis.opened_by, at=THEN)

    assert read(crisis).rows[0].headline.searched_until == date(2017, 4, 18)


def test_a_body_is_named_in_the_readers_language(crisis: Crisis) -> None:
    body = make_body(crisis, "Lithuania", place="LT", sv="Litauen")
    publish_answer(answer=make_response(body), by=crisis.opened_by, at=THEN)

    assert [read(crisis, language).rows[0].body.name for language in ("sv", "da")] == ["Litauen", "Lithuania"]


def test_what_is_withdrawn_leaves_both_boards(crisis: Crisis) -> None:
    deed = make_deed(make_body(crisis))
    publish_answer(answer=deed, by=crisis.opened_by, at=THEN)

    withdraw_answer(answer=deed, because="The paper took it back.", by=crisis.opened_by, at=THEN)

    assert read(crisis).rows == ()
    assert board_for(crisis.opened_by, crisis, language="en").rows[0].deeds == ()


def test_the_desk_sees_what_is_not_public_yet_and_vera_sees_nothing(crisis: Crisis) -> None:
    make_deed(make_body(crisis))

    assert read(crisis).rows == ()
    assert board_for(make_ines(), crisis, language="en").deeds == 1
    assert board_for(make_vera(), crisis, language="en").rows == ()


def test_of_a_covered_deed_the_public_reads_other_words_no_number_and_no_quotation(crisis: Crisis) -> None:
    deed = make_deed(
        make_body(crisis),
        texts={"en": "Two men arrived at Vantaa on Tuesday.", "sv": "Två män kom till Vanda i tisdags."},
        quantity=Quantity(Qualifier.EXACT, "two", 2, 2, unit="men"),
        passage=make_passage(make_document(crisis, ["Two men arrived at Vantaa."])),
        publish_as={"en": "A few people were let in."},
    )
    publish_answer(answer=deed, by=crisis.opened_by, at=THEN)

    for language in ("en", "sv"):
        entry = read(crisis, language).rows[0].deeds[0]
        assert ([text.text for text in entry.texts], entry.text.text) == (["A few people were let in."], "A few people were let in.")
        assert (entry.quantity, entry.quantity_words, entry.quote) == (None, "", None)
    assert board_for(crisis.opened_by, crisis, language="en").rows[0].deeds[0].quantity_words == "2 men"


def test_an_entry_shows_its_passage_with_the_date_of_its_document_and_how_that_is_known(crisis: Crisis) -> None:
    document = make_document(
        crisis, ["Two visas were issued."], title="Two visas", source=make_source(crisis, "The Post"), published="2017-04-19"
    )
    publish_answer(answer=make_deed(make_body(crisis), passage=make_passage(document)), by=crisis.opened_by, at=THEN)

    quote = read(crisis).rows[0].deeds[0].quote

    assert quote
    assert (quote.exact, quote.title, quote.publisher) == ("Two visas were issued.", "Two visas", "The Post")
    assert (quote.published_words, quote.basis) == ("19 April 2017", "unknown")


def test_what_one_organisation_keeps_to_itself_is_quoted_to_its_own_members_only(crisis: Crisis) -> None:
    passage = make_passage(make_document(crisis, level=Level.ORGANISATION))
    make_deed(make_body(crisis), passage=passage, reported_by=Source.objects.first() or make_source(crisis))
    partner = make_member("petra", organisation=make_organisation("The Open Harbour"))
    crisis.participations.create(organisation=partner.organisation, since=DAY)

    quotes = [board_for(member, crisis, language="en").rows[0].deeds[0].quote for member in (crisis.opened_by, partner)]

    assert [quote is not None for quote in quotes] == [True, False]


def test_a_post_names_its_holder_of_that_day(crisis: Crisis) -> None:
    body = make_body(crisis)
    post = make_post(body)
    post.holdings.create(holder="The elder", until="2017-03-31", source_note="Gazette", recorded_at=THEN, recorded_by=crisis.opened_by)
    post.holdings.create(holder="The younger", since="2017-04-01", source_note="Gazette", recorded_at=THEN, recorded_by=crisis.opened_by)
    publish_answer(answer=make_response(body, post=post, on="2017-04-18"), by=crisis.opened_by, at=THEN)

    entry = read(crisis).rows[0].responses[0]

    assert (entry.post, entry.holder) == ("Foreign minister", "The younger")


def test_the_drawing_names_every_body_and_says_where_nothing_was_found(may: Crisis) -> None:
    svg = board_drawing(read(may))

    assert all(name in svg for name in ("Lithuania", "United States", "Estonia"))
    assert svg.startswith("<svg ")


def test_the_board_takes_as_many_questions_for_many_bodies_as_for_one(may: Crisis, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        read(may)
