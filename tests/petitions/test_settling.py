"""Signatures that came while the key was absent are compared by tags alone, and the count follows exactly."""

from typing import Any

import pytest

from safeconduct.people.permissions import Role
from safeconduct.petitions.models import Campaign
from safeconduct.signing.actions.count_up import count_up
from safeconduct.signing.models import Roll, Signature, Tally
from safeconduct.signing.rules.kinds import State, Visibility
from safeconduct.signing.storing.ram import drop_campaign_key
from safeconduct.vault.format.signatures import new_key, tag_of
from tests.factories import keepers
from tests.factories.people import THEN
from tests.factories.petitions import Signed, make_signature
from tests.factories.posting import Browser
from tests.factories.vault import KeyedMember, make_keyed_member
from tests.petitions import test_keys as keys

jonas, tomas, crisis, campaign = keepers.jonas, keys.tomas, keys.crisis, keys.campaign  # fixtures
pytestmark = pytest.mark.django_db(databases=["default", "signing", "intake"])
KEY = new_key()


@pytest.fixture
def roll(campaign: Campaign, tomas: KeyedMember, jonas: KeyedMember) -> Roll:
    keys.keep(campaign, tomas, *keys.with_key([tomas, jonas]))
    keys.give(campaign, tomas, KEY)
    return Roll.objects.get(pk=campaign.roll)


def provisional(roll: Roll, mail: str, **fields: Any) -> Signed:
    return make_signature(roll, mail=mail, is_provisional=True, is_counted=False, **fields)


def settle(campaign: Campaign, by: KeyedMember, *signed: Signed, home: str = "", person: str = "ada") -> Any:
    tags = [
        {
            "id": one.signature.pk.hex,
            "tag": tag_of(KEY, "address", one.mail).hex(),
            "person": tag_of(KEY, "person", person).hex(),
            "home": tag_of(KEY, "home", home)[:8].hex() if home else "",
            "domain": tag_of(KEY, "domain", "signers.example")[:8].hex(),
        }
        for one in signed
    ]
    return Browser(by).post(f"{keys.HERE}{campaign.reference}/provisional/", {"signatures": tags})


def counted(roll: Roll) -> dict[tuple[str, bool], int]:
    count_up(at=THEN)
    return {(one.state, one.is_provisional): one.count for one in Tally.objects.filter(roll=roll) if one.count}


def test_one_who_signed_once_counts_for_good(campaign: Campaign, roll: Roll, tomas: KeyedMember):
    one = provisional(roll, "ada@signers.example")
    Signature.objects.filter(pk=one.signature.pk).update(is_provisional=True)

    answer = settle(campaign, tomas, one)

    row = Signature.objects.get()
    assert answer.json() == {"settled": 1, "duplicates": 0}
    assert (row.is_provisional, bytes(row.tag)) == (False, tag_of(KEY, "address", "ada@signers.example"))


def test_one_who_signed_before_counts_once(campaign: Campaign, roll: Roll, tomas: KeyedMember):
    first = make_signature(roll, mail="ada@signers.example", key=KEY)
    again = provisional(roll, "ada@signers.example")

    answer = settle(campaign, tomas, again)

    kept, gone = Signature.objects.get(pk=first.signature.pk), Signature.objects.get(pk=again.signature.pk)
    assert answer.json() == {"settled": 0, "duplicates": 1}
    assert (kept.state, gone.state, bytes(gone.blob)) == (State.CONFIRMED, State.DUPLICATE, b"")


def test_the_count_follows(campaign: Campaign, roll: Roll, tomas: KeyedMember):
    make_signature(roll, mail="ada@signers.example", key=KEY)
    some = [provisional(roll, f"{name}@signers.example") for name in ("ada", "ben", "cia")]
    before = counted(roll)

    settle(campaign, tomas, *some)
    settle(campaign, tomas, *some)  # once more changes nothing

    assert before[State.CONFIRMED, False] == 4
    assert counted(roll) == {(State.CONFIRMED, True): -3, (State.CONFIRMED, False): 6, (State.DUPLICATE, False): 1}


def test_two_at_one_mailbox_are_two(campaign: Campaign, roll: Roll, tomas: KeyedMember):
    home = tag_of(KEY, "home", "h")[:8]
    make_signature(roll, mail="us@signers.example", key=KEY, name="Ada", home=home)
    other = provisional(roll, "us@signers.example", name="Ben")

    answer = settle(campaign, tomas, other, home="h", person="ben")

    assert answer.json() == {"settled": 1, "duplicates": 0}
    assert Signature.objects.get(pk=other.signature.pk).seat == 2


def test_who_confirmed_comes_before_who_did_not(campaign: Campaign, roll: Roll, tomas: KeyedMember):
    waiting = make_signature(roll, mail="ada@signers.example", key=KEY, state=State.PENDING)
    confirmed = provisional(roll, "ada@signers.example")

    settle(campaign, tomas, confirmed)

    assert Signature.objects.get(pk=waiting.signature.pk).state == State.DUPLICATE
    assert Signature.objects.get(pk=confirmed.signature.pk).state == State.CONFIRMED


def test_of_who_is_only_counted_nothing_is_kept_once_it_was_compared(campaign: Campaign, roll: Roll, tomas: KeyedMember):
    one = provisional(roll, "ada@signers.example", visibility=Visibility.COUNTED)
    Signature.objects.filter(pk=one.signature.pk).update(blob=b"sealed")

    settle(campaign, tomas, one)

    assert bytes(Signature.objects.get().blob) == b""


def test_without_the_key_nothing_is_settled(campaign: Campaign, roll: Roll, tomas: KeyedMember):
    one = provisional(roll, "ada@signers.example")
    drop_campaign_key(roll.pk)

    answer = settle(campaign, tomas, one)

    assert (answer.status_code, answer.json()["code"]) == (422, "key-absent")
    assert Signature.objects.get().is_provisional


def test_sealed_signatures_come_in_the_order_of_their_ids_and_go_on_from_there(campaign: Campaign, roll: Roll, tomas: KeyedMember):
    made = sorted(provisional(roll, f"{at}@signers.example").signature.pk.hex for at in range(3))
    make_signature(roll, key=KEY)
    address = f"{keys.HERE}{campaign.reference}/provisional/"

    first = Browser(tomas).get(address).json()
    rest = Browser(tomas).get(f"{address}?after={made[0]}").json()

    assert [one["id"] for one in first["signatures"]] == made
    assert [one["id"] for one in rest["signatures"]] == made[1:]
    assert first["rules"]["*"]["extension"] == "+"
    assert Browser(tomas).get(f"{address}?after=x").status_code == 400


def test_who_holds_no_grant_gets_nothing(campaign: Campaign, roll: Roll, jonas: KeyedMember):
    colleague = make_keyed_member("mira", roles=[Role.CAMPAIGNER])
    provisional(roll, "ada@signers.example")

    assert Browser(colleague).get(f"{keys.HERE}{campaign.reference}/provisional/").status_code == 404
    assert settle(campaign, colleague).status_code == 404
