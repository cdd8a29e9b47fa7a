"""H4: whatever stands in the words, on no page does it become a script, a style, a handler or an address that runs."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import models
from django.test import Client

from safeconduct.advocacy.actions.publish_answer import publish_answer
from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.advocacy.models import Addressee, Body, BodyName, Deed, DeedText, Demand, DemandText, Holding, Post, PostTitle, SearchNote
from safeconduct.crises.models import Crisis, CrisisText
from safeconduct.evidence.actions.capture_document import capture_document
from safeconduct.evidence.actions.publish_claim import publish_claim
from safeconduct.evidence.actions.recount_standing import recount_standing
from safeconduct.evidence.models import Attribution, Block, Capture, Claim, ClaimText, Denial, Document, Origin, Passage, Sentence, Source
from safeconduct.people.models import Member, Organisation
from safeconduct.people.permissions import Role
from tests.architecture.house import routes
from tests.factories.advocacy import make_body, make_deed, make_demand, make_post
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_attribution, make_claim, make_denial, make_document, make_origin, make_passage, make_source
from tests.factories.people import THEN, make_ines, make_member

pytestmark = pytest.mark.django_db(databases=["default", "intake"])

EVIL = "'\"></title></svg><script>alert(1)</script><img src=x onerror=alert(2) style=color:red>{{ 7|add:7 }}javascript:alert(3)"
# Fields whose values the code chooses; what people and documents write stands in all the others.
CODES = {
    "level", "state", "kind", "standing", "modality", "qualifier", "mode", "role", "role_proposed", "published_basis",
    "way", "sha256", "act", "affected", "place", "when", "said", "published", "on", "since", "until", "began",
    "language", "slug", "code", "type", "grade", "handle", "password", "reference", "due", "period", "unit",
    "session_mark", "country",
}  # fmt: skip
WRITTEN: tuple[type[models.Model], ...] = (
    Organisation, Member, CrisisText, Source, Document, Capture, Block, Sentence, Passage, Claim, ClaimText, Attribution, Denial, Origin,
    BodyName, PostTitle, Holding, SearchNote, Demand, DemandText, Deed, DeedText,
)  # fmt: skip


def poisoned(model: type[models.Model]) -> None:
    """Write the evil words into every text of every row, as if no form and no action had ever looked at them."""
    for row in model._default_manager.all():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField) and field.name not in CODES and not field.choices:
                length = field.max_length or 1000
                words = "javascript:alert(4)" if isinstance(field, models.URLField) else f"{row.pk} {EVIL}"
                model._default_manager.filter(pk=row.pk).update(**{field.name: words[:length]})


@pytest.fixture
def crisis() -> Crisis:
    ines = make_ines()
    crisis = make_crisis(by=ines, is_public=True)
    source, cited = make_source(crisis), make_source(crisis, "Another")
    document = make_document(crisis, ["Forty men were taken.", "They denied it."], source=source, published="2017-04-01")
    claim = make_claim(crisis, act="detention", place="RU-CE", when="2017-04", low=40, qualifier="about", quantity_verbatim="forty")
    near = make_claim(crisis, "Forty-one were taken.", act="detention", place="RU-CE", low=41, qualifier="about", quantity_verbatim="41")
    origin = make_origin(crisis, holder=cited)
    below = make_attribution(claim, cited, rests_on=[origin], citation="A page", citation_address="https://example.org/")
    make_attribution(claim, source, passage=make_passage(document), rests_on=[below], hedge="reportedly")
    make_attribution(near, source, passage=make_passage(document))
    make_denial(claim)
    for one in (claim, near):
        recount_standing(claim=one)
        publish_claim(claim=one, by=ines, at=THEN)
    body = make_body(crisis)
    Holding.objects.create(post=make_post(body), holder="Somebody", since="2017", source_note="A page", recorded_at=THEN, recorded_by=ines)
    deed, demand = make_deed(body), make_demand(crisis)
    publish_answer(answer=deed, by=ines, at=THEN)
    publish_demand(demand=demand, by=ines, at=THEN)
    SearchNote.objects.create(crisis=crisis, body=body, searched_until=THEN.date(), note="Looked", noted_at=THEN, noted_by=ines)
    assert Addressee.objects.exists()
    return crisis


class Looker(HTMLParser):
    """Notes whatever on a page could run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        if tag in {"iframe", "object", "embed", "base", "applet", "style"} or (
            tag == "script" and not (given.get("src") or "").startswith("/")
        ):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "srcdoc"}:
                self.found.append(f"{tag} {name}={value}")
            if name in {"href", "src", "action", "formaction", "xlink:href", "poster", "data"} and not runs_nothing(value or ""):
                self.found.append(f"{tag} {name}={value}")


def runs_nothing(address: str) -> bool:
    return address == "" or address.startswith(("/", "#", "?", "https://"))


def look_at(client: Client, address: str) -> tuple[int, list[str], list[str]]:
    answer = client.get(address)
    looker = Looker()
    if not answer.headers["Content-Type"].startswith("text/html"):
        # No browser reads JSON or a feed as a page; what scripts do with the words in it is tried in test_h4_sealed_desk.py.
        assert answer.headers["X-Content-Type-Options"] == "nosniff", address
        return answer.status_code, [], []
    looker.feed(answer.content.decode())
    return answer.status_code, looker.found, looker.tags


def addresses(crisis: Crisis) -> list[str]:
    values: dict[str, list[str]] = {
        "documents": list(Document.objects.values_list("reference", flat=True)),
        "claims": list(Claim.objects.values_list("reference", flat=True)),
        "sources": list(Source.objects.values_list("reference", flat=True)),
        "demands": list(Demand.objects.values_list("reference", flat=True)),
        "answers": list(Deed.objects.values_list("reference", flat=True)),
        "bodies": list(Body.objects.values_list("reference", flat=True)),
    }
    found = []
    for route in routes():
        address = (
            route.address.replace("<slug:slug>", crisis.slug).replace("<str:code>", Body.objects.get().code).replace("<int:index>", "0")
        )
        register = next((name for name in values if f"{name}/<str:reference>" in address), "")
        for reference in values.get(register, [""]):
            for language in ("en", "ar") if "<str:language>" in address else ("",):
                filled = address.replace("<str:reference>", reference).replace("<str:language>", language)
                filled = filled.replace(
                    "<str:report>",
                    Attribution.objects.filter(claim__reference=reference).values_list("reference", flat=True).first() or "-",
                )
                filled = filled.replace("<str:post>", Post.objects.get().reference).replace("<str:proposal>", "PR-000000")
                found.append(f"/{filled}")
    return [*found, "/desk/search/?q=alert", "/desk/search/?q=<script>alert(1)</script>"]


def test_on_no_page_do_words_run(client: Client, crisis: Crisis):
    member = make_member("amina", roles=list(Role))
    for model in WRITTEN:
        poisoned(model)
    client.force_login(Member.objects.get(pk=member.pk))
    seen, drawn = 0, 0
    for address in addresses(crisis):
        status, found, tags = look_at(client, address)
        # An address written past every form is the one thing that a template cannot mend; the policy of the page stops it.
        found = [one for one in found if one != "a href=javascript:alert(4)"]

        assert status < 500, address
        assert not found, address
        seen, drawn = seen + (status == 200), drawn + ("svg" in tags)
    assert seen > 45
    assert drawn > 4


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "//evil.example"]
)
def test_no_form_takes_an_address_that_runs(client: Client, crisis: Crisis, address: str):
    client.force_login(make_member("amina", roles=list(Role)))
    source, claim = Source.objects.order_by("pk")[0], Claim.objects.order_by("pk")[0]
    described = client.post(f"/desk/north/sources/{source.reference}/describe/", {"kind": "media", "address": address})
    denied = client.post(
        f"/desk/north/claims/{claim.reference}/deny/", {"speaker": "Somebody", "citation": "A page", "citation_address": address}
    )

    source.refresh_from_db()
    assert described.status_code == denied.status_code == 422 or "javascript" not in source.address
    assert not source.address.strip().lower().startswith(("javascript:", "data:", "vbscript:"))
    assert not Denial.objects.filter(citation_address__iregex=r"^\s*(javascript|data|vbscript):").exists()


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>.html", "javascript:alert(1)", '"onmouseover="alert(1).txt', "{{ 7|add:7 }}.txt"]
)
def test_a_captured_page_is_shown_as_words(client: Client, crisis: Crisis, name: str):
    member: Any = make_member("amina", roles=list(Role))
    client.force_login(member)
    page = (
        "<!doctype html><html lang='\"><script>'><head><title><script>alert(1)</script>&lt;script&gt;alert(2)&lt;/script&gt;</title></head>"
        "<body onload=alert(3)><h1>&lt;img src=x onerror=alert(4)&gt;</h1><p style='color:red' lang='\" onclick=\"alert(5)'>"
        "Forty men were taken away, &lt;script&gt;alert(6)&lt;/script&gt; the paper wrote on 1 April 2017.</p>"
        "<svg onload=alert(7)><a href='javascript:alert(8)'>Forty</a></svg></body></html>"
    )
    document = capture_document(crisis=crisis, data=page.encode(), way="upload", by=member, at=THEN, name=name).document
    for address in (f"documents/{document.reference}/", f"documents/{document.reference}/review/", "documents/", "", "claims/"):
        status, found, _tags = look_at(client, f"/desk/north/{address}")

        assert (status, found) == (200, []), address
