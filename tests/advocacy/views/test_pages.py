"""The pages of the advocacy desk over HTTP: who may enter, what is kept, what is told."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from safeconduct.advocacy.models import Body, Deed, Demand, Holding, Response, SearchNote
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from tests.factories.advocacy import make_body, make_deed, make_demand, make_post, make_response
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_document, make_passage
from tests.factories.people import make_ines, make_member, make_tomas, make_vera

pytestmark = pytest.mark.django_db


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def body(crisis: Crisis) -> Body:
    return make_body(crisis, "Denmark", place="DK")


@pytest.fixture
def ines(client: Client) -> Client:
    client.force_login(make_ines())
    return client


def address(name: str, crisis: Crisis, *args: str) -> str:
    return reverse(f"advocacy:{name}", args=[crisis.slug, *args])


def pages_of(crisis: Crisis, body: Body) -> dict[str, str]:
    """Give the addresses that everybody at this desk may read, by name."""
    return {
        "demands": address("demands", crisis),
        "demand": address("demand", crisis, make_demand(crisis).reference),
        "board": address("board", crisis),
        "body": address("body", crisis, body.reference),
        "response": address("answer", crisis, make_response(body).reference),
        "deed": address("answer", crisis, make_deed(body).reference),
    }


def acts_of(crisis: Crisis, body: Body) -> dict[str, str]:
    """Give the addresses behind which something is written, by name."""
    demand, deed, post = make_demand(crisis).reference, make_deed(body).reference, make_post(body).reference
    return {
        "new-demand": address("new-demand", crisis),
        **{f"{verb}-demand": address(f"{verb}-demand", crisis, demand) for verb in ("translate", "publish", "unpublish", "withdraw")},
        **{f"{verb}-answer": address(f"{verb}-answer", crisis, deed) for verb in ("translate", "publish", "unpublish", "withdraw")},
        "new-body": address("new-body", crisis),
        **{name: address(name, crisis, body.reference) for name in ("spell-body", "name-post", "note-search", "new-response", "new-deed")},
        "record-holding": address("record-holding", crisis, body.reference, post),
    }


def make_rosa() -> Member:
    """Rosa only reads."""
    return make_member("rosa", roles=[Role.READER])


@pytest.mark.parametrize("make, may_write", [(make_ines, True), (make_tomas, True), (make_rosa, False)])
def test_who_reads_and_who_writes(make, may_write: bool, client: Client, crisis: Crisis, body: Body) -> None:
    pages, acts = pages_of(crisis, body), acts_of(crisis, body)
    client.force_login(make())

    read = {name: client.get(page).status_code for name, page in pages.items()}
    written = {name: client.post(page).status_code for name, page in acts.items()}

    assert set(read.values()) == {200}
    assert all((status != 403) is may_write for status in written.values()), written


def test_jonas_who_coordinates_reads_and_does_not_write(client: Client, crisis: Crisis, body: Body) -> None:
    pages, acts = pages_of(crisis, body), acts_of(crisis, body)
    client.force_login(crisis.opened_by)

    assert {client.get(page).status_code for page in pages.values()} == {200}
    assert {client.post(page).status_code for page in acts.values()} == {403}


def test_vera_is_told_of_every_page_that_it_is_not_there(client: Client, crisis: Crisis, body: Body) -> None:
    pages, acts = pages_of(crisis, body), acts_of(crisis, body)
    client.force_login(make_vera())

    assert {client.get(page).status_code for page in pages.values()} == {404}
    assert {client.post(page).status_code for page in acts.values()} == {404}
    assert not Demand.objects.filter(published_at__isnull=False).exists()


def test_nobody_is_asked_to_sign_in(client: Client, crisis: Crisis, body: Body) -> None:
    for page in (*pages_of(crisis, body).values(), *acts_of(crisis, body).values()):
        assert client.get(page).headers["Location"].startswith("/desk/sign-in/")


def test_opening_an_address_that_writes_changes_nothing(ines: Client, crisis: Crisis, body: Body) -> None:
    demand = make_demand(crisis)

    assert ines.get(address("publish-demand", crisis, demand.reference)).status_code == 405

    demand.refresh_from_db()
    assert not demand.is_public


def test_ines_writes_a_demand_to_somebody_who_is_not_in_the_list(ines: Client, crisis: Crisis, body: Body) -> None:
    given = {"text": "Open the border.", "language": "en", "asked_name": "Norway", "asked_place": "no", "relayed": body.reference}

    answer = ines.post(address("new-demand", crisis), given)

    demand = Demand.objects.get()
    assert answer.headers["Location"] == address("demand", crisis, demand.reference)
    assert [(row.body.place, row.is_relayed) for row in demand.addressees.order_by("is_relayed")] == [("NO", False), ("DK", True)]


def test_a_demand_put_to_nobody_comes_back_with_what_was_typed(ines: Client, crisis: Crisis) -> None:
    answer = ines.post(address("new-demand", crisis), {"text": "Open the border.", "language": "en"})

    assert answer.status_code == 422
    assert "Open the border." in answer.text
    assert "Say who is asked" in answer.text


def test_a_demand_is_put_to_a_post_and_carried_by_a_passage(ines: Client, crisis: Crisis, body: Body) -> None:
    post, passage = make_post(body), make_passage(make_document(crisis, ["Open the border."]))

    ines.post(
        address("new-demand", crisis),
        {"text": "Open it.", "language": "en", "asked": post.reference, "passage": passage.reference},
    )

    demand = Demand.objects.get()
    assert (demand.addressees.get().post, demand.passages.get().passage) == (post, passage)


def test_a_passage_that_is_not_there_is_said_and_nothing_is_written(ines: Client, crisis: Crisis, body: Body) -> None:
    given = {"text": "Open it.", "language": "en", "asked": body.reference, "passage": "PA-000000"}

    answer = ines.post(address("new-demand", crisis), given)

    assert "No passage that you may read" in answer.text
    assert not Demand.objects.exists()


def test_a_demand_is_translated_published_and_withdrawn(ines: Client, crisis: Crisis) -> None:
    demand = make_demand(crisis)

    ines.post(address("translate-demand", crisis, demand.reference), {"language": "sv", "text": "Släpp in dem."})
    ines.post(address("publish-demand", crisis, demand.reference))
    page = ines.get(address("demand", crisis, demand.reference)).text

    assert "Släpp in dem." in page
    assert "Take it off the public page" in page
    ines.post(address("withdraw-demand", crisis, demand.reference), {"because": "It was met."})
    assert "It was met." in ines.get(address("demand", crisis, demand.reference)).text


def test_an_empty_translation_comes_back(ines: Client, crisis: Crisis) -> None:
    demand = make_demand(crisis)

    assert ines.post(address("translate-demand", crisis, demand.reference), {"language": "sv", "text": ""}).status_code == 422


DEED: dict[str, Any] = {
    "type": "visa-issued",
    "text": "It issued two visas.",
    "language": "en",
    "on": "2017-05-17",
    "reporter_name": "The Post",
    "grade": "stated",
    "qualifier": "exact",
    "number": "2",
    "unit": "visas",
}


def test_ines_records_a_deed_by_hand(ines: Client, crisis: Crisis, body: Body) -> None:
    answer = ines.post(address("new-deed", crisis, body.reference), DEED)

    deed = Deed.objects.get()
    assert answer.headers["Location"] == address("answer", crisis, deed.reference)
    assert deed.reported_by
    assert (deed.low, deed.high, deed.unit, deed.reported_by.name) == (2, 2, "visas", "The Post")
    assert "Issued visas: 2" in ines.get(address("board", crisis)).text


@pytest.mark.parametrize(
    "typed, expected",
    [
        (("about", "40", ""), (40, 40, False, False)),
        (("more-than", "100", ""), (100, None, True, False)),
        (("less-than", "5", ""), (None, 5, False, True)),
        (("between", "3", "7"), (3, 7, False, False)),
        (("indefinite", "", ""), (None, None, False, False)),
    ],
)
def test_a_number_gets_no_margin_that_was_not_stated(typed, expected, ines: Client, crisis: Crisis, body: Body) -> None:
    number = dict(zip(("qualifier", "number", "other"), typed, strict=True))

    ines.post(address("new-deed", crisis, body.reference), {**DEED, **number})

    deed = Deed.objects.get()
    assert (deed.low, deed.high, deed.low_exclusive, deed.high_exclusive) == expected


@pytest.mark.parametrize(
    "changed, told",
    [
        ({"qualifier": ""}, "Say how the number is meant"),
        ({"number": ""}, "Write the number"),
        ({"qualifier": "between", "other": "1"}, "the larger of the two"),
        ({"on": "someday"}, "cannot be read as a date"),
        ({"reporter_name": ""}, "Nothing stands behind this entry"),
        ({"type": "promise"}, "Select a valid choice"),
        ({"reporter_name": "", "passage": "PA-000000"}, "No passage that you may read"),
    ],
)
def test_a_deed_that_cannot_be_comes_back_with_what_was_typed(
    changed: dict[str, str], told: str, ines: Client, crisis: Crisis, body: Body
) -> None:
    answer = ines.post(address("new-deed", crisis, body.reference), {**DEED, **changed})

    assert answer.status_code == 422
    assert told in answer.text
    assert "It issued two visas." in answer.text
    assert not Deed.objects.exists()


def test_ines_records_words_on_a_condition_in_answer_to_a_demand(ines: Client, crisis: Crisis, body: Body) -> None:
    demand = make_demand(crisis)
    given = {
        "type": "promise",
        "text": "It would act if others did.",
        "language": "en",
        "reporter_name": "The Post",
        "grade": "official",
        "is_conditional": "on",
        "demand": demand.reference,
    }

    ines.post(address("new-response", crisis, body.reference), given)

    response = Response.objects.get()
    assert (response.demand, response.is_conditional, response.on) == (demand, True, "")
    assert "on a condition" in ines.get(address("answer", crisis, response.reference)).text


def test_the_sentence_that_stands_as_words_is_refused_as_a_deed(ines: Client, crisis: Crisis, body: Body) -> None:
    passage = make_passage(make_document(crisis, ["We are deeply concerned."]))
    make_response(body, passage=passage)

    answer = ines.post(address("new-deed", crisis, body.reference), {**DEED, "passage": passage.reference})

    assert answer.status_code == 422
    assert "a sentence does not become a deed" in answer.text


def test_an_answer_is_published_covered_taken_back_and_withdrawn(ines: Client, crisis: Crisis, body: Body) -> None:
    deed = make_deed(body)
    given = {"language": "en", "text": "Two men came.", "publish_as": "A few people came."}

    ines.post(address("translate-answer", crisis, deed.reference), given)
    ines.post(address("publish-answer", crisis, deed.reference))
    assert "A few people came." in ines.get(address("answer", crisis, deed.reference)).text
    ines.post(address("unpublish-answer", crisis, deed.reference))
    assert ines.post(address("withdraw-answer", crisis, deed.reference), {"because": ""}).status_code == 422
    ines.post(address("withdraw-answer", crisis, deed.reference), {"because": "Not so."})

    deed.refresh_from_db()
    assert (deed.published_at, deed.withdrawn_because) == (None, "Not so.")


def test_ines_names_a_body_and_sees_it_refused_a_second_time(ines: Client, crisis: Crisis) -> None:
    given = {"name": "Estonia", "language": "en", "kind": "government", "place": "ee"}

    ines.post(address("new-body", crisis), given)
    again = ines.post(address("new-body", crisis), given)

    assert Body.objects.get().code == "EE"
    assert "already has this name" in again.text


def test_a_place_is_a_code(ines: Client, crisis: Crisis) -> None:
    answer = ines.post(address("new-body", crisis), {"name": "Estonia", "language": "en", "kind": "government", "place": "Estonia"})

    assert "Write two letters for a country" in answer.text


def test_a_body_gets_names_posts_holders_and_searches(ines: Client, crisis: Crisis, body: Body) -> None:
    ines.post(address("spell-body", crisis, body.reference), {"name": "Danmark", "language": "da"})
    ines.post(address("name-post", crisis, body.reference), {"title": "Foreign minister", "language": "en"})
    post = body.posts.get()
    ines.post(
        address("record-holding", crisis, body.reference, post.reference),
        {"holder": "The younger", "since": "2017", "source_note": "The gazette"},
    )
    ines.post(address("note-search", crisis, body.reference), {"searched_until": "2017-05-18", "note": "The gazette, “visa”"})

    page = ines.get(address("body", crisis, body.reference)).text

    assert all(words in page for words in ("Danmark", "Foreign minister", "The younger", "18 May 2017"))
    assert (Holding.objects.count(), SearchNote.objects.get().searched_until) == (1, date(2017, 5, 18))


@pytest.mark.parametrize(
    "refused, told",
    [
        (("spell-body", {"name": "", "language": "da"}), "This field is required"),
        (("name-post", {"title": "", "language": "en"}), "This field is required"),
        (("note-search", {"searched_until": "2999-01-01", "note": "Everywhere"}), "a day that has not come"),
    ],
)
def test_what_a_body_does_not_take_is_said(refused, told: str, ines: Client, crisis: Crisis, body: Body) -> None:
    name, given = refused

    answer = ines.post(address(name, crisis, body.reference), given)

    assert answer.status_code == 422
    assert told in answer.text


def test_a_post_is_not_named_twice(ines: Client, crisis: Crisis, body: Body) -> None:
    make_post(body)

    answer = ines.post(address("name-post", crisis, body.reference), {"title": "Foreign minister", "language": "en"})

    assert "already has a post of this title" in answer.text


def test_a_holder_without_a_source_comes_back(ines: Client, crisis: Crisis, body: Body) -> None:
    post = make_post(body)
    given = {"holder": "The younger", "since": "2018", "until": "2017", "source_note": "The gazette"}

    answer = ines.post(address("record-holding", crisis, body.reference, post.reference), given)

    assert "ends before it begins" in answer.text
    assert "The younger" in answer.text


def test_a_post_of_another_body_is_not_found_on_this_one(ines: Client, crisis: Crisis, body: Body) -> None:
    elsewhere = make_post(make_body(crisis, "Norway", place="NO"))
    given = {"holder": "The younger", "source_note": "The gazette"}

    assert ines.post(address("record-holding", crisis, body.reference, elsewhere.reference), given).status_code == 404
    assert not Holding.objects.exists()


def test_a_text_in_another_language_says_so_to_the_page(ines: Client, crisis: Crisis, body: Body) -> None:
    passage = make_passage(make_document(crisis, ["دعوهم يدخلون"], language="ar"))
    deed = make_deed(body, passage=passage)

    assert 'lang="ar" dir="rtl"' in ines.get(address("answer", crisis, deed.reference)).text


def test_an_empty_register_says_where_to_begin(ines: Client, crisis: Crisis) -> None:
    assert "No demands yet" in ines.get(address("demands", crisis)).text
    assert "Nobody has answered yet" in ines.get(address("board", crisis)).text
