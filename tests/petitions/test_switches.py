"""The switch board: who turns it, what it says, and that the machine's own switches win."""

from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from safeconduct.audit.models import Entry
from safeconduct.cli.petitions import petitions
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from safeconduct.petitions.models import Campaign
from safeconduct.petitions.queries.switchboard import board_of
from safeconduct.signing.models import Roll
from safeconduct.signing.rules.switches import Switches
from safeconduct.signing.storing.ram import ram_folder
from safeconduct.signing.storing.switches import FILE, turned_here
from tests.factories.crises import make_crisis
from tests.factories.people import make_ines, make_jonas, make_member, make_organisation, make_tomas, make_vera
from tests.factories.petitions import make_campaign, roll_of

pytestmark = pytest.mark.django_db(databases=["default", "signing"])


@pytest.fixture(autouse=True)
def nothing_turned() -> Iterator[None]:
    yield
    (ram_folder() / FILE).unlink(missing_ok=True)


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


@pytest.fixture
def crisis(tomas: Member) -> Crisis:
    return make_crisis(by=make_jonas(), organisations=[make_organisation("The Harbour")], is_public=True)


@pytest.fixture
def campaign(crisis: Crisis, tomas: Member) -> Campaign:
    return make_campaign(crisis, tomas, approved_by=crisis.opened_by)


def page_of(campaign: Campaign, name: str = "switches") -> str:
    return reverse(f"petitions:{name}", args=[campaign.crisis.slug, campaign.reference])


def make_mira() -> Member:
    """Mira campaigns in a sister organisation that answers the same crisis."""
    return make_member("mira", roles=[Role.CAMPAIGNER], organisation=make_organisation("The Harbour"))


@pytest.mark.parametrize(("make", "status"), [(make_ines, 403), (make_jonas, 403), (make_vera, 404), (make_mira, 404)])
def test_nobody_but_a_campaigner_of_the_owner_turns_switches(make, status: int, client: Client, campaign: Campaign) -> None:
    member = Member.objects.get(handle="jonas") if make is make_jonas else make()
    client.force_login(member)

    assert client.get(page_of(campaign)).status_code == status
    assert client.post(page_of(campaign), {"pause": "on"}).status_code == status
    assert client.post(page_of(campaign, "clear-switches")).status_code == status
    assert roll_of(campaign).switches == {}


def test_tomas_pauses_with_a_message_and_ends_the_pause(client: Client, campaign: Campaign, tomas: Member) -> None:
    client.force_login(tomas)
    revision = roll_of(campaign).revision

    client.post(page_of(campaign), {"pause": "on", "message_en": "We are back at ten.", "hide_counter": "on"})

    roll = roll_of(campaign)
    assert roll.switches == {"pause": True, "hide_counter": True, "message": {"en": "We are back at ten."}}
    assert roll.revision == revision + 1
    shown = client.get(page_of(campaign)).content.decode()
    assert "Nobody can sign now" in shown
    assert "We are back at ten." in shown
    assert Entry.objects.get(kind="petitions.switches-turned").detail["on"] == ["hide_counter", "message", "pause"]

    client.post(page_of(campaign), {})
    assert roll_of(campaign).switches == {}
    assert "Everything is as usual" in client.get(page_of(campaign)).content.decode()


def test_what_changes_nothing_is_not_recorded(client: Client, campaign: Campaign, tomas: Member) -> None:
    client.force_login(tomas)

    client.post(page_of(campaign), {})

    assert not Entry.objects.filter(kind__startswith="petitions.switches").exists()


def test_the_page_says_which_of_both_is_in_force_and_clears_the_machine(client: Client, campaign: Campaign, tomas: Member) -> None:
    client.force_login(tomas)
    CliRunner().invoke(petitions, ["switch", campaign.reference, "pause", "--message", "en=Back at ten"], catch_exceptions=False)

    assert board_of(campaign).now == Switches(pause=True, message={"en": "Back at ten"})
    assert "turned at the machine" in client.get(page_of(campaign)).content.decode()

    client.post(page_of(campaign, "clear-switches"))
    assert board_of(campaign).is_usual
    assert turned_here() == {}


def test_the_page_turns_the_machine_where_the_database_does_not_answer(
    client: Client, campaign: Campaign, tomas: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(tomas)

    def broken(*_args: object, **_named: object) -> None:
        raise DatabaseError

    with monkeypatch.context() as patch:
        patch.setattr(Roll.objects, "filter", broken)
        patch.setattr(Roll.objects, "select_for_update", broken)
        answer = client.post(page_of(campaign), {"pause": "on"}, follow=True)

    assert "does not answer" in answer.content.decode()
    assert board_of(campaign).now.pause


def test_the_command_needs_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.ensure_connection", lambda _self: pytest.fail("a database"))
    run = CliRunner()

    assert "pause is on" in run.invoke(petitions, ["switch", "PE-7Q4MZK", "pause", "--message", "en=Later"]).output
    run.invoke(petitions, ["switch", "PE-7Q4MZK", "hide-lists", "--off"])
    assert run.invoke(petitions, ["switches"]).output.strip() == "PE-7Q4MZK: message, pause, hide-lists off"
    assert "Cleared" in run.invoke(petitions, ["switch", "PE-7Q4MZK", "clear"]).output
    assert "Nothing is turned" in run.invoke(petitions, ["switches"]).output
    assert run.invoke(petitions, ["switch", "the visa", "pause"]).exit_code == 1
    assert run.invoke(petitions, ["switch", "PE-7Q4MZK", "pause", "--message", "later"]).exit_code == 1
