"""Vera holds every role, in an organisation that answers nothing here. No address of the desk gives her anything."""

import pytest
from django.test import Client

from safeconduct.advocacy.models import Demand, Response
from safeconduct.evidence.models import Attribution, Claim, Document, ProposalRow
from safeconduct.outbox.receiving import take_in
from safeconduct.publications.models import Dispatch
from tests.architecture.house import Route, routes
from tests.factories.advocacy import make_body, make_demand, make_post, make_response
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_source
from tests.factories.outbox import answer_to, make_message
from tests.factories.people import THEN, make_ines, make_jonas, make_vera
from tests.factories.publications import make_publication, make_recipient, make_version
from tests.journeys.papers import NEWS_EN

pytestmark = pytest.mark.django_db(databases=["default", "intake"])

TITLE = "Abductions in the north"
NOWHERE = "XX-000000"
OTHER_KINDS = {"publications:urgent", "publications:press-facts"}  # the publication that is made here is a letter
OWN = {"desk:home", "desk:search", "desk:record", "desk:new-crisis", "desk:style", "desk:sign-in", "desk:sign-out"}


@pytest.fixture
def there(client: Client) -> dict[str, str]:
    """Fill the crisis "north" with one of everything, as Ines; give what stands in the place of each part of an address."""
    ines = make_ines()
    crisis = make_crisis(by=ines)
    client.force_login(ines)
    review = client.post("/desk/north/import/", {"text": NEWS_EN, "level": "coalition"})["Location"]
    client.post(f"{review}about/", {"title": "A page", "source": "Lantern Gazette", "kind": "news", "candidate": "keep"})
    row = ProposalRow.objects.filter(kind="claim").order_by("index")[0]
    client.post(f"{review}{row.reference}/", {"decision": "accept"})
    body = make_body(crisis)
    post, letter = make_post(body), make_publication(crisis, ines)
    message = make_message(ines, about=letter.reference)
    copy = Dispatch.objects.create(
        version=make_version(letter, ines, approved_by=make_jonas(), released_by=ines),
        recipient=make_recipient(letter, post),
        kind="letter",
        language="en",
        channel="mail",
        progress="queued",
        message=message,
        planned_at=THEN,
        planned_by=ines,
    )
    return {
        "publications": letter.reference,
        "mail": take_in(answer_to(message), at=THEN).reference,
        "copies": copy.reference,
        "number": "1",
        "documents": Document.objects.get().reference,
        "proposal": ProposalRow.objects.filter(kind="deed")[0].reference,
        "claims": Claim.objects.get().reference,
        "report": Attribution.objects.order_by("pk")[0].reference,
        "sources": make_source(crisis, "A quiet witness").reference,
        "demands": make_demand(crisis).reference,
        "answers": make_response(body).reference,
        "bodies": body.reference,
        "post": post.reference,
        "posts": post.reference,
    }


def address_of(route: Route, there: dict[str, str]) -> str:
    """Give the route's address with references that exist."""
    parts: list[str] = []
    for part in route.address.split("/"):
        name = part.strip("<>").split(":")[-1]
        if not part.startswith("<"):
            parts.append(part)
        elif name == "slug":
            parts.append("north")
        elif name == "index":
            parts.append("0")
        else:
            parts.append(there.get(name) or there.get(parts[-1], NOWHERE))
    return "/" + "/".join(parts)


def of_the_crisis(there: dict[str, str]) -> list[tuple[str, str]]:
    return [(route.name, address_of(route, there)) for route in routes() if route.address.startswith("desk/") and "slug" in route.arguments]


def test_ines_finds_something_at_most_of_these_addresses(client: Client, there: dict[str, str]) -> None:
    made = [(name, address) for name, address in of_the_crisis(there) if NOWHERE not in address and name not in OTHER_KINDS]
    answers = {name: client.get(address).status_code for name, address in made}

    assert len(answers) > 40
    assert set(answers.values()) <= {200, 302, 403, 405}, {name: code for name, code in answers.items() if code == 404}
    assert sum(code == 200 for code in answers.values()) > 20


def test_vera_finds_nothing_at_any_of_them(client: Client, there: dict[str, str]) -> None:
    client.force_login(make_vera())
    before = (Claim.objects.count(), Demand.objects.count(), Response.objects.count(), ProposalRow.objects.filter(state="pending").count())

    for name, address in of_the_crisis(there):
        for answer in (client.get(address), client.post(address, {"decision": "accept", "reason": "x", "name": "Far Shore"})):
            assert answer.status_code in {404, 405}, (name, answer.status_code)
            assert TITLE not in answer.content.decode(), name

    after = (Claim.objects.count(), Demand.objects.count(), Response.objects.count(), ProposalRow.objects.filter(state="pending").count())
    assert after == before


def test_her_own_pages_say_nothing_of_it(client: Client, there: dict[str, str]) -> None:
    client.force_login(make_vera())

    for route in routes():
        if route.name in OWN and not route.arguments:
            page = client.get(f"/{route.address}", {"q": "men thought to be gay Lantern witness"}, follow=True)
            text = page.content.decode()
            for word in (TITLE, "Lantern Gazette", "Courier Nord", "A quiet witness", "north/"):
                assert word not in text, (route.name, word)


def test_a_crisis_that_is_not_public_is_nowhere_on_the_public_pages(client: Client, there: dict[str, str]) -> None:
    client.logout()

    for place in ("", "claims/", "timeline/", "governments/", "governments/NL/", f"claims/{there['claims']}/"):
        assert client.get(f"/en/north/{place}").status_code == 404
    assert TITLE not in client.get("/en/").content.decode()
