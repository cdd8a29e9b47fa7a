"""A1: every address, every verb, everybody. Whoever has no part in a thing cannot even learn that it exists."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import clear_url_caches, path

from safeconduct.advocacy.models import Ask, Commitment, Verdict
from safeconduct.audit.models import Entry
from safeconduct.config import urls
from safeconduct.crises.models import Crisis
from safeconduct.evidence.models import Document
from safeconduct.people.models import Member, RoleGrant
from safeconduct.people.permissions import HELD, Role
from tests.architecture.house import Route, routes
from tests.factories.advocacy import make_ask, make_body, make_commitment, make_deed, make_demand, make_post, make_verdict
from tests.factories.crises import make_crisis
from tests.factories.evidence import make_attribution, make_claim, make_document, make_passage, make_source
from tests.factories.people import THEN, make_ines, make_jonas, make_member, make_vera
from tests.factories.petitions import make_campaign
from tests.factories.publications import make_part, make_publication, make_version

pytestmark = pytest.mark.django_db(databases=["default", "intake", "signing"])

VERBS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
READING = {"GET", "HEAD"}
DESK = [route for route in routes() if route.address.startswith("desk/") and not route.view.door.is_public]
PUBLIC = [route for route in routes() if route.view.door.is_public]
NOWHERE = "0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f"
IN_A_CRISIS = [route for route in DESK if "<slug:slug>" in route.address]


@pytest.fixture
def crisis() -> Crisis:
    """A crisis with one of each thing in it."""
    ines = make_ines()
    crisis = make_crisis(by=ines)
    source = make_source(crisis)
    document = make_document(crisis, source=source)
    claim = make_claim(crisis)
    make_attribution(claim, source, passage=make_passage(document))
    body = make_body(crisis)
    make_post(body)
    make_deed(body)
    demand = make_demand(crisis)
    make_ask(demand, body)
    make_verdict(demand, body)
    make_commitment(body)
    publication = make_publication(crisis, ines)
    make_part(publication)
    make_version(publication, ines)
    make_campaign(crisis, ines, posts=list(body.posts.all()))
    return crisis


def filled(route: Route, crisis: Crisis | None, *, slug: str = "north") -> str:
    """Give the address of a route in this crisis, or, without one, with references that nobody has."""
    body = crisis.bodies.first() if crisis else None
    values = {
        "documents/<str:reference>": crisis.documents.get().reference if crisis else "DO-000000",
        "claims/<str:reference>": crisis.claims.get().reference if crisis else "CL-000000",
        "sources/<str:reference>": crisis.sources.order_by("pk")[0].reference if crisis else "SO-000000",
        "demands/<str:reference>": crisis.demands.get().reference if crisis else "DE-000000",
        "answers/<str:reference>": crisis.deeds.get().reference if crisis else "DD-000000",
        "asks/<str:reference>": Ask.objects.get(demand__crisis=crisis).reference if crisis else "AK-000000",
        "verdicts/<str:reference>": Verdict.objects.get(demand__crisis=crisis).reference if crisis else "VD-000000",
        "commitments/<str:reference>": Commitment.objects.get(response__crisis=crisis).reference if crisis else "CM-000000",
        "bodies/<str:reference>": body.reference if body else "BO-000000",
        "posts/<str:reference>": body.posts.get().reference if body else "PO-000000",
        "publications/<str:reference>": crisis.publications.order_by("pk")[0].reference if crisis else "PU-000000",
        "petitions/<str:reference>": crisis.campaigns.get().reference if crisis else "PE-000000",
    }
    address = route.address.replace("<slug:slug>", slug).replace("<str:language>", "en").replace("<int:index>", "0")
    address = address.replace("<slug:petition>", "easier-visa").replace("<slug:appeal>", "safe-today").replace("<str:count>", "CN-000000")
    for part, reference in values.items():
        address = address.replace(part, part.replace("<str:reference>", reference))
    report = crisis.claims.get().attributions.get().reference if crisis else "AT-000000"
    post = body.posts.get().reference if body else "PO-000000"
    address = address.replace("<str:body>", body.reference if body else "BO-000000")
    address = re.sub(r"<str:(?:claim|paper|partner|key|webhook|run|invalidation)>", "PA-000000", address)
    address = re.sub(r"<uuid:\w+>", NOWHERE, address).replace("<str:reference>", "ME-000000").replace("<str:member>", "ME-000000")
    address = address.replace("<int:number>", "0").replace("<int:version>", "1").replace("<str:form>", "txt")
    address = address.replace("<int:page>", "1").replace("<str:day>", "2017-05-20").replace("<str:word>", "WR-000000")
    return "/" + address.replace("<str:report>", report).replace("<str:post>", post).replace("<str:proposal>", "PR-000000").replace(
        "<str:code>", "NL"
    )


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Give every row of every table of both databases."""
    found = {}
    for alias in connections:
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                if not table.startswith("evidence_search_index"):
                    cursor.execute(f'SELECT * FROM "{table}"')
                    found[f"{alias} {table}"] = sorted(cursor.fetchall(), key=repr)
    return found


def said(answer: Any, slug: str) -> tuple[int, str]:
    """Give an answer as a stranger could compare it with another: status and words, but for the token and the address asked for."""
    words = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return answer.status_code, re.sub(rf"\b{slug}\b|[A-Z]{{2}}-[0-9A-Z]{{6}}", "…", words)


def test_nobody_is_led_to_the_door_whatever_they_ask(client: Client, crisis: Crisis):
    before = everything()
    for route in DESK:
        for verb in VERBS:
            answer = client.generic(verb, filled(route, crisis))

            if getattr(route.view, "talks", False):
                assert answer.status_code == 401, (verb, route.address)
                continue
            assert answer.status_code == 302, (verb, route.address)
            assert answer["Location"].startswith("/desk/sign-in/?next="), (verb, route.address)
    assert everything() == before


def test_vera_cannot_tell_what_is_there_from_what_is_not(client: Client, crisis: Crisis):
    client.force_login(make_vera())
    before = everything()
    for route in IN_A_CRISIS:
        for verb in VERBS:
            there = client.generic(verb, filled(route, crisis))
            nowhere = client.generic(verb, filled(route, None, slug="nowhere"))

            assert said(there, "north") == said(nowhere, "nowhere"), (verb, route.address)
            assert there.status_code in {404, 405}, (verb, route.address)
    assert everything() == before


def test_vera_cannot_use_a_reference_of_ours_in_a_crisis_of_hers(client: Client, crisis: Crisis):
    vera = make_vera()
    make_crisis(by=vera, slug="hers")
    client.force_login(vera)
    for route in IN_A_CRISIS:
        if "<str:reference>" in route.address:
            for verb in ("GET", "POST"):
                ours = client.generic(verb, filled(route, crisis, slug="hers"))
                nothing = client.generic(verb, filled(route, None, slug="hers"))

                assert said(ours, "hers") == said(nothing, "hers"), (verb, route.address)
                assert ours.status_code in {404, 405}, (verb, route.address)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_its_own_doors_and_no_others(client: Client, crisis: Crisis, role: Role):
    client.force_login(make_member("amina", roles=[role]))
    for route in DESK:
        needed = set(route.view.door.permissions)
        for verb in ("GET", "POST"):
            answer = client.generic(verb, filled(route, crisis), content_type="application/x-www-form-urlencoded")
            may = needed <= HELD[role]

            assert (answer.status_code != 403) == may, (verb, route.address, answer.status_code)
            assert answer.status_code < 500, (verb, route.address)


def test_only_reading_and_posting_are_understood(client: Client, crisis: Crisis):
    client.force_login(make_member("amina", roles=list(Role)))
    for route in (*DESK, *PUBLIC):
        for verb in set(VERBS) - READING - {"POST"}:
            # A browser asks with OPTIONS whether a page of another site may read what everybody may.
            understood = {204, 405} if verb == "OPTIONS" and route.address.startswith("api/") else {405}
            assert client.generic(verb, filled(route, crisis)).status_code in understood, (verb, route.address)


def test_reading_changes_nothing(client: Client, crisis: Crisis):
    client.force_login(make_member("amina", roles=list(Role)))
    before, read = everything(), 0
    for route in (*DESK, *PUBLIC):
        for more in ("", "?decision=reject&publish=1&full=1&verify=1&page=2&q=men"):
            answer = client.get(filled(route, crisis) + more)
            read += answer.status_code == 200
    assert read > 40
    assert everything() == before


def test_every_form_needs_its_token(crisis: Crisis):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_member("amina", roles=list(Role)))
    before = everything()
    for route in (*DESK, *PUBLIC):
        answer = client.post(filled(route, crisis), {"csrfmiddlewaretoken": "A" * 32, "text": "x"})

        # What reads no cookie needs no token: it asks for what stands in one mailbox alone, and is held to changing nothing without it.
        reads_none = {200, 401, 404, 415, 422} if getattr(route.view, "csrf_exempt", False) else set()
        assert answer.status_code in {403, 405} | reads_none, route.address
    assert everything() == before


def _without_a_door(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("in")


def test_a_view_without_a_door_is_shut(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(urls, "urlpatterns", [path("open/", _without_a_door), *urls.urlpatterns])
    clear_url_caches()
    client.force_login(make_member("amina", roles=list(Role)))
    try:
        assert client.get("/open/").status_code == 403
    finally:
        monkeypatch.undo()
        clear_url_caches()


@pytest.fixture
def tomas(crisis: Crisis) -> Member:
    """Somebody of our organisation with every role."""
    return make_member("tomas", roles=list(Role))


def losses() -> Iterator[tuple[str, Callable[[Member], object]]]:
    yield "deactivated", lambda member: Member.objects.filter(pk=member.pk).update(is_active=False)
    yield (
        "organisation left",
        lambda member: type(member.organisation).objects.filter(pk=member.organisation_id).update(left_on=THEN.date()),
    )
    yield "passphrase changed", _change_passphrase


def _change_passphrase(member: Member) -> None:
    member.set_password("what another passphrase gives")
    member.save()


@pytest.mark.parametrize(("what", "lose"), list(losses()))
def test_who_loses_the_right_loses_it_at_once(client: Client, tomas: Member, what: str, lose: Callable[[Member], object]):
    client.force_login(tomas)
    assert client.get("/desk/north/").status_code == 200

    lose(tomas)

    assert client.get("/desk/north/").status_code == 302, what


def test_an_organisation_that_ends_its_part_sees_nothing_at_once(client: Client, tomas: Member, crisis: Crisis):
    client.force_login(tomas)
    crisis.participations.update(until=THEN.date())

    assert client.get("/desk/north/").status_code == 404
    assert b"Abductions" not in client.get("/desk/").content


def test_a_role_taken_away_shuts_its_doors_at_once(client: Client, tomas: Member):
    client.force_login(tomas)
    RoleGrant.objects.filter(member=tomas).exclude(role=Role.READER).delete()

    assert client.get("/desk/north/import/").status_code == 403


def test_the_record_shows_a_member_what_those_did_with_whom_they_work(client: Client, crisis: Crisis):
    ours = set(Entry.objects.filter(subject=crisis.reference).values_list("sequence", flat=True))
    client.force_login(make_vera())
    hers = {entry.sequence for entry in client.get("/desk/record/").context["page"]}
    client.force_login(make_jonas())
    his = {entry.sequence for entry in client.get("/desk/record/").context["page"]}

    assert ours
    assert not ours & hers
    assert ours <= his
    assert hers  # that she was enrolled


def test_documents_of_another_crisis_are_no_choice_in_any_form(client: Client, crisis: Crisis):
    vera = make_vera()
    theirs = make_crisis(by=vera, slug="hers")
    make_document(theirs, title="Only hers")
    make_claim(theirs, "Only hers was claimed.")
    make_source(theirs, "Only her source")
    make_body(theirs, "Only her body")
    client.force_login(make_member("amina", roles=list(Role)))
    for route in IN_A_CRISIS:
        assert b"Only her" not in client.get(filled(route, crisis)).content, route.address
    assert Document.objects.filter(title="Only hers").exists()
