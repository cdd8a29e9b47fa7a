"""Letters, numbers and names that databases choke on: each gets an answer, and never a failure of ours."""

import json
from typing import Any

import pytest
from django.test import Client

from safeconduct.crises.models import Crisis
from safeconduct.evidence.actions.capture_document import capture_document
from safeconduct.evidence.models import Document
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from tests.factories.advocacy import make_body
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_claim, make_document, make_source
from tests.factories.people import THEN, make_ines, make_member

pytestmark = pytest.mark.django_db

NUL, LONE = "a%00b", "%ED%A0%80"
HUGE = "9" * 30
SENTENCE = "Forty men were taken away on Monday, the paper wrote. The ministry denied it."


@pytest.fixture
def crisis() -> Crisis:
    ines = make_ines()
    crisis = make_crisis(by=ines, is_public=True)
    make_document(crisis)
    make_body(crisis)
    make_claim(crisis)
    return crisis


@pytest.fixture
def amina(client: Client, crisis: Crisis) -> Member:
    """Somebody with every role, signed in."""
    member = make_member("amina", roles=list(Role))
    client.force_login(member)
    return member


@pytest.mark.parametrize("strange", [NUL, LONE, "%27%22--", "%2e%2e%2f", HUGE, "%F0%9F%98%80", "%e2%80%ae", "x" * 5000, "9" * 5000])
@pytest.mark.parametrize(
    "address",
    [
        "/desk/search/?q={}", "/desk/search/?q=men&kind={}", "/desk/search/?q=men&language={}", "/desk/search/?q=men&page={}",
        "/desk/north/claims/?act={}", "/desk/north/claims/?place={}", "/desk/north/claims/?standing={}", "/desk/north/claims/?language={}",
        "/desk/north/claims/?alarm={}", "/desk/north/claims/?page={}", "/desk/north/claims/{}/", "/desk/north/documents/{}/",
        "/desk/north/documents/?state={}", "/desk/north/documents/?page={}", "/desk/north/documents/{}/review/", "/desk/north/sources/{}/",
        "/desk/north/sources/?words={}", "/desk/north/sources/?kind={}", "/desk/north/demands/{}/", "/desk/north/answers/{}/",
        "/desk/north/bodies/{}/", "/desk/record/?page={}", "/en/north/claims/{}/", "/en/north/governments/{}/", "/desk/sign-in/?next={}",
        "/{}/", "/en/{}/",
    ],
)  # fmt: skip
def test_an_address_with_strange_letters_is_answered(client: Client, amina: Member, address: str, strange: str):
    assert client.get(address.format(strange)).status_code < 500


STRANGE = ("a\x00b", "\ud800", HUGE, "9" * 5000, "x" * 100_000, "\u202e\u2066", "-1", "1e400")
SOUND = {
    "language": "en", "modality": "asserted", "qualifier": "between", "kind": "claim", "candidate": "other", "level": "coalition",
    "when": "2017-04", "low": "2", "high": HUGE, "place": "RU", "unit": "people", "valid_until": "2017-06-01", "review_due": "2017-06-01",
    "standing": "corroborated", "text": "Forty men.", "because": "It was wrong.", "country": "SE", "address": "https://example.org/",
    "sentence": "0", "published": "2017-04", "due": "2017", "passage": "", "asked_place": "SE", "quantity_verbatim": "forty",
}  # fmt: skip
FORMS: dict[str, tuple[str, ...]] = {
    "claims/{claim}/amend/": ("text", "because", "low", "high", "when", "place", "unit", "quantity_verbatim", "population"),
    "claims/{claim}/translate/": ("text", "language"),
    "claims/{claim}/relate/": ("other", "kind", "reason"),
    "claims/{claim}/assess/": ("reasoning", "standing", "valid_until"),
    "sources/{source}/describe/": ("mission", "country", "office", "address", "review_due"),
    "sources/{source}/names/": ("name",),
    "documents/{document}/review/add/": ("kind", "sentence"),
    "documents/{document}/review/about/": ("title", "source", "author", "published", "published_reason"),
    "bodies/new/": ("name", "place"),
    "demands/new/": ("text", "asked_name", "asked_place", "due", "passage", "demander_name"),
    "import/": ("text", "address"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_with_strange_letters_is_answered(client: Client, crisis: Crisis, amina: Member, form: str):
    claim, source, document = crisis.claims.get(), make_source(crisis), crisis.documents.get()
    address = "/desk/north/" + form.format(claim=claim.reference, source=source.reference, document=document.reference)
    for name in FORMS[form]:
        for strange in STRANGE:
            sound = {other: SOUND.get(other, "Some words") for other in {*FORMS[form], *SOUND} if other != "address" or form != "import/"}
            answer = client.post(address, {**sound, name: strange.encode("utf-8", "surrogatepass")})

            assert answer.status_code < 500, (name, strange[:9])


HOSTILE_TEXTS: dict[str, bytes] = {
    "null bytes": SENTENCE.replace(" ", " \x00").encode(),
    "a lone surrogate in UTF-16": b"\xff\xfe" + SENTENCE.encode("utf-16-le") + b"\x00\xd8",
    "lone surrogates in UTF-8": SENTENCE.encode() + b" \xed\xa0\x80 \xed\xbf\xbf",
    "a lone surrogate in data of a page": (
        "<!doctype html><html><head><title>&#xD800; A &#0; page</title><script type='application/ld+json'>"
        + json.dumps(
            {"@type": "NewsArticle", "headline": "\ud800 head", "author": {"name": "\udc00"}, "publisher": {"name": "a\x00b\ud83d"}}
        )
        + f"</script></head><body><p>{SENTENCE} &#xDFFF;&#x110000;&#0;</p></body></html>"
    ).encode(),
    "raw bytes in the headers of a message": (
        b"From: \xff\xfe\x80 <a@example.org>\r\nSubject: \xe9\xe8 =?utf-8?b?7aCA?= a\x00b\r\nTo: b@example.org\r\n"
        b"Date: Mon, 99 Foo 2017 99:99\r\n"
        b"Message-ID: <1@x>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=nothing\r\n\r\n" + SENTENCE.encode() + b"\x80\xff"
    ),
    "numbers without end": f"{HUGE} men were taken away. {HUGE * 200} people fled. {'9' * 15} men were detained, the paper said.".encode(),
    "dates beyond the calendar": b"On 31 February 99999 forty men were taken away. On 0 May 0000 they said so.",
    "words written backwards": ("\u202e" + SENTENCE + "\u2066 A man" + "\u0301" * 2000).encode(),
    "a title without end": ("<!doctype html><title>" + "word " * 5000 + f"</title><h1>{'word ' * 5000}</h1><p>{SENTENCE}</p>").encode(),
    "a language that is none": f"<!doctype html><html lang='{'x' * 300}'><body><p lang='\"><script>'>{SENTENCE}</p></body></html>".encode(),
    "an address that runs": (
        "<!doctype html><head><link rel=canonical href='javascript:alert(1)'><meta property='og:url' content='javascript:alert(2)'>"
        f"<base href='javascript:alert(3)'></head><body><p>{SENTENCE}</p></body>"
    ).encode(),
}


@pytest.mark.parametrize("what", HOSTILE_TEXTS)
def test_a_text_with_strange_letters_is_kept_and_shown(client: Client, crisis: Crisis, amina: Member, what: str):
    try:
        document = capture_document(
            crisis=crisis, data=HOSTILE_TEXTS[what], way="upload", by=amina, at=THEN, name="a\x00b\ud800.txt"
        ).document
    except Refused as refusal:
        assert str(refusal)
        return
    for address in ("", "review/"):
        page = client.get(f"/desk/north/documents/{document.reference}/{address}")

        assert page.status_code == 200 or document.problem
        assert b"javascript:" not in page.content
        assert b"<script>" not in page.content


def test_every_proposal_of_a_hostile_text_can_be_accepted(client: Client, crisis: Crisis, amina: Member):
    text: Any = HOSTILE_TEXTS["numbers without end"]
    document = capture_document(crisis=crisis, data=text, way="upload", by=amina, at=THEN).document
    proposals = list(document.proposals.all())

    assert proposals
    for row in proposals:
        answer = client.post(f"/desk/north/documents/{document.reference}/review/{row.reference}/", {"decision": "accept"})
        assert answer.status_code in {302, 422}
    assert Document.objects.filter(pk=document.pk).exists()
