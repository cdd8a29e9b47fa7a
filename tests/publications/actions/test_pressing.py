"""What the doors do not reach: letters counted by several at once, numbers of different organisations, forgetting by the command."""

import pytest
from click.testing import CliRunner

from safeconduct.cli.commands import safeconduct
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role as MemberRole
from safeconduct.publications.actions.count_appeal import NothingIsAsked, count_appeal
from safeconduct.publications.actions.number_urgent_action import number_urgent_action
from safeconduct.publications.actions.record_consent import NotUrgentAction, record_consent
from safeconduct.publications.actions.take_in_hand import NotLeading, NotPermitted
from safeconduct.publications.actions.withdraw_consent import NoConsent, withdraw_consent
from safeconduct.publications.models import Journalist, SpentTicket, Tally
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.urgent import ConsentBy, Way
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_member, make_organisation, make_tomas
from tests.factories.publications import make_publication
from tests.factories.urgent import let_out, make_embargoed, make_journalist, make_urgent_action

pytestmark = pytest.mark.django_db


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


@pytest.fixture
def crisis(tomas: Member) -> Crisis:
    return make_crisis(organisations=[make_organisation("Amber House")], is_public=True)


def test_one_ticket_counts_once_even_for_another_country(crisis: Crisis, tomas: Member):
    action = let_out(make_urgent_action(crisis, tomas), tomas, crisis.opened_by)

    counted = [count_appeal(publication=action, country=country, way=Way.MAIL, ticket=b"one", at=THEN) for country in ("SE", "SE", "DK")]

    assert counted == [True, False, False]
    assert [(row.country, row.count) for row in Tally.objects.all()] == [("SE", 1)]


def test_tickets_are_forgotten_after_some_days(crisis: Crisis, tomas: Member):
    action = let_out(make_urgent_action(crisis, tomas), tomas, crisis.opened_by)
    count_appeal(publication=action, country="", way=Way.POST, ticket=b"one", at=THEN)

    count_appeal(publication=action, country="", way=Way.POST, ticket=b"two", at=THEN.replace(day=28))

    assert SpentTicket.objects.count() == 1
    assert Tally.objects.get().count == 2


def test_a_draft_counts_nothing(crisis: Crisis, tomas: Member):
    with pytest.raises(NothingIsAsked):
        count_appeal(publication=make_urgent_action(crisis, tomas), country="SE", way=Way.MAIL, ticket=b"one", at=THEN)


def test_numbers_are_one_row_across_organisations(crisis: Crisis, tomas: Member):
    aino = make_member("aino", roles=[MemberRole.CAMPAIGNER], organisation=make_organisation("Amber House"))
    ours = make_urgent_action(crisis, tomas)
    theirs = make_publication(crisis, aino, kind=Kind.URGENT_ACTION)

    theirs = number_urgent_action(publication=theirs, year=2017, by=aino, at=THEN)

    assert (ours.facts["number"], theirs.facts["number"]) == ("1", "2")


def test_consent_is_recorded_by_the_leading_organisation_with_the_right_alone(crisis: Crisis, tomas: Member):
    action = make_urgent_action(crisis, tomas)
    aino = make_member("aino", roles=list(MemberRole), organisation=make_organisation("Amber House"))
    ines = make_member("ines", roles=[MemberRole.RESEARCHER])
    given = {"given_by": ConsentBy.PERSON, "given_on": THEN.date(), "covers": "The town."}

    with pytest.raises(NotLeading):
        record_consent(publication=action, **given, by=aino, at=THEN)  # type: ignore[arg-type]
    with pytest.raises(NotPermitted):
        record_consent(publication=action, **given, by=ines, at=THEN)  # type: ignore[arg-type]
    with pytest.raises(NotUrgentAction):
        record_consent(publication=make_publication(crisis, tomas), **given, by=tomas, at=THEN)  # type: ignore[arg-type]


def test_one_of_them_says_stop_and_every_consent_ends(crisis: Crisis, tomas: Member):
    action = make_urgent_action(crisis, tomas)
    record_consent(publication=action, given_by=ConsentBy.LAWYER, given_on=THEN.date(), covers="The town.", by=tomas, at=THEN)

    withdraw_consent(publication=action, on=THEN.date(), by=tomas, at=THEN)

    assert not action.consents.filter(withdrawn_on__isnull=True).exists()
    with pytest.raises(NoConsent):
        withdraw_consent(publication=action, on=THEN.date(), by=tomas, at=THEN)


def test_the_nightly_command_forgets_who_left_long_ago(crisis: Crisis, tomas: Member):
    petra = make_member("petra", roles=[MemberRole.PRESS])
    release = make_embargoed(crisis, tomas, crisis.opened_by)
    gone, stays = make_journalist(petra), make_journalist(petra, "Bo Reader", mail="bo@courier.example")
    release.press_access.create(journalist=gone, token_hash=b"x" * 32, mark="2345-6789", given_at=THEN, given_by=petra)
    Journalist.objects.filter(pk=gone.pk).update(left_on=THEN.date())

    told = CliRunner().invoke(safeconduct, ["outbox", "tidy"])

    assert "Forgotten: 1 journalists" in told.output
    gone.refresh_from_db()
    stays.refresh_from_db()
    assert (gone.name, gone.outlet) == ("", "")
    assert stays.mail == "bo@courier.example"
