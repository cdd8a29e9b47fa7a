"""Nobody in particular reads: without an account, without a cookie, without scripts, in any of the seven languages."""

import pytest
from django.test import Client

from safeconduct.advocacy.actions.publish_answer import publish_answer
from safeconduct.evidence.actions.publish_claim import publish_claim
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from tests.architecture.house import routes
from tests.factories.advocacy import make_body, make_deed
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_attribution, make_claim, make_document, make_passage, make_source
from tests.factories.people import THEN, make_ines

pytestmark = pytest.mark.django_db

LARGEST = 100_000  # bytes of a public page


@pytest.fixture
def reference() -> str:
    """Tell a public story and give the reference of its claim."""
    ines = make_ines()
    crisis = make_crisis(by=ines, is_public=True)
    claim = make_claim(crisis, "More than a hundred men were taken away.", when="2017-04")
    paper = make_source(crisis, "Lantern Gazette")
    make_attribution(claim, paper, passage=make_passage(make_document(crisis, source=paper)))
    publish_claim(claim=claim, by=ines, at=THEN)
    publish_answer(answer=make_deed(make_body(crisis)), by=ines, at=THEN)
    return claim.reference


def public_addresses(reference: str) -> list[str]:
    """Give the public address of all that this story has, in every language; publications have tests of their own in tests/public."""
    filled = {"<slug:slug>": "north", "<str:reference>": reference, "<str:code>": "NL"}
    found = []
    for route in routes():
        is_told = route.arguments <= {"language", "slug", "code"} or route.name == "public:claim"
        if route.name.startswith("public:") and "language" in route.arguments and is_told:
            parts = [filled.get(part, part) for part in route.address.split("/")]
            found += ["/" + "/".join(parts).replace("<str:language>", code) for code, _name in PUBLIC_LANGUAGES]
    return found


def test_every_public_page_opens_for_nobody_small_and_without_a_trace(client: Client, reference: str) -> None:
    addresses = public_addresses(reference)
    assert len(addresses) >= 12 * len(PUBLIC_LANGUAGES)

    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert not answer.cookies, address
        assert b"<script" not in answer.content, address
        assert len(answer.content) < LARGEST, address
        assert "default-src 'none'" in answer["Content-Security-Policy"], address


def test_no_reading_changes_anything(client: Client, reference: str) -> None:
    first = {address: client.get(address).content for address in public_addresses(reference)}

    assert {address: client.get(address).content for address in first} == first
    assert {client.post(address).status_code for address in first} <= {405, 422}  # 422: a code is asked for, and none was typed


def test_an_address_that_leads_nowhere_says_so_in_the_readers_language(client: Client, reference: str) -> None:
    for language, direction in (("en", "ltr"), ("sv", "ltr"), ("ar", "rtl")):
        answer = client.get(f"/{language}/north/claims/CL-000000/")
        assert answer.status_code == 404
        assert f'dir="{direction}"' in answer.content.decode()
