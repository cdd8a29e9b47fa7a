"""What one organisation keeps to itself is read by nobody else, whichever way they come to it."""

import pytest
from django.test import Client

from safeconduct.advocacy.models import Response
from safeconduct.crises.models import Crisis
from safeconduct.evidence.actions.publish_claim import publish_claim
from safeconduct.evidence.actions.recount_standing import recount_standing
from safeconduct.evidence.models import Attribution, Document, Level, Quotation
from safeconduct.evidence.search.entries import index_everything
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from tests.architecture.house import routes
from tests.factories.advocacy import make_body, make_response
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_attribution, make_claim, make_denial, make_document, make_passage, make_source
from tests.factories.people import make_ines, make_jonas, make_member, make_organisation

pytestmark = pytest.mark.django_db(databases=["default", "intake"])

SECRET = "Zvezdochka whispered it in the stairwell."
TITLE = "Notes of the kitchen table"
FINDER = "The kitchen circle"
HEDGE = "as far as the neighbour knows"
CANARIES = ("Zvezdochka", "stairwell", "kitchen", HEDGE)


@pytest.fixture
def crisis() -> Crisis:
    """A crisis of two organisations; one of them holds a document of its own, and everything in the registers rests on it."""
    make_jonas()
    ines = make_ines()
    partner = make_organisation("Harbour", country="DE")
    make_member("petra", roles=list(Role), organisation=partner)
    crisis = make_crisis(by=ines, organisations=[partner], is_public=True)
    source = make_source(crisis, "The hotline")
    document = make_document(crisis, [SECRET], by=ines, title=TITLE, level=Level.ORGANISATION, source=source, published="2017-04-01")
    Document.objects.filter(pk=document.pk).update(publisher_found=FINDER, author=FINDER)
    passage = make_passage(document)
    claim = make_claim(
        crisis,
        "A man was taken from his house.",
        act="detention",
        place="RU-CE",
        when="2017-04",
        low=1,
        qualifier="exactly",
        quantity_verbatim="a man",
    )
    make_attribution(claim, source, passage=passage, hedge=HEDGE)
    # Somebody else reports it too, or it could not be published at all.
    make_attribution(claim, make_source(crisis, "The Open Paper"), citation="The Open Paper, 1 May 2017", said="2017-05-01")
    make_denial(claim, passage=passage)
    Quotation.objects.create(passage=passage, speaker=source, confirmed_at=crisis.opened_at, confirmed_by=ines)
    recount_standing(claim=claim)
    publish_claim(claim=claim, by=ines, at=crisis.opened_at)
    make_response(make_body(crisis), passage=passage)
    index_everything()
    return crisis


def addresses(crisis: Crisis) -> list[str]:
    """Give every address that can be read, filled in with what stands in the crisis."""
    document, claim = Document.objects.get(level=Level.ORGANISATION), crisis.claims.get()
    response = Response.objects.get()
    references = {
        "documents/<str:reference>": document.reference,
        "claims/<str:reference>": claim.reference,
        "answers/<str:reference>": response.reference,
        "bodies/<str:reference>": response.actor.reference,
    }
    found = []
    for route in routes():
        sources = crisis.sources.all() if "sources/<str:reference>" in route.address else [None]
        for source in sources:
            address = route.address.replace("<slug:slug>", crisis.slug).replace("<str:language>", "en")
            for part, reference in references.items():
                address = address.replace(part, part.replace("<str:reference>", reference))
            address = address.replace("<str:reference>", source.reference if source else "DE-000000")
            report = Attribution.objects.get(passage__isnull=False).reference
            address = address.replace("<str:code>", response.actor.code).replace("<str:report>", report)
            found.append(
                "/" + address.replace("<int:index>", "0").replace("<str:proposal>", "PR-000000").replace("<str:post>", "PO-000000")
            )
    return found


def petra() -> Member:
    return Member.objects.get(handle="petra")


@pytest.mark.parametrize("reader", ["petra", "nobody"])
def test_no_page_says_a_word_of_it_to_others(client: Client, crisis: Crisis, reader: str):
    if reader == "petra":
        client.force_login(petra())
    seen = 0
    for address in addresses(crisis):
        answer = client.get(address)
        seen += answer.status_code == 200
        told = [canary for canary in CANARIES if canary in answer.content.decode()]

        assert not told, (address, told)
    assert seen > (20 if reader == "petra" else 5)


def test_its_own_organisation_reads_it(client: Client, crisis: Crisis):
    client.force_login(crisis.opened_by)

    pages = "".join(client.get(address).content.decode() for address in addresses(crisis))

    assert all(canary in pages for canary in CANARIES)


@pytest.mark.parametrize("words", ["Zvezdochka", "stairwell", "kitchen", "neighbour"])
def test_a_search_neither_finds_nor_counts_it(client: Client, crisis: Crisis, words: str):
    client.force_login(petra())

    results = client.get("/desk/search/", {"q": words}).context["results"]

    assert (results.total, results.by_kind, results.found) == (0, {}, ())


def test_no_count_includes_it(client: Client, crisis: Crisis):
    client.force_login(petra())

    listed = client.get("/desk/north/sources/").context["page"]
    share = client.get("/desk/north/").context["share"]

    assert {source.published for source in listed} == {0}
    assert (share.to_review_count, share.unreadable, list(share.to_review)) == (0, [], [])


def test_its_reference_opens_nothing_in_any_form(client: Client, crisis: Crisis):
    client.force_login(petra())
    document, claim = Document.objects.get(level=Level.ORGANISATION), crisis.claims.get()
    passage = document.passages.get()

    denied = client.post(
        f"/desk/north/claims/{claim.reference}/deny/", {"speaker": "Somebody", "document": document.reference, "quote": "whispered"}
    )
    demanded = client.post(
        "/desk/north/demands/new/", {"text": "Act.", "language": "en", "asked_name": "The ministry", "passage": passage.reference}
    )
    answered = client.post(
        f"/desk/north/bodies/{Response.objects.get().actor.reference}/responses/new/",
        {"text": "It spoke.", "language": "en", "type": "statement", "grade": "stated", "passage": passage.reference},
    )

    assert [answer.status_code for answer in (denied, demanded, answered)] == [422, 422, 422]
    assert not any(canary in answer.content.decode() for answer in (denied, demanded, answered) for canary in CANARIES)
