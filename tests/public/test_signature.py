"""A signer's own page: whoever holds the link does everything there, and whoever only opens it does nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.petitions.models import Campaign, Handover, Reason
from safeconduct.petitions.rules.kinds import HandoverState, WordState
from safeconduct.signing.models import PublicName, Signature, WaitingMail
from safeconduct.signing.queries.own import code_tag
from safeconduct.signing.rules.kinds import State, Visibility
from safeconduct.signing.storing.asked import take_asked
from safeconduct.vault.format.signatures import code_of, new_token, reason_owner, token_hash
from tests.factories.advocacy import make_body, make_post
from tests.factories.crises import make_crisis
from tests.factories.people import make_tomas
from tests.factories.petitions import TODAY, Signed, make_campaign, make_signature, roll_of

pytestmark = pytest.mark.django_db(databases=["default", "signing"])

TITLE = "An easier visa for those who flee"
EVERY_STATE = list(State)


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


@pytest.fixture
def crisis(tomas: Member) -> Crisis:
    return make_crisis(is_public=True)


@pytest.fixture
def campaign(crisis: Crisis, tomas: Member) -> Campaign:
    return make_campaign(crisis, tomas, approved_by=crisis.opened_by)


def signed_on(campaign: Campaign, **fields: Any) -> Signed:
    return make_signature(roll_of(campaign), **{"state": State.PENDING, **fields})


def address(signed: Signed, language: str = "en") -> str:
    return f"/{language}/signature/{signed.token}/"


def everything() -> list[tuple[Any, ...]]:
    return [
        (table.__name__, *sorted(map(str, table.objects.values_list()))) for table in (Signature, PublicName, WaitingMail, Reason, Campaign)
    ]


@pytest.mark.parametrize("state", EVERY_STATE)
def test_opening_a_link_changes_nothing(client: Client, campaign: Campaign, state: State) -> None:
    """Mail scanners open every link, some of them with HEAD first."""
    signed = signed_on(campaign, state=state)
    before = everything()

    for _time in range(3):
        client.head(address(signed))
        page = client.get(address(signed))

    assert page.status_code == 200
    assert everything() == before
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in page


def test_one_press_confirms_and_a_second_does_no_harm(client: Client, campaign: Campaign) -> None:
    signed = signed_on(campaign)

    answers = [client.post(address(signed), {"do": "confirm"}) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Signature.objects.get().state == State.CONFIRMED
    assert "It counts." in client.get(address(signed)).content.decode()


def test_neither_title_nor_heading_nor_address_names_what_was_signed(client: Client, campaign: Campaign) -> None:
    page = client.get(address(signed_on(campaign))).content.decode()

    for tag in ("title", "h1"):
        found = re.search(rf"<{tag}[^>]*>(.*?)</{tag}>", page, re.DOTALL)
        assert found
        assert found[1].startswith("Your signature")
        assert TITLE not in found[1]
    assert TITLE in page


@pytest.mark.parametrize("fields", [{"visibility": Visibility.COUNTED}, {"country": "RU"}])
def test_of_who_is_in_danger_the_page_does_not_say_what_was_signed(client: Client, campaign: Campaign, fields: dict[str, Any]) -> None:
    signed = signed_on(campaign, **fields)

    page = client.get(address(signed)).content.decode()

    assert TITLE not in page
    assert campaign.slug not in page
    assert "Confirm my signature" in page


def test_a_link_that_leads_nowhere_says_so(client: Client, campaign: Campaign) -> None:
    for token in (new_token(), "x", "O" * 32, "💥"):
        assert client.get(f"/en/signature/{token}/").status_code == 404
        assert client.post(f"/en/signature/{token}/", {"do": "confirm"}).status_code == 404


def test_a_name_leaves_the_page_at_once_and_the_pages_are_made_anew(client: Client, campaign: Campaign) -> None:
    signed = signed_on(campaign, state=State.CONFIRMED, visibility=Visibility.PUBLIC)
    Reason.objects.create(
        campaign=campaign, language="en", text="Because.", name="Ada Example", country="SE", month=TODAY, state=WordState.SHOWN,
        owner=reason_owner(signed.token),
    )  # fmt: skip
    revision = campaign.crisis.revision

    client.post(address(signed), {"do": "hide", "visibility": "addressee"})

    campaign.crisis.refresh_from_db()
    assert not PublicName.objects.exists()
    assert Reason.objects.get().name == ""
    assert campaign.crisis.revision > revision
    assert Signature.objects.get().visibility == Visibility.ADDRESSEE


def test_a_name_can_be_shown_again_from_the_next_day(client: Client, campaign: Campaign) -> None:
    signed = signed_on(campaign, state=State.CONFIRMED, visibility=Visibility.ADDRESSEE, name="Ada Example")

    client.post(address(signed), {"do": "hide", "visibility": "public"})

    assert PublicName.objects.get().name == "Ada Example"


def test_who_wants_to_be_only_counted_loses_the_name_for_good(client: Client, campaign: Campaign) -> None:
    signed = signed_on(campaign, state=State.CONFIRMED, visibility=Visibility.PUBLIC)

    client.post(address(signed), {"do": "hide", "visibility": "counted"})
    back = client.post(address(signed), {"do": "hide", "visibility": "public"})

    row = Signature.objects.get()
    assert (bytes(row.own), bytes(row.blob), row.visibility, row.state) == (b"", b"", Visibility.COUNTED, State.CONFIRMED)
    assert back.status_code == 422
    assert "no name is kept" in back.content.decode()


@pytest.mark.parametrize("state", ["open", "closed"])
def test_a_signature_is_taken_back_at_any_time(client: Client, campaign: Campaign, state: str) -> None:
    roll = roll_of(campaign)
    roll.state = state
    roll.save()
    signed = signed_on(campaign, state=State.CONFIRMED)

    client.post(address(signed), {"do": "withdraw"})
    client.post(address(signed), {"do": "withdraw"})

    assert Signature.objects.get().state == State.WITHDRAWN
    assert "You have taken it back" in client.get(address(signed)).content.decode()


def test_everything_is_deleted_and_the_link_leads_nowhere(client: Client, campaign: Campaign) -> None:
    signed = signed_on(campaign, state=State.CONFIRMED)

    answer = client.post(address(signed), {"do": "erase"})

    assert "Everything is deleted" in answer.content.decode()
    assert not Signature.objects.exists()
    assert client.get(address(signed)).status_code == 404


def test_who_goes_after_a_handover_is_told_so_and_the_owner_is_to_tell_the_addressee(
    client: Client, campaign: Campaign, tomas: Member
) -> None:
    post = make_post(make_body(campaign.crisis))
    handover = Handover.objects.create(
        campaign=campaign, post=post, language="en", state=HandoverState.RECEIVED, prepared_on=TODAY, prepared_by=tomas,
        made_on=TODAY + timedelta(days=1),
    )  # fmt: skip
    signed, counted = (signed_on(campaign, state=State.CONFIRMED, visibility=see) for see in (Visibility.ADDRESSEE, Visibility.COUNTED))

    before = client.get(address(signed)).content.decode()
    gone = client.post(address(signed), {"do": "erase"}).content.decode()
    client.post(address(counted), {"do": "erase"})

    handover.refresh_from_db()
    assert "Your name was handed over" in before
    assert "write to them yourself" in gone
    assert handover.gone_since == 1


def test_a_code_confirms_and_opens_nothing(client: Client, campaign: Campaign) -> None:
    token = new_token()
    signed_on(campaign, code=code_tag(code_of(token)), token=token_hash(token))

    answer = client.post("/en/signature/", {"code": code_of(token).lower()})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Your signature counts" in page
    assert token not in page
    assert TITLE not in page
    assert Signature.objects.get().state == State.CONFIRMED


@pytest.mark.parametrize("typed", ["", "0123456789", "x" * 500, "💥"])
def test_a_wrong_code_gets_one_sentence_whatever_is_the_reason(client: Client, campaign: Campaign, typed: str) -> None:
    signed_on(campaign)

    answer = client.post("/en/signature/", {"code": typed})

    assert answer.status_code == 422
    assert "This code does not fit." in answer.content.decode()


def test_who_asks_for_a_link_is_answered_the_same_whatever_is_known(client: Client, campaign: Campaign) -> None:
    signed_on(campaign, mail="ada@signers.example")

    answers = {client.post("/en/signature/", {"mail": mail}).content for mail in ("ada@signers.example", "nobody@signers.example", "", "x")}

    assert len(answers) == 1
    assert ("ada@signers.example", "en") in list(take_asked())
    assert not WaitingMail.objects.exists()


def test_codes_are_not_tried_out_by_the_thousand(client: Client, campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safeconduct.public.views.signature.take_turn", lambda *_what, **_at: False)

    assert client.post("/en/signature/", {"code": "0123456789"}).status_code == 429


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_the_page_is_there_in_other_languages(client: Client, campaign: Campaign, language: str) -> None:
    assert f'lang="{language}"' in client.get(address(signed_on(campaign), language)).content.decode()
