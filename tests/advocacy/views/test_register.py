"""Asks, silence, verdicts and commitments over HTTP; and the ninth journey, from a letter to the overdue list in the morning."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from safeconduct.advocacy.actions.confirm_verdict import confirm_verdict
from safeconduct.advocacy.models import Ask, Body, Commitment, Deed, Demand, Response, Verdict
from safeconduct.advocacy.rules import ResponseType, Timing
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from tests.factories.advocacy import make_ask, make_body, make_deed, make_demand, make_post, make_response, make_verdict
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_ines, make_member, make_tomas, make_vera

pytestmark = pytest.mark.django_db


@pytest.fixture
def crisis() -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def norway(crisis: Crisis) -> Body:
    return make_body(crisis, "Norway", place="NO")


@pytest.fixture
def ines(client: Client) -> Client:
    client.force_login(make_ines())
    return client


def address(name: str, crisis: Crisis, *args: str) -> str:
    return reverse(f"advocacy:{name}", args=[crisis.slug, *args])


def pages_of(crisis: Crisis, body: Body) -> list[str]:
    verdict = make_verdict(make_demand(crisis), body)
    return [address("overdue", crisis), address("verdicts", crisis), address("verdict", crisis, verdict.reference)]


def acts_of(crisis: Crisis, body: Body) -> list[str]:
    demand, response = make_demand(crisis), make_response(body, type=ResponseType.PROMISE)
    verdict = make_verdict(demand, body)
    return [
        address("new-ask", crisis, demand.reference),
        address("withdraw-ask", crisis, make_ask(demand, body).reference),
        address("new-verdict", crisis, demand.reference, body.reference),
        *(address(name, crisis, verdict.reference) for name in ("confirm-verdict", "reply-to-verdict", "set-verdict-aside")),
        address("record-commitment", crisis, response.reference),
    ]


def make_rosa() -> Member:
    """Rosa only reads."""
    return make_member("rosa", roles=[Role.READER])


@pytest.mark.parametrize("make, may_write", [(make_ines, True), (make_tomas, True), (make_rosa, False)])
def test_who_reads_and_who_writes(make, may_write: bool, client: Client, crisis: Crisis, norway: Body) -> None:
    pages, acts = pages_of(crisis, norway), acts_of(crisis, norway)
    client.force_login(make())

    assert {client.get(page).status_code for page in pages} == {200}
    assert {client.post(act).status_code == 403 for act in acts} == {not may_write}


def test_vera_is_told_of_every_page_that_it_is_not_there(client: Client, crisis: Crisis, norway: Body) -> None:
    pages, acts = pages_of(crisis, norway), acts_of(crisis, norway)
    client.force_login(make_vera())

    assert {client.get(page).status_code for page in pages} == {404}
    assert {client.post(act).status_code for act in acts} == {404}
    assert not Verdict.objects.filter(confirmed_at__isnull=False).exists()


def test_nobody_is_asked_to_sign_in(client: Client, crisis: Crisis, norway: Body) -> None:
    for page in (*pages_of(crisis, norway), *acts_of(crisis, norway)):
        assert client.get(page).headers["Location"].startswith("/desk/sign-in/")


def test_opening_an_address_that_writes_changes_nothing(ines: Client, crisis: Crisis, norway: Body) -> None:
    verdict = make_verdict(make_demand(crisis), norway)

    assert ines.get(address("confirm-verdict", crisis, verdict.reference)).status_code == 405

    verdict.refresh_from_db()
    assert verdict.confirmed_at is None


ASKED = {"via": "letter", "sent_on": "2017-04-03", "holder": "An Invented Minister", "instrument": "PU-7Q4MZK"}


def answer_to(ask: Ask, **fields: str) -> dict[str, str]:
    given = {"type": "concern", "text": "It is concerned.", "language": "en", "on": "2017-05-16", "grade": "official"}
    return {**given, "reporter_name": "The parliament's own record", "ask": ask.reference, **fields}


def test_the_ninth_journey(ines: Client, crisis: Crisis, norway: Body) -> None:
    """A parliamentary answer ends as concern and no promise, a mail to a citizen as acknowledged, a first arrival as an act."""
    minister, lithuania = make_post(norway), make_body(crisis, "Lithuania", place="LT")
    poland, sweden = make_body(crisis, "Poland", place="PL"), make_body(crisis, "Sweden", place="SE")
    demand = make_demand(crisis, "Issue humanitarian visas.", due="2017-05-10")
    bodies = (norway, poland, lithuania, sweden)
    for reference in (minister.reference, poland.reference, lithuania.reference, sweden.reference):
        ines.post(address("new-ask", crisis, demand.reference), {**ASKED, "asked_reference": reference})
    asks = {body: Ask.objects.get(body=body) for body in bodies}
    assert asks[norway].reply_due == date(2017, 4, 20)  # ten working days in Norway: Easter is a holiday

    ines.post(address("new-response", crisis, norway.reference), answer_to(asks[norway]))
    mail = {"type": "acknowledgement", "text": "It thanked a citizen for her mail.", "on": "2017-05-18", "reporter_name": "The citizen"}
    ines.post(address("new-response", crisis, poland.reference), answer_to(asks[poland], **mail))
    arrival = {"type": "admission", "text": "The first man arrived.", "language": "en", "on": "2017-04-20", "grade": "official"}
    ines.post(address("new-deed", crisis, lithuania.reference), {**arrival, "reporter_name": "The ministry", "demand": demand.reference})

    page = ines.get(address("demand", crisis, demand.reference)).text
    morning = ines.get(address("overdue", crisis)).text

    assert "Answered on 16 May 2017, 17 working days late" in page
    assert "Voiced concern" in page
    assert "Acknowledged on 18 May 2017" in page
    assert "No word needed: it acted." in page
    assert "Silence since" in page
    assert [name in morning for name in ("Norway", "Poland", "Lithuania", "Sweden")] == [False, True, False, True]
    assert morning.index("Poland") and "2 asks wait" in morning
    assert Deed.objects.get().type == "admission"

    promise = {"stated": "promises", "shown": "none-found", "as_of": "2017-05-20", "reasons": "It spoke in parliament.", "language": "en"}
    ines.post(address("note-search", crisis, norway.reference), {"searched_until": "2017-05-20", "note": "Its site, “visum”"})
    refused = ines.post(address("new-verdict", crisis, demand.reference, norway.reference), promise)
    assert refused.status_code == 422
    assert "A polite line is sympathy and no promise" in refused.text
    assert "It spoke in parliament." in refused.text
    word = Response.objects.get(actor=norway)
    kept = {**promise, "stated": "sympathises", "responses": word.reference}
    ines.post(address("new-verdict", crisis, demand.reference, norway.reference), kept)

    verdict = Verdict.objects.get()
    assert (verdict.stated, verdict.shown, verdict.timing) == ("sympathises", "none-found", Timing.EXPIRED)


def test_a_form_that_names_nobody_comes_back_with_what_was_typed(ines: Client, crisis: Crisis, norway: Body) -> None:
    demand = make_demand(crisis)

    nobody = ines.post(address("new-ask", crisis, demand.reference), ASKED)
    unknown = ines.post(address("new-ask", crisis, demand.reference), {**ASKED, "asked_reference": "PO-000000"})

    for answer, told in ((nobody, "Say who was asked"), (unknown, "No post or body of this crisis")):
        assert answer.status_code == 422
        assert told in answer.text
        assert "An Invented Minister" in answer.text
    assert not Ask.objects.exists()


def test_those_the_demand_is_put_to_stand_in_the_list(ines: Client, crisis: Crisis) -> None:
    demand = make_demand(crisis)
    asked = demand.addressees.get().body

    ines.post(address("new-ask", crisis, demand.reference), {**ASKED, "asked": asked.reference, "reply_due": "2017-04-30"})
    ines.post(address("withdraw-ask", crisis, Ask.objects.get().reference))

    ask = Ask.objects.get()
    assert (ask.body, ask.reply_due, ask.withdrawn_at is None) == (asked, date(2017, 4, 30), False)


def test_a_verdict_goes_from_one_hand_to_the_other(client: Client, crisis: Crisis, norway: Body) -> None:
    ines, tomas, demand = make_ines(), make_tomas(), make_demand(crisis)
    verdict = make_verdict(demand, norway, by=ines)
    page = address("verdict", crisis, verdict.reference)
    client.force_login(ines)
    assert "You proposed it" in client.get(page).text
    client.post(address("confirm-verdict", crisis, verdict.reference))
    assert "It takes a second person" in client.get(page).text
    assert "verdict waits" not in client.get(reverse("desk:home")).text

    client.force_login(tomas)
    assert "One verdict waits for a second person" in client.get(reverse("desk:home")).text
    client.post(address("confirm-verdict", crisis, verdict.reference))
    reply = {"text": "We act quietly.", "language": "en", "on": "2017-05-02", "citation": "Letter of 2 May"}
    client.post(address("reply-to-verdict", crisis, verdict.reference), reply)
    shown = client.get(page).text
    assert "Given by two people" in shown
    assert "We act quietly." in shown
    assert verdict.reference in client.get(address("verdicts", crisis)).text

    make_response(norway, demand=demand)
    Response.objects.update(recorded_at="2030-01-01T00:00Z")
    assert "Look again" in client.get(page).text
    assert client.post(address("set-verdict-aside", crisis, verdict.reference), {"because": ""}).status_code == 422
    client.post(address("set-verdict-aside", crisis, verdict.reference), {"because": "It has answered since."})
    assert "It has answered since." in client.get(page).text


def test_what_was_promised_is_recorded_on_the_page_of_the_words(ines: Client, crisis: Crisis, norway: Body) -> None:
    response = make_response(norway, type=ResponseType.PROMISE)
    given = {"text": "It will issue ten visas.", "language": "en", "quantity_verbatim": "ten", "due_verbatim": "soon", "due": "2017-08"}

    empty = ines.post(address("record-commitment", crisis, response.reference), {**given, "text": ""})
    ines.post(address("record-commitment", crisis, response.reference), given)
    commitment = Commitment.objects.get()
    page = ines.get(address("answer", crisis, response.reference)).text
    ines.post(address("withdraw-commitment", crisis, commitment.reference), {"because": "It said so of another year."})

    assert empty.status_code == 422
    assert "soon" in empty.text
    assert "It will issue ten visas." in page
    assert "The date has passed" in page
    assert "It said so of another year." in ines.get(address("answer", crisis, response.reference)).text


def test_words_that_commit_nobody_say_so(ines: Client, crisis: Crisis, norway: Body) -> None:
    response = make_response(norway)

    answer = ines.post(address("record-commitment", crisis, response.reference), {"text": "It will act.", "language": "en"})

    assert answer.status_code == 422
    assert "words of this kind commit nobody" in answer.text
    assert not Commitment.objects.exists()


def test_a_deed_from_casework_says_that_it_is_kept_back(ines: Client, crisis: Crisis, norway: Body) -> None:
    given = {"type": "admission", "text": "It let one man in.", "language": "en", "on": "2017-04-20", "grade": "first-hand"}

    ines.post(address("new-deed", crisis, norway.reference), {**given, "reporter_name": "Our own work", "is_from_casework": "on"})
    deed = Deed.objects.get()
    ines.post(address("publish-answer", crisis, deed.reference))

    deed.refresh_from_db()
    assert (deed.is_from_casework, deed.is_public) == (True, False)
    assert "Known from helping people" in ines.get(address("answer", crisis, deed.reference)).text


def test_the_page_of_a_demand_names_the_verdict_and_offers_one(ines: Client, crisis: Crisis, norway: Body) -> None:
    demand: Demand = make_demand(crisis)
    verdict = make_verdict(demand, demand.addressees.get().body)
    confirm_verdict(verdict=verdict, by=make_tomas(), at=THEN)

    page = ines.get(address("demand", crisis, demand.reference)).text

    assert address("verdict", crisis, verdict.reference) in page
    assert address("new-verdict", crisis, demand.reference, demand.addressees.get().body.reference) in page


def test_what_is_overdue_waits_at_home(ines: Client, crisis: Crisis, norway: Body) -> None:
    make_ask(make_demand(crisis), norway, reply_due=date(2017, 5, 2))

    assert "One answer is overdue" in ines.get(reverse("desk:home")).text


def test_reminders_are_prepared_for_letters_to_posts(client: Client, crisis: Crisis, norway: Body) -> None:
    demand, minister = make_demand(crisis), make_post(norway)
    make_ask(demand, norway, post=minister, reply_due=date(2017, 5, 2), instrument="PU-7Q4MZK")
    make_ask(make_demand(crisis, "Another thing."), norway, post=minister, reply_due=date(2017, 5, 2), instrument="PU-7Q4MZK")
    make_ask(demand, norway, reply_due=date(2017, 5, 2))
    client.force_login(make_tomas())

    page = client.get(address("overdue", crisis)).text

    assert page.count('name="late"') == page.count(f'value="PU-7Q4MZK:{minister.reference}"') == 1
    assert reverse("publications:prepare-chasers", args=[crisis.slug]) in page


def test_where_nothing_is_overdue_the_page_says_so(ines: Client, crisis: Crisis, norway: Body) -> None:
    make_deed(norway)

    assert "Nothing is overdue" in ines.get(address("overdue", crisis)).text
