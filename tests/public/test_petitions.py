"""Petitions on the public pages: what is asked of whom, the form, and what happens once it is signed."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from safeconduct.crises.models import Crisis
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.people.models import Member
from safeconduct.petitions.models import Argument, Campaign, OfferedTranslation, Question, Reason, Stage, Threshold
from safeconduct.publications.models import Publication
from safeconduct.signing.models import Roll, Signature, Tally
from safeconduct.signing.queries import rolls
from safeconduct.signing.rules.kinds import Visibility
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_tomas
from tests.factories.petitions import NEXT_DAY, TODAY, make_campaign, make_signature, roll_of

pytestmark = pytest.mark.django_db(databases=["default", "signing"])

MONTH = TODAY.replace(day=1)
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


def test_a_signature_is_taken_and_the_way_on_says_nothing_of_it(client: Client, campaign: Campaign):
    answer = send(client)

    assert answer.status_code == 302
    assert answer["Location"] == address("signed/")
    assert Signature.objects.get().state == "pending"


def test_signing_twice_is_answered_byte_for_byte_alike(client: Client, campaign: Campaign):
    first = send(client)
    second = send(client)
    third = send(client, mail="ADA@signers.example")

    assert first.content == second.content == third.content
    assert first.headers.items() == second.headers.items() == third.headers.items()
    assert Signature.objects.count() == 1


def test_what_happens_next_is_the_same_page_for_everybody(client: Client, campaign: Campaign):
    before = page(client, "signed/")
    send(client)

    assert page(client, "signed/") == before


PROBLEMS = [
    ({"name": ""}, "Write your name, with at least one letter."),
    ({"name": "=cmd()"}, "Write your name, with at least one letter.|Begin your name with a letter."),
    ({"name": "Ada www.shop.example"}, "Write a name only"),
    ({"mail": ""}, "Write your e-mail address"),
    ({"mail": "ada@"}, "This is not a whole e-mail address"),
    ({"country": "QQ"}, "Choose a country from the list, or none."),
    ({"visibility": ""}, "Choose how you want to be seen."),
    ({"postcode": "1" * 40}, "Write the postcode with 16 signs at most"),
]


@pytest.mark.parametrize(("wrong", "said"), PROBLEMS)
def test_a_form_with_an_error_comes_back_with_everything_that_was_typed(
    client: Client, campaign: Campaign, wrong: dict[str, str], said: str
):
    answer = send(client, consent=["answer"], **wrong)
    shown = answer.content.decode()

    assert answer.status_code == 422
    assert any(words in shown for words in said.split("|"))
    for field, value in {**FORM, **wrong}.items():
        if field in {"name", "mail", "postcode"} and value:
            assert f'value="{value}"' in shown, field
    assert re.search(r'value="answer"[^>]*checked', shown)
    assert not re.search(r'value="updates"[^>]*checked', shown)
    assert Signature.objects.count() == 0


def test_a_used_ticket_asks_to_press_once_more_and_keeps_the_form(client: Client, campaign: Campaign):
    used = ticket(client)
    client.post(address("sign/"), {**FORM, "ticket": used, "mail": "first@signers.example"})
    again = client.post(address("sign/"), {**FORM, "ticket": used, "consent": "updates"})
    shown = again.content.decode()

    assert again.status_code == 403
    assert "Please press the button once more" in shown
    assert 'value="ada@signers.example"' in shown
    assert re.search(r'value="updates"[^>]*checked', shown)
    fresh = re.search(r'name="ticket" value="([^"]+)"', shown)
    assert fresh is not None
    assert fresh[1] != used
    assert client.post(address("sign/"), {**FORM, "ticket": fresh[1]}).status_code == 302


def test_who_lives_in_danger_is_asked_back_once_with_the_careful_answer_chosen(client: Client, campaign: Campaign):
    asked = send(client, country="RU", visibility="", consent="answer")
    shown = asked.content.decode()

    assert asked.status_code == 200
    assert Signature.objects.count() == 0
    assert "You chose Russia" in shown
    assert re.search(r'value="counted"[^>]*checked', shown)
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', shown))
    assert hidden["name"] == FORM["name"]
    assert hidden["consent"] == "answer"
    assert client.post(address("sign/"), {**hidden, "visibility": "addressee"}).status_code == 302
    assert Signature.objects.get().visibility == "addressee"


def test_a_touched_trap_looks_like_success_and_gets_no_mail(client: Client, campaign: Campaign):
    answer = send(client, website="https://buy.example")

    assert answer["Location"] == address("signed/")
    assert Signature.objects.get().state == "set-aside"


def test_no_get_changes_anything(client: Client, campaign: Campaign):
    for more in ("", "sign/", "signed/", "names/", "reasons/", "arguments/", "questions/", "translate/", "answer/", "feed.atom"):
        client.get(address(more), {**FORM, "ticket": ticket(client)})

    assert Signature.objects.count() == 0
    for kind in (Argument, Question, Reason, OfferedTranslation):
        assert kind.objects.count() == 0


def test_nobody_signs_what_is_closed_paused_or_recalled(client: Client, campaign: Campaign):
    good = ticket(client)
    Roll.objects.update(switches={"pause": True, "message": {"en": "Back at noon."}})
    rolls.forget()

    shown = page(client)
    answer = client.post(address("sign/"), {**FORM, "ticket": good})

    assert "Back at noon." in shown
    assert 'name="mail"' not in shown
    assert answer.status_code == 409
    assert Signature.objects.count() == 0


def test_a_closed_petition_says_why_and_an_ended_one_how(client: Client, campaign: Campaign):
    Campaign.objects.update(closed_at=THEN, closed_by=campaign.created_by, closed_because="The men are free.")
    assert "The men are free." in page(client)

    Campaign.objects.update(end="unanswered", ended_on=TODAY, end_words={"en": "Two letters stayed without an answer."})
    assert "The addressee never answered" in page(client)
    assert "Two letters stayed without an answer." in page(client, "answer/")


def test_a_recalled_text_is_not_shown(client: Client, campaign: Campaign):
    Publication.objects.update(recalled_at=THEN, recalled_by=campaign.created_by)

    shown = page(client)

    assert "This petition was recalled" in shown
    assert "People flee" not in shown
    assert 'name="mail"' not in shown


def test_only_names_given_to_the_public_are_listed_and_only_from_the_next_day(client: Client, campaign: Campaign, monkeypatch: Any):
    roll = roll_of(campaign)
    make_signature(roll, name="Public Name", visibility=Visibility.PUBLIC)
    make_signature(roll, name="Addressee Name", visibility=Visibility.ADDRESSEE)
    make_signature(roll, name="Counted Name", visibility=Visibility.COUNTED)
    monkeypatch.setattr("safeconduct.public.views.petition_pages.today", lambda: TODAY)
    before = page(client, "names/")
    monkeypatch.setattr("safeconduct.public.views.petition_pages.today", lambda: NEXT_DAY)
    after = page(client, "names/")

    assert "Public Name" not in before
    assert "Public Name" in after
    assert "Addressee Name" not in after
    assert "Counted Name" not in after


def test_lists_and_reasons_are_hidden_by_their_switches(client: Client, campaign: Campaign):
    make_signature(roll_of(campaign), name="Public Name")
    Reason.objects.create(campaign=campaign, text="Because.", language="en", state="shown", month=MONTH, owner=b"1" * 16)
    Roll.objects.update(switches={"hide_lists": True, "hide_reasons": True, "hide_counter": True})
    rolls.forget()

    assert "Public Name" not in page(client, "names/")
    assert "Because." not in page(client, "reasons/")
    assert "Because." not in page(client)
    assert "The number is not shown just now" in page(client)


def test_public_bytes_do_not_tell_in_which_order_people_signed(client: Client, campaign: Campaign):
    roll = roll_of(campaign)
    signers = [("Zoë", "SE"), ("Åsa", "DE"), ("Ben", "FR"), ("Ben", "AT"), ("Иван", "SE")]
    told = []
    for order in (signers, signers[::-1]):
        Signature.objects.all().delete()
        Tally.objects.all().delete()
        for name, country in order:
            make_signature(roll, name=name, country=country)
        told.append([without_ticket(page(client, more)) for more in ("", "names/", "feed.atom")])

    assert told[0] == told[1]
    assert "Zoë" in told[0][1]


def without_ticket(shown: str) -> str:
    return re.sub(r'name="ticket" value="[^"]*"', "", shown)


def test_the_page_stays_below_a_hundred_kilobytes_with_all_that_it_loads(client: Client, campaign: Campaign):
    shown = page(client, language="ru")
    loaded = [*re.findall(r'(?:href|src)="/static/([^"]+)"', shown), "built/band.svg"]  # the drawing that the style sheet names
    size = len(shown.encode()) + sum(Path(str(finders.find(one))).stat().st_size for one in loaded)

    assert any(one.endswith("petition.css") for one in loaded)
    assert size < 100_000


def test_the_feed_tells_days_and_no_moments(client: Client, campaign: Campaign):
    Stage.objects.create(
        campaign=campaign, kind="start", on=TODAY, words={"en": "Begun."}, recorded_at=THEN, recorded_by=campaign.created_by
    )
    Threshold.objects.create(campaign=campaign, number=1000, consequence={"en": "A meeting."}, reached_on=TODAY)

    told = page(client, "feed.atom")

    assert "1,000 have signed" in told
    assert "Begun." in told
    assert set(re.findall(r"<(?:updated|published)>[^T]+T([^<]+)<", told)) == {"00:00:00Z"}
