"""An update goes to those who agreed to it and to nobody else; addresses are sealed before they are written down."""

from typing import Any

import pytest

from safeconduct.kit.clock import now
from safeconduct.people.permissions import Role
from safeconduct.petitions.models import CampaignUpdate, UpdateText
from safeconduct.signing.actions.send_mails import send_mails
from safeconduct.signing.models import Signature, WaitingMail
from safeconduct.signing.rules.kinds import MailKind, Visibility
from safeconduct.signing.storing.letters import kept_letters
from safeconduct.signing.storing.ram import campaign_key, own_key
from safeconduct.vault.format.messages import open_message
from safeconduct.vault.format.octets import from_text
from safeconduct.vault.format.signatures import open_mail
from tests.factories import keepers
from tests.factories.people import THEN, make_organisation
from tests.factories.petitions import make_signature, roll_of
from tests.factories.posting import Browser
from tests.factories.vault import KeyedMember, make_keyed_member
from tests.petitions import test_handover
from tests.petitions.test_handover import Stage

jonas, stage = keepers.jonas, test_handover.stage  # fixtures
pytestmark = pytest.mark.django_db(databases=["default", "signing", "intake"])
MOST_TURNS = 1000


@pytest.fixture
def update(stage: Stage) -> CampaignUpdate:
    row = CampaignUpdate.objects.create(campaign=stage.campaign, published_at=THEN, published_by=stage.tomas.member)
    UpdateText.objects.create(update=row, language="en", is_original=True, title="They will meet us", text="On Friday.")
    Signature.objects.all().delete()
    key = campaign_key(stage.campaign.roll)
    for name, consents in (("ada", ["updates"]), ("ben", ["partners"]), ("cia", ["answer", "updates"])):
        make_signature(roll_of(stage.campaign), name=name, mail=f"{name}@signers.example", consents=consents, key=key)
    make_signature(roll_of(stage.campaign), mail="dag@signers.example", visibility=Visibility.COUNTED, key=key)
    return row


def address(stage: Stage, update: CampaignUpdate) -> str:
    return f"/desk/signatures/campaigns/{stage.campaign.reference}/updates/{update.reference}/mails/"


def opened(stage: Stage, update: CampaignUpdate, after: str = "") -> list[tuple[str, dict[str, Any]]]:
    given = Browser(stage.tomas).get(f"{address(stage, update)}?after={after}").json()["signatures"]
    return [(one["id"], open_message(stage.identity, from_text(one["blob"]))) for one in given]


def mail(stage: Stage, update: CampaignUpdate, by: KeyedMember | None = None, **changes: str) -> Any:
    got = opened(stage, update)
    wanted = [{"id": id_, "mail": changes.get(fields["name"], fields["mail"])} for id_, fields in got if "updates" in fields["consents"]]
    return Browser(by or stage.tomas).post(address(stage, update), {"mails": wanted, "last": got[-1][0]})


def test_those_who_agreed_get_one_mail(stage: Stage, update: CampaignUpdate):
    answers = [mail(stage, update), mail(stage, update)]  # once more changes nothing

    update.refresh_from_db()
    waiting = list(WaitingMail.objects.all())
    assert [one.json() for one in answers] == [{"mailed": 2}, {"mailed": 2}]
    assert sorted(open_mail(own_key("mail"), bytes(one.blob))["to"] for one in waiting) == ["ada@signers.example", "cia@signers.example"]
    assert {one.kind for one in waiting} == {MailKind.NEWS}
    assert not any(b"signers.example" in bytes(one.blob) for one in waiting)
    assert opened(stage, update, after=update.mailed_to) == []


def test_the_mail_names_no_cause(stage: Stage, update: CampaignUpdate, settings: Any):
    settings.SIGNING_MAILS_A_MINUTE = 60_000
    for old in kept_letters():
        old.unlink()
    mail(stage, update)

    turns = 0
    while WaitingMail.objects.exists() and turns < MOST_TURNS:  # the pace begins slowly
        send_mails(at=now())
        turns += 1

    letters = [letter.read_text() for letter in kept_letters()]
    assert (len(letters), WaitingMail.objects.count()) == (2, 0)
    assert all("Subject: News that you wanted" in letter for letter in letters)
    assert not any("They will meet us" in letter for letter in letters)


def test_an_address_that_did_not_sign_is_not_written_to(stage: Stage, update: CampaignUpdate):
    answer = mail(stage, update, ada="press@elsewhere.example")

    assert answer.json() == {"mailed": 1}
    assert [open_mail(own_key("mail"), bytes(one.blob))["to"] for one in WaitingMail.objects.all()] == ["cia@signers.example"]


def test_nobody_is_told_of_what_was_taken_back(stage: Stage, update: CampaignUpdate):
    CampaignUpdate.objects.update(taken_back_at=THEN)

    answer = mail(stage, update)

    assert (answer.status_code, answer.json()["code"], WaitingMail.objects.count()) == (422, "no-news", 0)


@pytest.mark.parametrize(
    ("roles", "own", "status"), [([Role.CAMPAIGNER], True, 404), ([Role.PRESS], True, 403), ([Role.CAMPAIGNER], False, 404)]
)
def test_who_may_write_to_signers(stage: Stage, update: CampaignUpdate, roles: list[Role], own: bool, status: int):
    organisation = stage.jonas.member.organisation if own else make_organisation("Vera's office")
    somebody = make_keyed_member("vera", roles=roles, organisation=organisation)

    assert Browser(somebody).get(address(stage, update)).status_code == status
    assert mail(stage, update, by=somebody).status_code == status
    assert WaitingMail.objects.count() == 0
