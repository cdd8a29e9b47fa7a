"""Travel and alarm: whose keys are withheld by whom, and who gives them back (A5, A6)."""

import pytest
from django.test import Client

from safeconduct.audit.models import Entry
from safeconduct.kit.clock import today
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from tests.factories.people import make_ines, make_jonas, make_member, make_tomas, make_vera

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines() -> Member:
    return make_ines()


def act(by: Member, address: str) -> int:
    client = Client()
    client.force_login(by)
    return client.post(address).status_code


def is_withheld(member: Member) -> bool:
    member.refresh_from_db()
    return member.withheld_on is not None


def withhold(member: Member) -> None:
    Member.objects.filter(pk=member.pk).update(withheld_on=today())
    member.refresh_from_db()


def release(member: Member, by: Member) -> int:
    return act(by, f"/desk/members/{member.reference}/release/")


def test_travel_is_switched_on_by_oneself_and_off_by_two_colleagues(ines: Member):
    jonas, tomas = make_jonas(), make_tomas()

    assert act(ines, "/desk/members/travel/") == 302
    assert is_withheld(ines)

    release(ines, jonas)
    assert is_withheld(ines)

    release(ines, tomas)
    assert not is_withheld(ines)
    kinds = list(Entry.objects.filter(subject=ines.reference).order_by("sequence").values_list("kind", flat=True))
    assert kinds[-4:] == ["people.keys-withheld", "people.release-said", "people.release-said", "people.keys-released"]


def test_one_colleague_twice_is_one_word(ines: Member):
    jonas = make_jonas()
    withhold(ines)

    release(ines, jonas)
    release(ines, jonas)

    assert is_withheld(ines)
    assert Entry.objects.filter(kind="people.release-said").count() == 1


@pytest.mark.parametrize("who", ["oneself", "another organisation", "withheld", "left"])
def test_nobody_else_gives_keys_back(ines: Member, who: str):
    withhold(ines)
    release(ines, make_jonas())
    by = {"oneself": lambda: ines, "another organisation": make_vera, "withheld": make_tomas, "left": make_tomas}[who]()
    if who == "withheld":
        withhold(by)
    if who == "left":
        Member.objects.filter(pk=by.pk).update(is_active=False)

    release(ines, by)

    assert is_withheld(ines)


def test_the_word_of_who_was_withheld_meanwhile_counts_no_more(ines: Member):
    jonas, tomas = make_jonas(), make_tomas()
    withhold(ines)
    release(ines, jonas)
    withhold(jonas)

    release(ines, tomas)

    assert is_withheld(ines)


def test_travel_is_refused_where_nobody_could_end_it(ines: Member):
    make_jonas()

    assert act(ines, "/desk/members/travel/") == 422
    assert not is_withheld(ines)

    withhold(make_tomas())
    assert act(ines, "/desk/members/travel/") == 422
    assert not is_withheld(ines)


def test_the_alarm_ends_every_session_and_colleagues_see_it(ines: Member, client: Client):
    make_jonas()
    client.force_login(ines)
    thief = Client()
    thief.cookies["desk"] = client.cookies["desk"].value

    answer = client.post(f"/desk/members/{ines.reference}/alarm/")

    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert is_withheld(ines)
    assert thief.get("/desk/").status_code == 302
    assert Entry.objects.get(kind="people.alarm-raised").subject == ines.reference
    client.force_login(Member.objects.get(handle="jonas"))
    assert "Withheld since" in client.get("/desk/members/").content.decode()


def test_an_alarm_raised_again_asks_for_both_colleagues_anew(ines: Member):
    jonas, tomas = make_jonas(), make_tomas()
    withhold(ines)
    release(ines, jonas)

    act(jonas, f"/desk/members/{ines.reference}/alarm/")
    release(ines, tomas)

    assert is_withheld(ines)


#                                  for oneself  for a colleague
ALARMS = {
    Role.CAMPAIGNER: (True, False),
    Role.CASE_LEAD: (True, False),
    Role.CASEWORKER: (True, False),
    Role.COORDINATOR: (True, True),
    Role.HOTLINE: (True, False),
    Role.PRESS: (True, False),
    Role.READER: (True, False),
    Role.RESEARCHER: (True, False),
    Role.SIGNATORY: (True, False),
    Role.STEWARD: (True, True),
    Role.TREASURER: (True, False),
}


@pytest.mark.parametrize("role", list(Role))
def test_who_may_raise_the_alarm_for_whom(ines: Member, role: Role):
    amina = make_member("amina", roles=[role])

    act(amina, f"/desk/members/{ines.reference}/alarm/")
    act(amina, f"/desk/members/{amina.reference}/alarm/")

    assert (is_withheld(amina), is_withheld(ines)) == ALARMS[role]


def test_nobody_of_another_organisation_raises_it(ines: Member):
    vera = make_vera()

    for address in ("alarm", "release", "remove"):
        there = act(vera, f"/desk/members/{ines.reference}/{address}/")
        assert there == act(vera, f"/desk/members/ME-000000/{address}/") == 404
    assert not is_withheld(ines)
