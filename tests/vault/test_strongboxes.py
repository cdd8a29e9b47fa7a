"""Strongboxes, asked for as browsers ask: any two of the sharers open one, everybody who shares it sees that it was asked for."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from safeconduct.audit.models import Entry
from safeconduct.kit.clock import today
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from safeconduct.vault.actions.remove_member import remove_member
from safeconduct.vault.actions.tidy_strongboxes import tidy_strongboxes
from safeconduct.vault.format.octets import from_text, to_text
from safeconduct.vault.format.strongboxes import open_share, open_strongbox
from safeconduct.vault.models import Strongbox, StrongboxAsking, StrongboxShare
from safeconduct.vault.rules.asking import first_day_of_asking
from tests.factories import keepers
from tests.factories.people import THEN, make_organisation
from tests.factories.posting import Browser
from tests.factories.strongboxes import ADDRESS, BOXES, listed, make_strongbox, new_strongbox, own_share, post_strongbox, share_for
from tests.factories.vault import KeyedMember, make_keyed_member

jonas, amina, tomas = keepers.jonas, keepers.amina, keepers.tomas  # fixtures
pytestmark = pytest.mark.django_db(databases=["default", "intake"])


@pytest.fixture
def vera() -> KeyedMember:
    return make_keyed_member("vera", roles=list(Role), organisation=make_organisation("Far Shore", country="NO"))


def ask(sharer: KeyedMember, id_: str) -> Any:
    return Browser(sharer).post(f"{BOXES}{id_}/ask/")


def give(giver: KeyedMember, to: KeyedMember, id_: str) -> Any:
    return Browser(giver).post(f"{BOXES}{id_}/give/", share_for(to, id_, by=giver))


def opened(sharer: KeyedMember, id_: str) -> Any:
    """Open a box with the own share and the one that was given, as the server hands them out."""
    there = Browser(sharer).get(f"{BOXES}{id_}/").json()
    given = there["given"]
    other = open_share(sharer.identity, from_text(given["blob"]), box=UUID(id_), by=given["by"], member=sharer.reference)
    return open_strongbox(from_text(there["blob"]), own_share(sharer, id_), other, box=UUID(id_))


def test_two_open_it_after_one_asked_and_the_other_gave(amina: KeyedMember, tomas: KeyedMember, jonas: KeyedMember):
    id_ = post_strongbox([amina, tomas, jonas])["id"]
    assert Browser(tomas).get(f"{BOXES}{id_}/").json()["given"] is None

    assert ask(tomas, id_).json() == {"done": True}
    assert give(jonas, tomas, id_).json() == {"done": True}

    assert opened(tomas, id_) == ADDRESS
    assert Browser(amina).get(f"{BOXES}{id_}/").json()["given"] is None


def test_everybody_who_shares_it_sees_who_asks_and_whether_a_share_was_given(amina: KeyedMember, tomas: KeyedMember, jonas: KeyedMember):
    id_ = post_strongbox([amina, tomas, jonas])["id"]
    ask(tomas, id_)

    for sharer in (amina, tomas, jonas):
        assert listed(sharer, id_)["askings"] == [{"by": tomas.reference, "on": today().isoformat(), "given": False}]
    give(amina, tomas, id_)
    assert listed(jonas, id_)["askings"][0]["given"] is True
    assert listed(jonas, id_)["holders"] == sorted([amina.reference, tomas.reference, jonas.reference])


def test_what_happened_is_written_down_by_day_and_says_not_what_lies_in_it(amina: KeyedMember, tomas: KeyedMember):
    id_ = post_strongbox([amina, tomas])["id"]
    ask(tomas, id_)
    give(amina, tomas, id_)
    Browser(amina).post(f"{BOXES}{id_}/destroy/", {"id": id_})

    entries = list(Entry.objects.filter(subject=id_).order_by("pk"))
    assert [(entry.kind, entry.by, entry.detail) for entry in entries] == [
        ("vault.strongbox-sealed", amina.reference, {"sharers": 2}),
        ("vault.strongbox-asked", tomas.reference, {}),
        ("vault.strongbox-share-given", amina.reference, {"to": tomas.reference}),
        ("vault.strongbox-destroyed", amina.reference, {}),
    ]
    assert all((entry.at.hour, entry.at.minute, entry.at.second) == (0, 0, 0) for entry in entries)
    assert not Strongbox.objects.exists()


def one_sharer(said: dict[str, Any]) -> str:
    said["shares"].pop()
    return "too-few-sharers"


def twice_the_same(said: dict[str, Any]) -> str:
    said["shares"][1] = said["shares"][0]
    return "not-understood"


def plain_content(said: dict[str, Any]) -> str:
    said["blob"] = to_text(b"The street is invented.".ljust(456, b"."))
    return "not-sealed"


def plain_share(said: dict[str, Any]) -> str:
    said["shares"][0]["blob"] = to_text(b"The key is seven.".ljust(456, b"."))
    return "not-sealed"


def content_of_another_box(said: dict[str, Any]) -> str:
    said["id"] = str(uuid4())
    return "not-signed"


def shares_the_wrong_way_round(said: dict[str, Any]) -> str:
    one, other = said["shares"]
    one["blob"], other["blob"] = other["blob"], one["blob"]
    return "not-signed"


def no_signature(said: dict[str, Any]) -> str:
    said["shares"][0]["signature"] = to_text(bytes(64))
    return "not-signed"


def to_a_stranger(said: dict[str, Any]) -> str:
    said["shares"][0]["member"] = "ME-000000"
    return "cannot-hold"


def a_day_that_has_passed(said: dict[str, Any]) -> str:
    said["expires_on"] = "2001-01-01"
    return "not-understood"


SPOILING: list[Callable[[dict[str, Any]], str]] = [
    *(one_sharer, twice_the_same, plain_content, plain_share, content_of_another_box),
    *(shares_the_wrong_way_round, no_signature, to_a_stranger, a_day_that_has_passed),
]


@pytest.mark.parametrize("spoil", SPOILING, ids=lambda spoil: spoil.__name__)
def test_nothing_is_kept_that_two_could_not_open(amina: KeyedMember, tomas: KeyedMember, spoil: Callable[[dict[str, Any]], str]):
    said = new_strongbox([amina, tomas])
    code = spoil(said)

    assert Browser(amina).post(BOXES, said).json()["code"] == code
    assert not Strongbox.objects.exists()
    assert not Entry.objects.filter(kind__startswith="vault.strongbox").exists()


def test_six_are_too_many_to_say_that_it_takes_two(amina: KeyedMember, jonas: KeyedMember):
    said = new_strongbox([amina, jonas])
    said["shares"] = [{**said["shares"][0], "member": f"ME-00000{number}"} for number in range(6)]

    assert Browser(amina).post(BOXES, said).json()["code"] == "too-many-sharers"


def test_the_same_box_sent_again_is_kept_once_and_its_id_is_nobody_elses(amina: KeyedMember, tomas: KeyedMember):
    said = post_strongbox([amina, tomas])

    assert Browser(amina).post(BOXES, said).status_code == 200
    assert Browser(tomas).post(BOXES, {**new_strongbox([tomas, amina]), "id": said["id"]}).json()["code"] == "taken"
    assert Strongbox.objects.count() == 1


def test_whoever_seals_it_need_not_share_it_and_then_never_sees_it_again(amina: KeyedMember, tomas: KeyedMember, jonas: KeyedMember):
    id_ = post_strongbox([tomas, jonas], by=amina)["id"]

    assert Browser(amina).get(BOXES).json() == {"strongboxes": []}
    assert Browser(amina).get(f"{BOXES}{id_}/").status_code == 404
    assert ask(amina, id_).status_code == 404


def test_nobody_gives_to_themselves_or_to_who_did_not_ask(amina: KeyedMember, tomas: KeyedMember, jonas: KeyedMember):
    id_ = post_strongbox([amina, tomas, jonas])["id"]
    ask(amina, id_)

    assert give(amina, amina, id_).json()["code"] == "same-person"
    assert give(jonas, tomas, id_).json()["code"] == "nothing-asked"
    assert StrongboxAsking.objects.get().given_by is None


def test_a_share_sealed_to_another_key_than_the_askers_is_not_kept(amina: KeyedMember, tomas: KeyedMember, jonas: KeyedMember):
    id_ = post_strongbox([amina, tomas])["id"]
    ask(tomas, id_)
    said = share_for(tomas, id_, by=amina, recipient=jonas.recipient)

    assert Browser(amina).post(f"{BOXES}{id_}/give/", said).json()["code"] == "not-signed"


def test_asking_twice_is_asking_once_and_a_share_that_was_given_stays(amina: KeyedMember, tomas: KeyedMember):
    id_ = post_strongbox([amina, tomas])["id"]
    ask(tomas, id_)
    give(amina, tomas, id_)

    ask(tomas, id_)

    assert opened(tomas, id_) == ADDRESS
    assert Entry.objects.filter(kind="vault.strongbox-asked").count() == 1


@pytest.mark.parametrize(("days", "stands"), [(0, True), (1, True), (2, False), (30, False)])
def test_an_asking_stands_until_the_end_of_the_next_day_whether_or_not_the_night_came(
    amina: KeyedMember, tomas: KeyedMember, days: int, stands: bool
):
    id_ = post_strongbox([amina, tomas])["id"]
    ask(tomas, id_)
    give(amina, tomas, id_)
    StrongboxAsking.objects.update(asked_on=today() - timedelta(days=days))

    assert (Browser(tomas).get(f"{BOXES}{id_}/").json()["given"] is not None) is stands
    assert bool(listed(amina, id_)["askings"]) is stands
    tidy_strongboxes(on=today())
    assert StrongboxAsking.objects.exists() is stands


def test_a_wish_that_no_longer_stands_can_be_asked_anew_and_needs_a_new_share(amina: KeyedMember, tomas: KeyedMember):
    id_ = post_strongbox([amina, tomas])["id"]
    ask(tomas, id_)
    give(amina, tomas, id_)
    StrongboxAsking.objects.update(asked_on=today() - timedelta(days=2))

    assert give(amina, tomas, id_).json()["code"] == "nothing-asked"
    ask(tomas, id_)

    assert Browser(tomas).get(f"{BOXES}{id_}/").json()["given"] is None


@pytest.mark.parametrize(("day", "first"), [(date(2026, 11, 24), date(2026, 11, 23)), (date(2027, 1, 1), date(2026, 12, 31))])
def test_the_first_day_of_asking_is_the_day_before(day: date, first: date):
    assert first_day_of_asking(day) == first


def test_a_box_ends_with_its_day_and_the_night_takes_it_away(amina: KeyedMember, tomas: KeyedMember):
    id_ = post_strongbox([amina, tomas], expires_on=today().isoformat())["id"]
    assert listed(amina, id_)["expires_on"] == today().isoformat()
    kept = make_strongbox([amina, tomas])
    Strongbox.objects.filter(pk=id_).update(expires_on=today() - timedelta(days=1))

    assert Browser(amina).get(f"{BOXES}{id_}/").status_code == 404
    assert tidy_strongboxes(on=today()) == 1
    assert list(Strongbox.objects.all()) == [kept]
    assert Entry.objects.get(kind="vault.strongbox-expired").by == ""


def test_any_sharer_keeps_a_box_on_and_the_night_leaves_it(amina: KeyedMember, tomas: KeyedMember):
    id_ = post_strongbox([amina, tomas], expires_on=today().isoformat())["id"]
    later = today() + timedelta(days=180)

    for _twice in range(2):
        assert Browser(tomas).post(f"{BOXES}{id_}/renew/", {"expires_on": later.isoformat()}).json() == {"done": True}

    assert listed(amina, id_)["expires_on"] == later.isoformat()
    assert tidy_strongboxes(on=later) == 0
    assert Entry.objects.filter(kind="vault.strongbox-renewed", subject=id_, by=tomas.reference).count() == 1
    assert tidy_strongboxes(on=later + timedelta(days=1)) == 1


def test_a_box_whose_day_has_passed_is_not_brought_back(amina: KeyedMember, tomas: KeyedMember):
    id_ = post_strongbox([amina, tomas])["id"]
    yesterday, later = today() - timedelta(days=1), today() + timedelta(days=9)

    assert Browser(amina).post(f"{BOXES}{id_}/renew/", {"expires_on": yesterday.isoformat()}).json()["code"] == "not-understood"
    Strongbox.objects.filter(pk=id_).update(expires_on=yesterday)
    assert Browser(amina).post(f"{BOXES}{id_}/renew/", {"expires_on": later.isoformat()}).status_code == 404
    assert Strongbox.objects.get(pk=id_).expires_on == yesterday


def test_destroying_needs_the_id_said_again(amina: KeyedMember, tomas: KeyedMember):
    id_ = post_strongbox([amina, tomas])["id"]

    assert Browser(tomas).post(f"{BOXES}{id_}/destroy/", {"id": str(uuid4())}).status_code == 400
    assert Strongbox.objects.exists()


def addresses_of(id_: str) -> Iterator[tuple[str, dict[str, Any] | None]]:
    share = {"to": "ME-000000", "blob": to_text(bytes(500)), "signature": to_text(bytes(64))}
    yield f"{BOXES}{id_}/", None
    yield f"{BOXES}{id_}/ask/", {}
    yield f"{BOXES}{id_}/give/", share
    yield f"{BOXES}{id_}/renew/", {"expires_on": today().isoformat()}
    yield f"{BOXES}{id_}/destroy/", {"id": id_}


def test_who_does_not_share_it_learns_nothing_and_changes_nothing(
    amina: KeyedMember, tomas: KeyedMember, jonas: KeyedMember, vera: KeyedMember
):
    id_ = post_strongbox([amina, tomas])["id"]
    nowhere = str(uuid4())

    for outsider in (jonas, vera):
        browser = Browser(outsider)
        assert browser.get(BOXES).json() == {"strongboxes": []}
        for (address, said), (there, also) in zip(addresses_of(id_), addresses_of(nowhere), strict=True):
            answers = (
                [browser.get(address), browser.get(there)] if said is None else [browser.post(address, said), browser.post(there, also)]
            )
            assert [answer.status_code for answer in answers] == [404, 404]
            assert answers[0].content == answers[1].content
    assert Strongbox.objects.count() == 1
    assert not StrongboxAsking.objects.exists()


def test_without_the_permission_to_hold_there_is_no_door(amina: KeyedMember, tomas: KeyedMember, jonas: KeyedMember):
    id_ = post_strongbox([amina, tomas])["id"]
    amina.member.grants.all().delete()

    assert Browser(amina).get(BOXES).status_code == 403
    assert ask(amina, id_).status_code == 403


def test_who_is_withheld_shares_nothing_until_they_are_released(amina: KeyedMember, tomas: KeyedMember):
    id_ = post_strongbox([amina, tomas])["id"]
    Member.objects.filter(pk=amina.member.pk).update(withheld_on=today())

    assert Browser(amina).get(BOXES).json() == {"strongboxes": []}
    assert ask(amina, id_).status_code == 404


def test_who_is_removed_leaves_no_share_behind(amina: KeyedMember, tomas: KeyedMember, jonas: KeyedMember):
    id_ = post_strongbox([amina, tomas, jonas])["id"]
    ask(tomas, id_)
    ask(jonas, id_)
    give(amina, tomas, id_)

    remove_member(member=amina.member, by=jonas.member, at=THEN)

    assert listed(tomas, id_)["holders"] == sorted([tomas.reference, jonas.reference])
    assert Browser(tomas).get(f"{BOXES}{id_}/").json()["given"] is None
    assert not StrongboxShare.objects.filter(member=amina.member).exists()


def test_sharers_of_another_organisation_find_the_keys_of_those_they_share_with(amina: KeyedMember, tomas: KeyedMember, vera: KeyedMember):
    post_strongbox([vera, tomas], by=amina)

    known = {person["member"] for person in Browser(vera).get("/desk/vault/directory/").json()["people"]}

    assert {vera.reference, tomas.reference, amina.reference} <= known


def test_the_database_itself_wants_two_people(amina: KeyedMember, tomas: KeyedMember):
    box = make_strongbox([amina, tomas])
    asking = StrongboxAsking.objects.create(strongbox=box, asked_by=tomas.member, asked_on=today())
    table = StrongboxAsking._meta.db_table

    for change, values in [("given_by_id = asked_by_id", []), ("blob = %s", [b"a share from nobody"])]:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {change}", values)
    asking.refresh_from_db()
    assert asking.given_by is None
    with pytest.raises(IntegrityError), transaction.atomic():
        StrongboxShare.objects.create(strongbox=box, member=amina.member, blob=b"", signature=b"")


def test_a_list_of_many_boxes_asks_the_database_no_more_than_one_of_one(amina: KeyedMember, tomas: KeyedMember):
    make_strongbox([amina, tomas])
    with CaptureQueriesContext(connection) as few:
        Browser(amina).get(BOXES)
    for _ in range(4):
        make_strongbox([amina, tomas])
    with CaptureQueriesContext(connection) as many:
        assert len(Browser(amina).get(BOXES).json()["strongboxes"]) == 5

    assert len(many) == len(few)
