"""Who may do what to claims and sources: role by act, in the own crisis and in one of others."""

import pytest
from django.test import Client
from django.urls import reverse

from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from tests.factories.evidence import make_attribution, make_claim, make_document, make_passage, make_source
from tests.factories.people import make_member, make_vera

READER, CAMPAIGNER, COORDINATOR, RESEARCHER = Role.READER, Role.CAMPAIGNER, Role.COORDINATOR, Role.RESEARCHER
EVERYBODY = {READER, CAMPAIGNER, COORDINATOR, RESEARCHER}
PUBLISHERS = {CAMPAIGNER, COORDINATOR, RESEARCHER}

MAY: dict[str, set[Role]] = {
    "claims": EVERYBODY,
    "claim": EVERYBODY,
    "sources": EVERYBODY,
    "source": EVERYBODY,
    "translate-claim": {RESEARCHER},
    "amend-claim": {RESEARCHER},
    "relate-claim": {RESEARCHER},
    "set-origin": {RESEARCHER},
    "cite-report": {RESEARCHER},
    "group-overlap": {RESEARCHER},
    "deny-claim": {RESEARCHER},
    "detach-attribution": {RESEARCHER},
    "withdraw-statement": {RESEARCHER},
    "assess-claim": {RESEARCHER},
    "withdraw-claim": {RESEARCHER},
    "publish-claim": PUBLISHERS,
    "unpublish-claim": PUBLISHERS,
    "describe-source": {RESEARCHER},
    "add-source-name": {RESEARCHER},
    "merge-sources": {RESEARCHER},
    "withdraw-source": {RESEARCHER},
}
READ_ONLY = {"claims", "claim", "sources", "source"}
OF_REPORTS = {"detach-attribution", "withdraw-statement"}
OF_SOURCES = {"source", "describe-source", "add-source-name", "merge-sources", "withdraw-source"}


def arguments(name, attribution) -> list[str]:
    slug = attribution.claim.crisis.slug
    if name in {"claims", "sources"}:
        return [slug]
    if name in OF_SOURCES:
        return [slug, attribution.speaker.reference]
    return [slug, attribution.claim.reference, *([attribution.reference] if name in OF_REPORTS else [])]


def answer(member: Member, name: str, attribution) -> int:
    """Give the status: of a look where looking is all there is, else of an empty form sent in."""
    browser = Client()
    browser.force_login(member)
    address = reverse(f"evidence:{name}", args=arguments(name, attribution))
    return (browser.get(address) if name in READ_ONLY else browser.post(address)).status_code


@pytest.fixture
def attribution(crisis):
    passage = make_passage(make_document(crisis))
    return make_attribution(make_claim(crisis), make_source(crisis), passage=passage)


@pytest.mark.parametrize("role", sorted(EVERYBODY))
@pytest.mark.parametrize("name", sorted(MAY))
def test_a_role_does_what_it_may_and_nothing_else(attribution, name, role):
    member = make_member("somebody", roles=[role])

    assert (answer(member, name, attribution) != 403) == (role in MAY[name])


@pytest.mark.parametrize("name", sorted(MAY))
def test_vera_finds_nothing_though_she_holds_every_role(attribution, name):
    vera = make_vera()

    assert answer(vera, name, attribution) == 404


@pytest.mark.parametrize("name", sorted(MAY))
def test_nobody_is_sent_to_the_door(client: Client, attribution, name):
    answered = client.get(reverse(f"evidence:{name}", args=arguments(name, attribution)))

    assert answered.status_code == 302
    assert answered["Location"].startswith("/desk/sign-in/")


@pytest.mark.parametrize("name", ["publish-claim", "unpublish-claim"])
def test_looking_publishes_nothing(desk, attribution, name):
    assert desk.get(reverse(f"evidence:{name}", args=arguments(name, attribution))).status_code == 405
