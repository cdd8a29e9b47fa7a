"""Channels, kept as stewards' browsers keep them."""

from typing import Any
from uuid import uuid4

import pytest

from safeconduct.audit.models import Entry
from safeconduct.intake.models import Channel, IntakeFile, Mailbox
from safeconduct.people.permissions import Role
from safeconduct.vault.format.octets import to_text
from safeconduct.vault.models import Vault
from tests.factories import keepers
from tests.factories.people import make_organisation
from tests.factories.posting import Browser, new_channel, post_epoch, post_vault
from tests.factories.vault import (
    TODAY,
    KeyedMember,
    KeyedVault,
    _vouching,
    make_channel,
    make_keyed_member,
    make_request,
    make_vault,
)

jonas, amina = keepers.jonas, keepers.amina  # fixtures
pytestmark = pytest.mark.django_db(databases=["default", "intake"])

CHANNELS = "/desk/requests/channels/"


@pytest.fixture
def vault(amina: KeyedMember, jonas: KeyedMember) -> KeyedVault:
    return post_vault([jonas, amina], kind="channel")


def test_a_steward_opens_a_channel_and_its_holders_find_it(vault: KeyedVault, amina: KeyedMember, jonas: KeyedMember):
    said = new_channel(vault, by=jonas)

    assert Browser(jonas).post(CHANNELS, said).json() == {"id": said["id"]}

    channel = Browser(amina).get(CHANNELS).json()["channels"][0]
    assert channel == {**said, "epoch": 1, "state": "open", "languages": ["en"], "demonstration": False}
    entry = Entry.objects.get(kind="intake.channel-opened")
    assert (entry.subject, entry.at.hour) == (said["id"], 0)


def test_who_keeps_no_channels_opens_none(vault: KeyedVault, amina: KeyedMember):
    said = new_channel(vault, by=amina)

    assert Browser(amina).post(CHANNELS, said).status_code == 404
    assert Browser(amina).post(f"{CHANNELS}{said['id']}/texts/", {"texts": said["texts"]}).status_code == 403
    assert not Channel.objects.exists()


def test_a_channel_needs_a_vault_of_its_own_kind_that_one_holds(amina: KeyedMember, jonas: KeyedMember):
    case = make_vault("case", [jonas, amina])
    other = make_vault("channel", [amina])

    for keyed in (case, other):
        assert Browser(jonas).post(CHANNELS, new_channel(keyed, by=jonas)).status_code == 404


def test_the_card_says_what_is_so_and_is_signed_by_who_sends_it(vault: KeyedVault, amina: KeyedMember, jonas: KeyedMember):
    selma = make_keyed_member("selma", roles=[Role.STEWARD], voucher=jonas, authority="member")
    stranger = make_keyed_member("stranger", roles=[Role.STEWARD])
    spoilt: list[dict[str, Any]] = [
        new_channel(vault, by=jonas, recipient=amina.recipient),
        new_channel(vault, by=jonas, epoch=2),
        new_channel(vault, by=jonas, vault=uuid4()),
        {**new_channel(vault, by=jonas), "slug": "south"},
        {**new_channel(vault, by=jonas), "id": str(uuid4())},
        {**new_channel(vault, by=jonas), "signature": to_text(bytes(64))},
        {**new_channel(vault, by=jonas), "card": to_text(b'{"recipient": "me"}')},
        {**new_channel(vault, by=jonas), "card": to_text(b"[" * 5000)},
        new_channel(vault, by=stranger),
        new_channel(vault, by=selma, vouching=_vouching(selma)),  # vouched for, but not as a steward
    ]

    for said in spoilt:
        answer = Browser(jonas).post(CHANNELS, said)
        assert (answer.status_code, answer.json()["code"]) == (400, "not-trusted"), said
    assert not Channel.objects.exists()
    assert not Entry.objects.filter(kind="intake.channel-opened").exists()


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [{"language": "en", "name": ""}],
        [{"language": "en", "name": "a"}, {"language": "en", "name": "b"}],
        [{"language": "../../etc", "name": "a"}],
        [{"language": "en", "name": "x" * 121}],
        "en",
    ],
)
def test_a_channel_has_a_name_in_each_of_its_languages(vault: KeyedVault, jonas: KeyedMember, texts: Any):
    assert Browser(jonas).post(CHANNELS, {**new_channel(vault, by=jonas), "texts": texts}).status_code == 400
    assert not Channel.objects.exists()


@pytest.mark.parametrize("slug", ["", "North", "a/b", "-a", "a" * 41, "норд"])
def test_an_address_is_a_plain_word(vault: KeyedVault, jonas: KeyedMember, slug: str):
    assert Browser(jonas).post(CHANNELS, new_channel(vault, by=jonas, slug=slug)).status_code == 400


def test_no_two_channels_share_an_address_or_a_vault(vault: KeyedVault, amina: KeyedMember, jonas: KeyedMember):
    Browser(jonas).post(CHANNELS, new_channel(vault, by=jonas))
    other = post_vault([jonas, amina], kind="channel")

    assert Browser(jonas).post(CHANNELS, new_channel(other, by=jonas)).json()["code"] == "taken"
    assert Browser(jonas).post(CHANNELS, new_channel(vault, by=jonas, slug="south")).json()["code"] == "taken"
    assert Entry.objects.filter(kind="intake.channel-opened").count() == 1


def test_after_a_new_epoch_the_channel_gets_a_new_card(vault: KeyedVault, amina: KeyedMember, jonas: KeyedMember):
    said = new_channel(vault, by=jonas)
    Browser(jonas).post(CHANNELS, said)
    post_epoch(vault, [jonas, amina])
    channel = Channel.objects.get()
    card = f"{CHANNELS}{channel.pk}/card/"
    new = new_channel(vault, by=jonas, channel=channel.pk)

    assert Browser(jonas).post(card, {"card": said["card"], "signature": said["signature"]}).json()["code"] == "not-trusted"
    assert Browser(jonas).post(card, {"card": new["card"], "signature": new["signature"]}).json() == {"done": True}
    assert Browser(amina).get(CHANNELS).json()["channels"][0]["card"] == new["card"]


def test_another_steward_whom_the_root_vouches_for_keeps_channels_too(amina: KeyedMember, jonas: KeyedMember):
    selma = make_keyed_member("selma", roles=[Role.STEWARD], voucher=jonas, authority="steward")
    keyed = post_vault([selma, amina], kind="channel")

    assert Browser(selma).post(CHANNELS, new_channel(keyed, by=selma, vouching=_vouching(selma))).status_code == 200


def test_a_channel_is_closed_and_opened_and_worded_anew(vault: KeyedVault, amina: KeyedMember, jonas: KeyedMember):
    said = new_channel(vault, by=jonas)
    browser, place = Browser(jonas), f"{CHANNELS}{said['id']}/"
    browser.post(CHANNELS, said)

    assert browser.post(f"{place}state/", {"state": "closed"}).json() == {"done": True}
    assert Channel.objects.get().state == "closed"
    assert browser.post(f"{place}state/", {"state": "ajar"}).status_code == 400
    assert Browser(amina).post(f"{place}state/", {"state": "open"}).json() == {"done": True}
    assert Channel.objects.get().state == "open"
    texts = [{"language": "ru", "name": "Север", "line": "Помощь", "closed_line": "Ночью никого нет."}]
    assert browser.post(f"{place}texts/", {"texts": texts}).json() == {"done": True}
    assert Browser(amina).get(CHANNELS).json()["channels"][0]["texts"] == texts
    assert [entry.detail["state"] for entry in Entry.objects.filter(kind="intake.channel-state-set").order_by("sequence")] == [
        "closed",
        "open",
    ]


def test_a_channel_goes_with_its_boxes_its_files_and_its_vault(amina: KeyedMember, jonas: KeyedMember):
    kept = make_channel(jonas, [jonas, amina], slug="south")
    make_request(kept)
    channel = make_channel(jonas, [jonas, amina])
    asked = make_request(channel)
    IntakeFile.objects.create(channel=channel.channel, message=asked.messages[0], length=1, digest=bytes(32), begun_on=TODAY)
    place = f"{CHANNELS}{channel.channel.pk}/destroy/"

    assert Browser(jonas).post(place, {"id": str(kept.channel.pk)}).status_code == 400
    assert Browser(jonas).post(place, {"id": str(channel.channel.pk)}).json() == {"done": True}

    assert list(Channel.objects.values_list("slug", flat=True)) == ["south"]
    assert list(Vault.objects.values_list("pk", flat=True)) == [kept.vault.id]
    assert Mailbox.objects.count() == 1
    assert not IntakeFile.objects.exists()
    assert Entry.objects.filter(kind__in=["intake.channel-destroyed", "vault.vault-destroyed"]).count() == 2


def test_vera_learns_of_no_channel(jonas: KeyedMember, amina: KeyedMember):
    vera = Browser(make_keyed_member("vera", roles=list(Role), organisation=make_organisation("Far Shore", country="NO")))
    channel = make_channel(jonas, [jonas, amina]).channel

    assert vera.get(CHANNELS).json() == {"channels": []}
    places: list[tuple[str, dict[str, Any]]] = [
        ("card/", {"card": to_text(bytes(channel.card)), "signature": to_text(bytes(channel.signature))}),
        ("state/", {"state": "closed"}),
        ("texts/", {"texts": []}),
        ("destroy/", {"id": str(channel.pk)}),
        ("messages/", {"ids": []}),
    ]
    for place, said in places:
        there, nowhere = vera.post(f"{CHANNELS}{channel.pk}/{place}", said), vera.post(f"{CHANNELS}{uuid4()}/{place}", said)
        assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content) == (404, there.content), place
    assert Channel.objects.get().state == "open"
