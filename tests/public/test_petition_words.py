"""What people send in for a petition: kept until somebody has looked, with nothing of the sender, and taken back at any time."""

import re
from typing import Any

import pytest
from django.test import Client

from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.petitions.models import Argument, Campaign, OfferedTranslation, Question, Reason
from safeconduct.petitions.rules.sending import MOST_HELD, REPORTS_THAT_HOLD
from safeconduct.signing.models import Roll
from safeconduct.signing.queries import rolls
from safeconduct.signing.rules.kinds import State, Visibility
from tests.factories.crises import make_crisis
from tests.factories.people import make_tomas
from tests.factories.petitions import TODAY, Signed, make_campaign, make_signature, roll_of

pytestmark = pytest.mark.django_db(databases=["default", "signing"])

MONTH = TODAY.replace(day=1)
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
def campaign(crisis: Crisis, tomas: Member) -> Campaign:
    return make_campaign(crisis, tomas, approved_by=crisis.opened_by)


@pytest.fixture
def signed(campaign: Campaign) -> Signed:
    return make_signature(roll_of(campaign), name="Ada Example", visibility=Visibility.PUBLIC)


def send(client: Client, where: str, *, ticket: str | None = None, **fields: Any) -> Any:
    shown = client.get(HERE + where).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', shown))
    return client.post(HERE + where, {**hidden, **({"ticket": ticket} if ticket is not None else {}), **fields})


def body(client: Client, where: str = "") -> str:
    return client.get(HERE + where).content.decode()


SENT = [
    ("arguments/", {"side": "against", "text": "It costs too much."}, Argument),
    ("questions/", {"text": "Who reads my address?"}, Question),
    ("translate/", {"language": "fi", "title": "Helpompi viisumi"}, OfferedTranslation),
]


def filled(campaign: Campaign, fields: dict[str, str]) -> dict[str, str]:
    part = campaign.publication.parts.get()
    return {**fields, part.reference: "Ihmiset pakenevat."} if "language" in fields else fields


@pytest.mark.parametrize(("where", "fields", "kind"), SENT)
def test_what_is_sent_in_waits_and_stands_nowhere(client: Client, campaign: Campaign, where: str, fields: dict[str, str], kind: Any):
    answer = send(client, where, **filled(campaign, fields))

    assert answer["Location"] == f"{HERE}thanks/"
    assert kind.objects.get().state == "held"
    assert kind.objects.get().month.day == 1
    for words in (fields.get("text"), fields.get("title")):
        assert not words or words not in body(client) + body(client, where)


@pytest.mark.parametrize(("where", "fields", "kind"), SENT)
def test_one_page_sends_once(client: Client, campaign: Campaign, where: str, fields: dict[str, str], kind: Any):
    ticket = re.search(r'name="ticket" value="([^"]+)"', body(client, where))
    assert ticket is not None

    for _time in range(3):
        assert send(client, where, ticket=ticket[1], **filled(campaign, fields)).status_code == 302

    assert kind.objects.count() == 1


@pytest.mark.parametrize(("where", "fields", "kind"), SENT)
def test_an_old_page_comes_back_with_everything_typed_and_a_ticket_that_works(
    client: Client, campaign: Campaign, where: str, fields: dict[str, str], kind: Any
):
    back = send(client, where, ticket="no ticket of ours", **filled(campaign, fields))
    shown = back.content.decode()

    assert back.status_code == 422
    assert kind.objects.count() == 0
    for value in filled(campaign, fields).values():
        assert value in shown
    ticket = re.search(r'name="ticket" value="([^"]+)"', shown)
    assert ticket is not None
    assert send(client, where, ticket=ticket[1], **filled(campaign, fields)).status_code == 302


@pytest.mark.parametrize(("where", "fields", "kind"), SENT)
def test_a_touched_trap_looks_like_thanks(client: Client, campaign: Campaign, where: str, fields: dict[str, str], kind: Any):
    answer = send(client, where, website="https://buy.example", **filled(campaign, fields))

    assert answer["Location"] == f"{HERE}thanks/"
    assert kind.objects.count() == 0


def test_more_than_anybody_reads_is_not_taken_and_not_lost(client: Client, campaign: Campaign):
    Question.objects.bulk_create(
        Question(reference=f"QU-{number:06}", campaign=campaign, language="en", text="?", month=MONTH) for number in range(MOST_HELD)
    )

    back = send(client, "questions/", text="One more question")

    assert back.status_code == 422
    assert "One more question" in back.content.decode()
    assert Question.objects.count() == MOST_HELD


def write(client: Client, signed: Signed, text: str, **more: str) -> Any:
    return client.post(f"/en/signature/{signed.token}/reason/", {"text": text, **more})


def test_a_signer_writes_a_reason_that_waits_with_the_name_chosen_for_the_public(client: Client, campaign: Campaign, signed: Signed):
    answer = write(client, signed, "Nobody should be taken from their home.")
    reason = Reason.objects.get()

    assert answer.status_code == 302
    assert (reason.state, reason.name, reason.country) == ("held", "Ada Example", "SE")
    assert "Nobody should be taken" not in body(client, "reasons/")
    assert signed.token not in str(Reason.objects.values_list())


@pytest.mark.parametrize("visibility", [Visibility.ADDRESSEE, Visibility.COUNTED])
def test_who_is_not_named_in_public_is_not_named_with_a_reason(client: Client, campaign: Campaign, visibility: Visibility):
    write(client, make_signature(roll_of(campaign), visibility=visibility), "Because it is right.")

    assert (Reason.objects.get().name, Reason.objects.get().country) == ("", "")


def test_who_has_not_confirmed_writes_nothing(client: Client, campaign: Campaign):
    answer = write(client, make_signature(roll_of(campaign), state=State.PENDING), "Because it is right.")

    assert answer.status_code == 422
    assert Reason.objects.count() == 0
    assert write(client, Signed(answer, "0" * 32, ""), "Because.").status_code == 404


def test_a_reason_that_exposes_its_writer_is_shown_to_the_writer_first(client: Client, campaign: Campaign, signed: Signed):
    asked = write(client, signed, "I'm gay and I live in Grozny")
    shown = asked.content.decode()

    assert Reason.objects.count() == 0
    for words in ("This tells every reader:", "whom you love, or who you are", "grozny", "your name: Ada Example"):
        assert words in shown, words
    assert "I&#x27;m gay and I live in Grozny" in shown
    assert write(client, signed, "I'm gay and I live in Grozny", bare="1").status_code == 302
    assert (Reason.objects.get().name, Reason.objects.get().country) == ("", "")


def test_a_reason_is_taken_back_at_once_and_without_a_signature(client: Client, campaign: Campaign, signed: Signed):
    write(client, signed, "Because it is right.")
    Reason.objects.update(state="shown")
    assert "Because it is right." in body(client, "reasons/")
    signed.signature.delete()

    answer = client.post(f"/en/signature/{signed.token}/reason/back/")

    assert "It is taken back" in answer.content.decode()
    assert "Because it is right." not in body(client, "reasons/")
    reason = Reason.objects.get()
    assert (reason.state, reason.text, reason.name, bytes(reason.owner)) == ("taken-back", "", "", b"")
    assert client.post(f"/en/signature/{signed.token}/reason/back/").status_code == 200


def test_following_the_link_takes_nothing_back(client: Client, campaign: Campaign, signed: Signed):
    write(client, signed, "Because it is right.")

    client.get(f"/en/signature/{signed.token}/reason/")
    refused = client.get(f"/en/signature/{signed.token}/reason/back/")

    assert refused.status_code == 405
    assert Reason.objects.get().state == "held"


def test_neither_title_nor_address_below_the_link_tells_what_was_signed(client: Client, campaign: Campaign, signed: Signed):
    answer = client.get(f"/en/signature/{signed.token}/reason/")

    assert "easier visa" not in answer.content.decode().lower()
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"


def test_several_reports_take_a_reason_off_the_page_until_somebody_looks(client: Client, campaign: Campaign):
    reason = Reason.objects.create(campaign=campaign, text="Because.", language="en", state="shown", month=MONTH, owner=b"1" * 16)
    where = f"reasons/{reason.reference}/report/"

    for number in range(1, REPORTS_THAT_HOLD + 1):
        assert "Because." in body(client, "reasons/")
        assert send(client, where).status_code == 302
        reason.refresh_from_db()
        assert reason.reports == number

    assert reason.state == "held"
    assert "Because." not in body(client, "reasons/")


def test_no_reason_is_taken_while_reasons_are_turned_off(client: Client, campaign: Campaign, signed: Signed):
    Roll.objects.update(switches={"hide_reasons": True})
    rolls.forget()

    answer = write(client, signed, "Because it is right.")

    assert answer.status_code == 422
    assert Reason.objects.count() == 0
    assert "Reasons are not collected here." in client.get(f"/en/signature/{signed.token}/reason/").content.decode()
