"""The pages and feeds of the board: each cell leads somewhere, nothing hidden shows, and every language says it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from safeconduct.advocacy.actions.note_search import note_search
from safeconduct.advocacy.actions.publish_answer import publish_answer
from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.advocacy.actions.record_ask import record_ask
from safeconduct.advocacy.actions.withdraw_answer import withdraw_answer
from safeconduct.advocacy.actions.write_demand import Addressed
from safeconduct.advocacy.models import Body, Commitment, Demand, DemandUse, Verdict, VerdictEvidence, VerdictReply
from safeconduct.advocacy.queries import governments as pages
from safeconduct.advocacy.rules import DeedType, ResponseType, Via
from safeconduct.crises.models import Crisis
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from tests.factories.advocacy import make_body, make_deed, make_demand, make_response
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_ines

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LATER = THEN.replace(month=6)
SECRET = "Nobody outside may read this sentence."


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def lithuania(crisis: Crisis) -> Body:
    return make_body(crisis, "Lithuania", place="LT")


@pytest.fixture
def demand(crisis: Crisis, lithuania: Body) -> Demand:
    found = make_demand(crisis, "Issue visas.", asked=[Addressed(lithuania)], fulfilled_when="Visas were issued.", due="2017-07")
    publish_demand(demand=found, by=crisis.opened_by, at=THEN)
    return found


def publish(answer: Any, at: Any = THEN) -> Any:
    publish_answer(answer=answer, by=answer.crisis.opened_by, at=at)
    return answer


def read(client: Client, path: str, language: str = "en") -> str:
    response = client.get(f"/{language}/north/{path}")
    assert response.status_code == 200, path
    return response.content.decode()


def feed_of(client: Client, path: str) -> Any:
    response = client.get(f"/en/north/{path}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return etree.fromstring(response.content)


def test_the_board_leads_from_each_cell_to_the_entry_it_stands_for(client: Client, lithuania: Body) -> None:
    deed, response = publish(make_deed(lithuania)), publish(make_response(lithuania))

    board, government = read(client, "governments/"), read(client, "governments/LT/")

    for reference in (deed.reference, response.reference):
        assert f'href="/en/north/governments/LT/#{reference}"' in board
        assert f'id="{reference}"' in government
    assert 'href="/en/north/governments/LT/#deed" aria-label="Lithuania: Deeds for people: 1"' in board
    assert 'id="deed"' in government


@pytest.mark.parametrize("language", [code for code, _name in PUBLIC_LANGUAGES])
def test_every_page_opens_in_every_language(client: Client, lithuania: Body, demand: Demand, language: str) -> None:
    deed = publish(make_deed(lithuania, demand=demand))
    paths = ("governments/", "governments/on/2017-05-20/", "governments/LT/", f"governments/LT/{deed.reference}/", "demands/")

    for path in (*paths, f"demands/{demand.reference}/", "governments/feed.atom"):
        assert client.get(f"/{language}/north/{path}")["Content-Language"] == language


@pytest.mark.parametrize(
    "path",
    [
        "governments/NO/",
        "governments/NO/feed.atom",
        "governments/LT/RE-AAAAAA/",
        "governments/LT/words/2/",
        "governments/page/2/",
        "governments/page/0/",
        "governments/on/2017-5-2/",
        "governments/on/20170520/",
        "governments/on/2999-01-01/",
        "governments/on/1066-10-14/",
        "demands/DE-AAAAAA/",
        "demands/DE-AAAAAA/feed.atom",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, lithuania: Body, path: str) -> None:
    publish(make_deed(lithuania))
    make_response(make_body(lithuania.crisis, "Norway", place="NO"))

    assert client.get(f"/en/north/{path}").status_code == 404


def test_nothing_unpublished_shows_on_any_page(client: Client, lithuania: Body, demand: Demand) -> None:
    publish(make_deed(lithuania, demand=demand))
    make_response(lithuania, SECRET, demand=demand)
    gone = publish(make_response(lithuania, SECRET))
    withdraw_answer(answer=gone, because="Wrong", by=gone.crisis.opened_by, at=LATER)
    hidden = make_demand(lithuania.crisis, SECRET, asked=[Addressed(lithuania)])
    DemandUse.objects.create(demand=demand, used_by="PB-AAAAAA", kind="letter", title=SECRET, fingerprint="", seen_at=THEN)

    seen = [
        read(client, path)
        for path in ("governments/", "governments/LT/", "demands/", f"demands/{demand.reference}/", "governments/feed.atom")
    ]

    assert not any(SECRET in page or hidden.reference in page or gone.reference in page for page in seen)
    assert client.get(f"/en/north/governments/LT/{gone.reference}/").status_code == 404


def test_the_board_of_a_day_says_so_and_holds_what_had_happened_by_then(client: Client, lithuania: Body) -> None:
    before, after = publish(make_deed(lithuania, on="2017-05-17")), publish(make_deed(lithuania, on="2017-05-21"))

    page = read(client, "governments/on/2017-05-20/")

    assert "This is the board as it stood on 20 May 2017." in page
    assert before.reference in page
    assert after.reference not in page
    assert 'href="/en/north/governments/on/2017-05-31/"' in read(client, "governments/")


def test_the_page_of_a_government_shows_who_asked_it_and_since_when_there_is_silence(
    client: Client, lithuania: Body, demand: Demand
) -> None:
    asked: dict[str, Any] = {
        "demand": demand,
        "body": lithuania,
        "via": Via.LETTER,
        "sent_on": date(2017, 4, 1),
        "reply_due": date(2017, 5, 2),
    }
    record_ask(**asked, holder="A Minister", is_public=True, by=demand.created_by, at=LATER)
    record_ask(**{**asked, "sent_on": date(2017, 4, 5)}, holder=SECRET, by=demand.created_by, at=LATER)

    page = read(client, "governments/LT/")

    assert all(words in page for words in ("By letter", "A Minister", "3 May 2017", "Issue visas."))
    assert SECRET not in page


def test_a_verdict_of_two_people_stands_in_three_parts_beside_the_reply(client: Client, lithuania: Body, demand: Demand) -> None:
    response = publish(make_response(lithuania, type=ResponseType.PROMISE, demand=demand))
    note_search(body=lithuania, searched_until=date(2017, 5, 20), note="The gazette", by=demand.created_by, at=LATER)
    ines, jonas = make_ines(), demand.created_by
    given: dict[str, Any] = {
        "demand": demand,
        "body": lithuania,
        "stated": "promises",
        "shown": "none-found",
        "timing": "running",
        "rubric": "1",
    }
    alone = Verdict.objects.create(**given, as_of=date(2017, 5, 18), language="en", reasons=SECRET, proposed_at=THEN, proposed_by=ines)
    stands = Verdict.objects.create(
        **given, as_of=date(2017, 5, 20), language="en", reasons="A promise, no visa.", proposed_at=THEN, proposed_by=ines,
        confirmed_at=THEN, confirmed_by=jonas,
    )  # fmt: skip
    VerdictEvidence.objects.create(verdict=stands, response=response)
    VerdictReply.objects.create(
        verdict=stands, language="en", text="We disagree.", on=date(2017, 5, 25), citation="A letter", recorded_at=LATER, recorded_by=ines
    )

    page = read(client, "governments/LT/")

    assert all(
        words in page
        for words in ("They say", "Promises", "No deed found", "A promise, no visa.", "We disagree.", f'id="{stands.reference}"')
    )
    assert f'href="#{response.reference}"' in page
    assert SECRET not in page
    assert alone.reference not in page
    assert not any(name in page for name in (ines.name, jonas.name))
    entries = feed_of(client, "governments/LT/feed.atom").findall(f"{ATOM}entry")
    assert any(entry.findtext(f"{ATOM}id").endswith(stands.reference) for entry in entries)


def test_a_promise_stands_as_it_was_said_and_as_it_was_dated(client: Client, lithuania: Body) -> None:
    response = publish(make_response(lithuania, type=ResponseType.PROMISE))
    hidden = make_response(lithuania, type=ResponseType.PROMISE)
    for words, of in (("Visas for those in danger.", response), (SECRET, hidden)):
        Commitment.objects.create(
            response=of,
            language="en",
            text=words,
            due_verbatim="by the summer",
            due="2017-06",
            recorded_at=THEN,
            recorded_by=of.recorded_by,
        )

    page = read(client, "governments/LT/")

    assert all(words in page for words in ("Visas for those in danger.", "by the summer", "June 2017", "No deed towards it is recorded"))
    assert SECRET not in page


def test_the_page_of_a_demand_shows_its_test_its_date_and_what_carries_it(client: Client, lithuania: Body, demand: Demand) -> None:
    denmark = make_body(lithuania.crisis, "Denmark", place="DK")
    publish(make_response(denmark, demand=demand))
    deed = publish(make_deed(lithuania, demand=demand))
    DemandUse.objects.create(
        demand=demand, used_by="PB-AAAAAA", kind="letter", title="A letter to two ministers", is_public=True, fingerprint="", seen_at=THEN
    )

    page = read(client, f"demands/{demand.reference}/")

    assert all(words in page for words in ("Visas were issued.", "July 2017", "A letter to two ministers"))
    assert page.index(f"governments/LT/#{deed.reference}") < page.index(">Denmark<")
    assert "Deeds for people: 1" in page


def test_many_words_are_cut_into_pages_by_address(client: Client, lithuania: Body, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "WORDS_PER_PAGE", 2)
    said = [publish(make_response(lithuania, on=f"2017-05-0{day}")) for day in (1, 2, 3)]
    denied = publish(make_response(lithuania, type=ResponseType.DENIAL))

    first, second = read(client, "governments/LT/"), read(client, "governments/LT/words/2/")

    assert [f'id="{one.reference}"' in first for one in (*said, denied)] == [True, True, False, False]
    assert [f'id="{one.reference}"' in second for one in (*said, denied)] == [False, False, True, True]
    assert f'href="/en/north/governments/LT/words/2/#{denied.reference}"' in first  # where the column of denials leads


def test_an_answer_has_an_address_of_its_own_that_shows_its_source(client: Client, lithuania: Body) -> None:
    deed = publish(make_deed(lithuania, "It issued two visas."))

    page = read(client, f"governments/LT/{deed.reference}/")

    assert "It issued two visas." in page
    assert "The Northern Courier" in page


def test_the_feed_tells_what_became_public_with_ids_that_stay(client: Client, lithuania: Body, demand: Demand) -> None:
    deed = publish(make_deed(lithuania), at=LATER)

    root = feed_of(client, "governments/feed.atom")

    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Lithuania: Issued visas", "Demand: Issue visas."]
    assert entries[0].findtext(f"{ATOM}id").endswith(f":north/en/{deed.reference}")
    assert entries[0].findtext(f"{ATOM}id").startswith("tag:")
    assert entries[0].findtext(f"{ATOM}updated") == f"{LATER:%Y-%m-%dT%H:%M:%SZ}"
    assert entries[0].find(f"{ATOM}link").get("href").endswith(f"/en/north/governments/LT/{deed.reference}/")
    assert root.findtext(f"{ATOM}updated") == f"{LATER:%Y-%m-%dT%H:%M:%SZ}"


def test_a_feed_of_one_government_or_one_demand_tells_of_that_alone(client: Client, lithuania: Body, demand: Demand) -> None:
    publish(make_deed(lithuania, demand=demand))
    publish(make_response(make_body(lithuania.crisis, "Denmark", place="DK")))

    government, one = feed_of(client, "governments/LT/feed.atom"), feed_of(client, f"demands/{demand.reference}/feed.atom")

    titles = [[entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")] for root in (government, one)]
    assert titles == [["Lithuania: Issued visas"], ["Lithuania: Issued visas", "Demand: Issue visas."]]


def test_a_deed_from_helping_people_is_late_grouped_rounded_and_in_no_feed(client: Client, lithuania: Body) -> None:
    deed = make_deed(lithuania, SECRET, on="2017-02-11", type=DeedType.VISA_ISSUED)
    type(deed).objects.filter(pk=deed.pk).update(
        is_from_casework=True, publish_after=date(2018, 1, 1), published_at=THEN, published_by=make_ines()
    )
    publish(make_response(lithuania))

    then, now, feed = read(client, "governments/on/2017-06-01/"), read(client, "governments/LT/"), read(client, "governments/feed.atom")

    assert "Issued visas" not in then
    assert "fewer than 5" in now
    assert not any(word in page for page in (then, now, feed) for word in (SECRET, deed.reference, "11 February"))
    assert "Issued visas" not in feed
