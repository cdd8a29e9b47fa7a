"""The public board at its full width: deeds first, every cell known, and how it stood on a day of the past."""

from datetime import date
from typing import Any

import pytest

from safeconduct.advocacy.actions.note_search import note_search
from safeconduct.advocacy.actions.publish_answer import publish_answer
from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.advocacy.actions.record_ask import record_ask
from safeconduct.advocacy.actions.write_demand import Addressed
from safeconduct.advocacy.models import Body, Demand
from safeconduct.advocacy.queries import grid as grids
from safeconduct.advocacy.queries.drawing import demands_drawing, kinds_drawing, map_drawings, map_places, off_the_map, silence_words
from safeconduct.advocacy.queries.grid import Grid, Line, public_grid
from safeconduct.advocacy.rules import BodyKind, DeedType, ResponseType, Via
from safeconduct.crises.models import Crisis
from tests.factories.advocacy import make_body, make_deed, make_demand, make_response
from tests.factories.crises import make_crisis
from tests.factories.people import THEN

pytestmark = pytest.mark.django_db
DAY = date(2017, 6, 3)
LATER = THEN.replace(month=6)
GOVERNMENT, PARLIAMENT, INSTITUTION = BodyKind.GOVERNMENT, BodyKind.PARLIAMENT, BodyKind.INSTITUTION
# Section 8.4 of the study: who, where, what, when.
FINDINGS: list[tuple[str, str, BodyKind, DeedType | ResponseType, str]] = [
    ("Lithuania", "LT", GOVERNMENT, DeedType.VISA_ISSUED, "../2017-05-17"),
    ("Lithuania", "LT", GOVERNMENT, ResponseType.EXPECTATION, "2017-05-19"),
    ("France", "FR", GOVERNMENT, DeedType.PROTECTION, "../2017-05"),
    ("Canada", "CA", GOVERNMENT, ResponseType.TALKS, "../2017-05-19"),
    ("United States", "US", GOVERNMENT, DeedType.VISA_REFUSED, "../2017-05-17"),
    ("European Parliament", "EU", INSTITUTION, ResponseType.RESOLUTION, "2017-05-18"),
    ("Parliament of Portugal", "PT", PARLIAMENT, ResponseType.RESOLUTION, "2017-05-19"),
    ("Portugal", "PT", GOVERNMENT, ResponseType.WILL_RAISE, "2017-05-19"),
    ("Latvia", "LV", GOVERNMENT, ResponseType.RAISED_IN_FORUM, "2017-05-15"),
    ("Belgium", "BE", GOVERNMENT, ResponseType.RAISED_IN_FORUM, "2017-05-15"),
    ("Germany", "DE", GOVERNMENT, ResponseType.RAISED_BILATERALLY, "2017-05-02"),
    ("Denmark", "DK", GOVERNMENT, ResponseType.RAISED_BILATERALLY, "2017-05-11"),
    ("Denmark", "DK", GOVERNMENT, ResponseType.CONCERN, "2017-05-19"),
    ("Belgium", "BE", GOVERNMENT, ResponseType.ACKNOWLEDGEMENT, "2017-05-19"),
    ("A party network", "SE", BodyKind.PARTY, ResponseType.ACKNOWLEDGEMENT, "2017-05-19"),
    ("Chechen authorities", "RU-CE", BodyKind.AUTHORITY, ResponseType.DENIAL, "2017-04-01"),
]


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def may(crisis: Crisis) -> Crisis:
    """Give the crisis with the sixteen findings of May 2017, all published, and one search for deeds of Denmark."""
    bodies: dict[str, Body] = {}
    for name, place, kind, what, on in FINDINGS:
        body = bodies.get(name) or bodies.setdefault(name, make_body(crisis, name, place=place, kind=kind))
        make = make_deed if isinstance(what, DeedType) else make_response
        publish_answer(answer=make(body, f"{name}: {what}", type=what, on=on), by=crisis.opened_by, at=THEN)
    note_search(body=bodies["Denmark"], searched_until=date(2017, 5, 18), note="Cited reports", by=crisis.opened_by, at=LATER)
    return crisis


def read(crisis: Crisis, on: date = DAY, **fields: Any) -> Grid:
    return public_grid(crisis, language="en", on=on, **fields)


def line_of(grid: Grid, name: str) -> Line:
    return next(line for line in grid.lines if line.body.name == name)


def make_public_demand(crisis: Crisis, body: Body, **fields: Any) -> Demand:
    demand = make_demand(crisis, asked=[Addressed(body)], **fields)
    publish_demand(demand=demand, by=crisis.opened_by, at=THEN)
    return demand


def to(code: str, anchor: str) -> str:
    return f"/{code}/#{anchor}"


def test_the_sixteen_findings_of_may_2017_stand_as_the_study_says(may: Crisis) -> None:
    grid = read(may)

    denmark = line_of(grid, "Denmark")
    assert len(FINDINGS) == 16
    assert [line.body.name for line in grid.lines[:3]] == ["Lithuania", "France", "United States"]
    assert line_of(grid, "United States").kind == "harm"
    assert denmark.kind == "word"
    assert silence_words(denmark.headline, denmark.searched_words) == "Words; no public evidence of a deed found by 18 May 2017"
    assert grid.counts == {"deed": 2, "harm": 1, "word": 13}


def test_each_line_shows_its_first_deeds_and_its_heaviest_word(may: Crisis) -> None:
    shown = {one.line.body.name: one for one in read(may).shown}

    lithuania = shown["Lithuania"]
    assert ([entry.type for entry in lithuania.deeds], lithuania.more_deeds) == (["visa-issued"], 0)
    assert [entry.type for entry in shown["United States"].negative_deeds] == ["visa-refused"]
    assert shown["Belgium"].heaviest
    assert (shown["Belgium"].heaviest.type, shown["Belgium"].more_words) == ("raised-in-forum", 1)


def test_of_many_deeds_the_first_are_shown_and_harm_is_never_among_those_left_out(crisis: Crisis) -> None:
    body = make_body(crisis, "Lithuania", place="LT")
    for day in range(1, 6):
        publish_answer(answer=make_deed(body, on=f"2017-05-0{day}"), by=crisis.opened_by, at=THEN)
    publish_answer(answer=make_deed(body, type=DeedType.RETURNED, on="2017-05-30"), by=crisis.opened_by, at=THEN)

    (one,) = read(crisis).shown

    assert [entry.on for entry in one.deeds] == ["2017-05-01", "2017-05-02"]
    assert ([entry.on for entry in one.negative_deeds], one.more_deeds) == (["2017-05-30"], 3)
    assert one.line.kind == "both"


def test_what_is_not_published_is_nowhere_on_it(crisis: Crisis) -> None:
    make_response(make_body(crisis, "Norway", place="NO"))
    make_demand(crisis, asked=[Addressed(make_body(crisis, "Poland", place="PL"))])

    assert read(crisis).lines == ()


def test_a_cell_says_the_weightiest_thing_that_is_known(crisis: Crisis) -> None:
    bodies = {
        name: make_body(crisis, name, place=place) for name, place in (("Acted", "LT"), ("Spoke", "DK"), ("Silent", "NO"), ("Asked", "PL"))
    }
    demand = make_demand(crisis, asked=[Addressed(body) for body in bodies.values()])
    publish_demand(demand=demand, by=crisis.opened_by, at=THEN)
    for answer in (
        make_deed(bodies["Acted"], demand=demand),
        make_response(bodies["Acted"], demand=demand),
        make_response(bodies["Spoke"], demand=demand),
    ):
        publish_answer(answer=answer, by=crisis.opened_by, at=THEN)
    record_ask(
        demand=demand, body=bodies["Silent"], post=None, via=Via.LETTER, sent_on=date(2017, 4, 20), reply_due=date(2017, 5, 20),
        is_public=True, by=crisis.opened_by, at=LATER,
    )  # fmt: skip

    cells = {line.body.name: line.cells[demand.reference].kind for line in read(crisis).lines}

    assert cells == {"Acted": "deed", "Spoke": "word", "Silent": "silent", "Asked": "asked"}
    assert line_of(read(crisis), "Silent").silent_since_words == "21 May 2017"
    assert {line.cells[demand.reference].kind for line in read(crisis, on=date(2017, 5, 20)).lines} == {"deed", "word", "asked"}


def test_on_a_day_of_the_past_only_what_had_surely_happened_counts(may: Crisis) -> None:
    grid = read(may, date(2017, 5, 17), is_past=True)

    assert [line.body.name for line in grid.lines[:2]] == ["Lithuania", "United States"]
    assert "France" not in {line.body.name for line in grid.lines}  # some time until the end of May: nobody can tell
    assert {line.body.name: line.words for line in grid.lines if line.words} == {
        "Belgium": 1, "Chechen authorities": 1, "Denmark": 1, "Germany": 1, "Latvia": 1,
    }  # fmt: skip
    assert line_of(grid, "Denmark").searched_words == "17 May 2017"
    assert grid.left_out == 2


def test_a_deed_whose_date_leaves_it_open_is_shown_as_such_and_counts_for_nothing(may: Crisis) -> None:
    france = may.bodies.get(code="FR")
    publish_answer(answer=make_response(france, on="2017-05-05"), by=may.opened_by, at=THEN)

    one = next(one for one in read(may, date(2017, 5, 20), is_past=True).shown if one.line.body.code == "FR")

    assert (one.line.kind, one.deeds) == ("word", ())
    assert [(entry.type, entry.is_perhaps) for entry in one.perhaps] == [("protection", True)]


def test_before_anything_happened_the_board_is_empty(may: Crisis) -> None:
    assert read(may, date(2017, 1, 1), is_past=True).lines == ()


def test_a_demand_stands_on_the_board_of_a_day_once_it_was_made(crisis: Crisis) -> None:
    made = make_public_demand(crisis, make_body(crisis, "Lithuania", place="LT"), on="2017-05-10")

    before, after = (read(crisis, date(2017, 5, day), is_past=True) for day in (9, 10))

    assert before.columns == ()
    assert [column.reference for column in after.columns] == [made.reference]


def test_the_months_lead_back_in_time(may: Crisis) -> None:
    assert read(may).months == (date(2017, 5, 1), date(2017, 4, 1))


def test_a_long_board_is_cut_into_pages_of_whole_lines(may: Crisis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "PER_PAGE", 5)

    first, last = read(may), read(may, page=3)

    assert (first.pages, len(first.shown), len(last.shown)) == (3, 5, 3)
    assert [one.line.body.code for one in first.shown] == [line.body.code for line in first.lines[:5]]
    assert len(last.lines) == len(first.lines) == 13


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_board(may: Crisis, django_assert_max_num_queries: Any) -> None:
    for number in range(20):
        body = make_body(may, f"Land {number}", place=f"A{number:02}")
        publish_answer(answer=make_deed(body), by=may.opened_by, at=THEN)

    with django_assert_max_num_queries(30):
        assert len(read(may).lines) == 33


def test_every_sign_of_the_drawings_leads_to_its_evidence(may: Crisis) -> None:
    demand = make_public_demand(may, may.bodies.get(code="LT"))
    grid = read(may)

    kinds = kinds_drawing(grid, direction="ltr", address=to)
    asked = demands_drawing(grid, direction="ltr", address=to, demand_address=lambda reference: f"/demands/{reference}/")

    assert '<a href="/LT/#deed" aria-label="Lithuania: Deeds for people: 1">' in kinds
    assert '<a href="/US/#harm" aria-label="United States: Deeds against people: 1">' in kinds
    assert '<a href="/BE/#raised"' in kinds
    assert f'<a href="/LT/#{demand.reference}" aria-label="Lithuania, 1: Asked">' in asked
    assert f'<a href="/demands/{demand.reference}/">' in asked


def test_the_map_shows_governments_where_they_are_and_names_the_others(may: Crisis) -> None:
    grid = read(may)

    places = {place.code: place for place in map_places(grid.lines, address=to)}
    drawn = dict(map_drawings(grid.lines, address=to))

    assert (places["LT"].kind, places["US"].kind, places["DK"].kind) == ("deed", "harm", "word")
    assert places["PT"].said == "Portugal: Words only"  # the government, though its parliament stands higher on the board
    assert [line.body.name for line in off_the_map(grid.lines)] == ["European Parliament", "Chechen authorities"]
    assert list(drawn) == ["europe", "world"]
    assert 'aria-label="Lithuania: Deeds for people"' in drawn["europe"]
    assert 'aria-label="United States: Deeds against people"' in drawn["world"]
