"""Petitions on the public pages: what is asked of whom, the form, and what happens once it is signed."""

import re
from typing import Any

import pytest
from django.test import Client

from safeconduct.crises.models import Crisis
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.people.models import Member
from safeconduct.petitions.models import Campaign
from safeconduct.signing.queries import rolls
from tests.factories.crises import make_crisis
from tests.factories.people import make_tomas
from tests.factories.petitions import make_campaign

pytestmark = pytest.mark.django_db(databases=["default", "signing"])

TITLE = "An easier visa for those who flee"
FORM = {"name": "Ada Example", "mail": "ada@signers.example", "country": "SE", "postcode": "123 45", "visibility": "addressee"}


@pytest.fixture(autouse=True)
def _fresh_rolls() -> None:
    rolls.forget()


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


@pytest.fixture
def crisis(tomas: Member) -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def campaign(crisis: Crisis, tomas: Member) -> Campaign:
    return make_campaign(crisis, tomas, approved_by=crisis.opened_by)


def address(more: str = "", *, language: str = "en") -> str:
    return f"/{language}/north/petitions/easier-visa/{more}"


def page(client: Client, more: str = "", *, language: str = "en") -> str:
    answer = client.get(address(more, language=language))
    assert answer.status_code == 200, more
    return answer.content.decode()


def ticket(client: Client) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', page(client))
    return found[1] if found else ""


def send(client: Client, **fields: Any) -> Any:
    return client.post(address("sign/"), {**FORM, "ticket": ticket(client), **fields})


@pytest.mark.parametrize("language", [code for code, _name in PUBLIC_LANGUAGES])
def test_each_page_stands_in_every_language(client: Client, campaign: Campaign, language: str):
    for more in ("", "sign/", "signed/", "names/", "reasons/", "arguments/", "questions/", "translate/", "thanks/", "answer/", "feed.atom"):
        answer = client.get(address(more, language=language))

        assert answer.status_code == 200, more
        assert answer["Content-Language"] == language
    assert TITLE in client.get(f"/{language}/north/petitions/").content.decode()


def test_the_page_shows_text_goal_and_form(client: Client, campaign: Campaign):
    shown = page(client)

    for words in (
        TITLE,
        "People flee and find no lawful way in.",
        "10,000",
        'name="mail"',
        "Counted only",
        "Who can read what you write here",
    ):
        assert words in shown, words


def test_no_consent_and_no_visibility_is_ticked(client: Client, campaign: Campaign):
    assert "checked" not in page(client)
