"""What a petition's page takes from elsewhere: demands and answers of the register, the text in the nearest language, who took the list."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from safeconduct.advocacy.actions.publish_answer import publish_answer
from safeconduct.advocacy.actions.publish_demand import publish_demand
from safeconduct.advocacy.models import Demand, Post
from safeconduct.advocacy.rules import Via
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.petitions.models import Campaign, Handover
from safeconduct.publications.models import PartText
from safeconduct.publications.rules.kinds import Kind, Role
from safeconduct.signing.queries import rolls
from tests.factories.advocacy import make_ask, make_demand, make_post, make_response
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_tomas
from tests.factories.petitions import TODAY, make_campaign
from tests.factories.publications import make_holder, make_part, make_version

pytestmark = pytest.mark.django_db(databases=["default", "signing"])

HERE = "/en/north/petitions/easier-visa/"


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
def demand(crisis: Crisis) -> Demand:
    demand = make_demand(crisis)
    publish_demand(demand=demand, by=crisis.opened_by, at=THEN)
    return demand


@pytest.fixture
def post(demand: Demand) -> Post:
    post = make_post(demand.addressees.get().body)
    make_holder(post)
    return post


@pytest.fixture
def campaign(crisis: Crisis, tomas: Member, demand: Demand, post: Post) -> Campaign:
    """Give a petition in English and Russian that makes a public demand and one that is not public."""
    campaign = make_campaign(crisis, tomas, posts=[post])
    text = campaign.publication
    make_part(text, "", role=Role.DEMAND, demand=demand)
    make_part(text, "", role=Role.DEMAND, demand=make_demand(crisis, "A demand in confidence."))
    text.titles.create(language="ru", text="Облегчить визу", written_at=THEN, written_by=tomas)
    first = text.parts.order_by("position").first()
    assert first is not None
    PartText.objects.create(part=first, language="ru", text="Люди бегут.", made_from="0123456789abcdef", written_at=THEN, written_by=tomas)
    make_version(text, tomas, approved_by=crisis.opened_by, released_by=crisis.opened_by)
    return campaign


def body(client: Client, where: str = HERE) -> str:
    return client.get(where).content.decode()


def test_public_demands_lead_to_the_register_and_others_are_not_named(client: Client, campaign: Campaign, demand: Demand):
    shown = body(client)

    assert f'href="/en/north/demands/{demand.reference}/"' in shown
    assert "Foreign minister" in shown
    assert "Ada Example" in shown
    assert shown.count("/north/demands/DE-") == 1


def test_the_text_is_read_in_the_readers_language_or_the_nearest_and_says_so(client: Client, campaign: Campaign):
    russian, swedish = body(client, HERE.replace("/en/", "/ru/")), body(client, HERE.replace("/en/", "/sv/"))

    assert "Люди бегут." in russian
    assert "People flee" in swedish
    assert 'lang="en" dir="ltr"' in swedish


def test_a_translation_of_other_words_than_the_original_has_now_says_so(client: Client, campaign: Campaign):
    drifted = "The original has changed since this translation was made"

    assert drifted not in body(client)
    assert "Оригинал изменился" in body(client, HERE.replace("/en/", "/ru/"))


def asked(campaign: Campaign, demand: Demand, post: Post, **fields: Any) -> Any:
    given = {"via": Via.PETITION, "instrument": campaign.publication.reference, "post": post, "is_public": True, **fields}
    return make_ask(demand, post.body, sent_on=date(2017, 4, 3), **given)


def test_silence_is_told_since_when(client: Client, campaign: Campaign, demand: Demand, post: Post):
    asked(campaign, demand, post, reply_due=date(2017, 4, 10))

    shown = body(client, f"{HERE}answer/")

    assert "Handed over on 3 April 2017" in shown
    assert "silent since" in shown


def test_an_answer_of_the_register_leads_to_it(client: Client, campaign: Campaign, demand: Demand, post: Post, crisis: Crisis):
    asked(campaign, demand, post, reply_due=date(2017, 4, 10))
    response = make_response(post.body, demand=demand)
    publish_answer(answer=response, by=crisis.opened_by, at=THEN)

    shown = body(client, f"{HERE}answer/")

    assert f"/governments/{post.body.code}/{response.reference}/" in shown
    assert "silent since" not in shown
    assert response.reference in body(client, f"{HERE}feed.atom")


def test_what_was_asked_by_letter_is_not_an_answer_to_the_petition(client: Client, campaign: Campaign, demand: Demand, post: Post):
    asked(campaign, demand, post, instrument="PU-OTHER1", via=Via.LETTER)

    assert "nobody is late with an answer" in body(client, f"{HERE}answer/")


@pytest.mark.parametrize(("state", "said"), [("received", "The signatures were handed over:"), ("refused", "and not taken:")])
def test_whether_the_list_was_taken_is_told_and_not_by_whom(client: Client, campaign: Campaign, post: Post, state: str, said: str):
    Handover.objects.create(
        campaign=campaign,
        post=post,
        language="en",
        state=state,
        note="Taken by the porter.",
        prepared_on=TODAY,
        prepared_by=campaign.created_by,
        closed_on=TODAY,
    )

    shown = body(client, f"{HERE}answer/")

    assert said in shown
    assert "porter" not in shown


def test_what_an_embargo_holds_is_not_there_yet(client: Client, campaign: Campaign):
    text = campaign.publication
    type(text).objects.update(embargo_until=THEN.replace(year=2090), embargo_zone="UTC")

    assert client.get(HERE).status_code == 404
    assert text.kind == Kind.PETITION_TEXT
    assert "easier-visa" not in body(client, "/en/north/petitions/")
