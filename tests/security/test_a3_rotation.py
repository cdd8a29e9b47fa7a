"""A3: who has been removed, and kept everything they ever had, opens nothing that was sealed afterwards."""

import pytest

from safeconduct.intake.models import Channel, Message
from safeconduct.vault.actions.remove_member import remove_member
from safeconduct.vault.format.records import header_of
from safeconduct.vault.models import Grant, Record
from tests.factories import keepers
from tests.factories.people import THEN
from tests.factories.posting import VAULTS, Browser, grant_of, new_channel, new_record, post_epoch, post_vault
from tests.factories.vault import KeyedChannel, KeyedMember, KeyedVault, add_message, make_request
from tests.security.opening import Secrets, everything_opened, secrets_of

jonas, amina, tomas = keepers.jonas, keepers.amina, keepers.tomas  # fixtures
pytestmark = [pytest.mark.django_db(databases=["default", "intake"]), pytest.mark.slow]


@pytest.fixture
def vault(amina: KeyedMember, jonas: KeyedMember, tomas: KeyedMember) -> KeyedVault:
    keyed = post_vault([jonas, amina, tomas], kind="channel")
    write(keyed, amina)
    return keyed


def write(keyed: KeyedVault, by: KeyedMember) -> Record:
    said = new_record(keyed, by=by)
    assert Browser(by).post(f"{VAULTS}{keyed.id}/records/", said).status_code == 200
    return Record.objects.get(record=said["id"])


def everything_kept_by(keyed: KeyedMember) -> Secrets:
    """Give what a member has who wrote down every key that ever came by."""
    kept = secrets_of(keyed)
    everything_opened(kept)
    return kept


def new_since(before: set[str]) -> set[str]:
    """Name the records, grants and messages that were not there before."""
    there = {f"record {pk}" for pk in Record.objects.values_list("pk", flat=True)}
    there |= {f"message {pk}" for pk in Message.objects.values_list("pk", flat=True)}
    there |= {f"grant {pk}" for pk in Grant.objects.values_list("pk", flat=True)}
    return there - before


def test_who_was_taken_off_opens_nothing_new(vault: KeyedVault, amina: KeyedMember, jonas: KeyedMember, tomas: KeyedMember):
    kept = everything_kept_by(tomas)
    assert kept.roots == {(vault.id, 1): vault.roots[1]}
    before = new_since(set())

    post_epoch(vault, [jonas, amina], without=[tomas])
    for writer in (amina, jonas):
        write(vault, writer)
    post_epoch(vault, [jonas, amina])
    write(vault, amina)

    new = new_since(before)
    assert len(new) == 7  # three records, four grants
    assert not everything_opened(kept) & new
    assert set(kept.roots) == {(vault.id, 1)}


def test_new_requests_are_sealed_to_the_new_card(vault: KeyedVault, amina: KeyedMember, jonas: KeyedMember, tomas: KeyedMember):
    said = new_channel(vault, by=jonas)
    Browser(jonas).post("/desk/requests/channels/", said)
    channel = KeyedChannel(Channel.objects.get(), vault)
    asked = make_request(channel)
    kept = everything_kept_by(tomas)
    assert f"message {asked.messages[0].pk}" in everything_opened(kept)
    before = new_since(set())

    post_epoch(vault, [jonas, amina], without=[tomas])
    new_card = new_channel(vault, by=jonas, channel=channel.channel.pk)
    place = f"/desk/requests/channels/{channel.channel.pk}/card/"
    assert Browser(jonas).post(place, {"card": new_card["card"], "signature": new_card["signature"]}).status_code == 200
    later = [make_request(channel).messages[0], add_message(asked, "More.")]

    assert {f"message {message.pk}" for message in later} <= new_since(before)
    assert not everything_opened(kept) & new_since(before)
    assert {f"message {message.pk}" for message in later} <= everything_opened(secrets_of(amina))


def test_the_server_does_not_keep_what_a_removed_member_could_open(
    vault: KeyedVault, amina: KeyedMember, jonas: KeyedMember, tomas: KeyedMember
):
    kept = everything_kept_by(tomas)
    remove_member(member=tomas.member, by=jonas.member, at=THEN)

    late = new_record(vault, by=amina)
    post_epoch(vault, [jonas, amina])
    answer = Browser(amina).post(f"{VAULTS}{vault.id}/records/", late)

    assert answer.json()["code"] == "not-sealed"  # sealed under the epoch that he knows
    assert {header_of(bytes(record.blob)).epoch for record in Record.objects.all()} == {1}
    assert f"record {write(vault, amina).pk}" not in everything_opened(kept)


def test_nobody_lets_themselves_in_again(vault: KeyedVault, amina: KeyedMember, jonas: KeyedMember, tomas: KeyedMember):
    kept = everything_kept_by(tomas)
    post_epoch(vault, [jonas, amina], without=[tomas])
    browser = Browser(tomas)

    for epoch in (1, 2):
        grant = grant_of(kept.roots[vault.id, 1], vault.id, epoch, tomas, by=tomas)
        assert browser.post(f"{VAULTS}{vault.id}/grants/", {"epoch": epoch, "grants": [grant]}).status_code == 404
    assert browser.post(f"{VAULTS}{vault.id}/records/", new_record(vault, by=tomas, epoch=1)).status_code == 404
    assert not tomas.member.vault_grants.exists()


def test_who_is_let_in_again_walks_back_to_what_they_missed(vault: KeyedVault, amina: KeyedMember, jonas: KeyedMember, tomas: KeyedMember):
    post_epoch(vault, [jonas, amina], without=[tomas])
    missed = write(vault, amina)
    post_epoch(vault, [jonas, amina, tomas])

    assert f"record {missed.pk}" in everything_opened(secrets_of(tomas))
