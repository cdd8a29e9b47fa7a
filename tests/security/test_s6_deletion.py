"""S6: what was deleted is gone from the database file, its log and the folders; and with every key that is left nothing of it opens.

The bytes of the files are looked at as a thief would, past the database. That they are there before is checked first: a search that
finds nothing proves nothing.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connections

from safeconduct.intake.models import Channel, IntakeFile, Message
from safeconduct.vault.format.records import header_of, open_record
from safeconduct.vault.models import Epoch, Grant, Record
from safeconduct.vault.storing import shrink
from tests.factories import keepers
from tests.factories.posting import VAULTS, Browser, new_channel, new_record, post_epoch, post_vault, sealed_octets
from tests.factories.vault import TODAY, KeyedChannel, KeyedMember, KeyedVault, make_request
from tests.security.opening import everything_opened, secrets_of

# Each change is really written: a transaction that is rolled back leaves nothing to be found anyway.
jonas, amina = keepers.jonas, keepers.amina  # fixtures
pytestmark = [pytest.mark.django_db(databases=["default", "intake"], transaction=True), pytest.mark.slow]

# Pieces of a blob that are looked for: after the beginning, which all age files share; a page of SQLite may cut one in two, but not all.
BEGINNING, LETTERS, APART = 70, 24, 90


def seized(database: str) -> bytes:
    """Give everything that lies on the disk of a database: the file, its log, its index of the log."""
    if connections[database].vendor != "sqlite":
        pytest.skip("PostgreSQL promises nothing about what lies where; there, deletion rests on the keys")
    name = Path(connections[database].settings_dict["NAME"])
    return b"".join(path.read_bytes() for path in sorted(name.parent.glob(name.name + "*")))


def pieces(blob: bytes) -> list[bytes]:
    """Cut a blob into the pieces that are looked for."""
    return [blob[start : start + LETTERS] for start in range(BEGINNING, len(blob) - LETTERS, APART)]


def found_in(dump: bytes, blobs: Iterable[bytes]) -> int:
    """Count the blobs of which any piece is there."""
    return sum(any(piece in dump for piece in pieces(blob)) for blob in blobs)


def lay_file(folder: Path, recipient: str, keep: Callable[[int], object]) -> Path:
    data = sealed_octets(recipient, 5000)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / str(keep(len(data)))
    path.write_bytes(data)
    return path


def filled(amina: KeyedMember, jonas: KeyedMember, kind: str = "case") -> KeyedVault:
    """Give a vault of two epochs with records, small and large, in several versions."""
    keyed = post_vault([amina, jonas], kind=kind)
    browser = Browser(amina)
    for length in (10, 900, 9000):
        id_ = uuid4()
        for version in (1, 2):
            said = new_record(keyed, by=amina, record=id_, version=version, body="x" * length)
            assert browser.post(f"{VAULTS}{keyed.id}/records/", said).status_code == 200
    post_epoch(keyed, [amina, jonas])
    browser.post(f"{VAULTS}{keyed.id}/records/", new_record(keyed, by=amina))
    return keyed


def sealed_bytes_of(keyed: KeyedVault) -> list[bytes]:
    columns = [
        Record.objects.filter(vault=keyed.id).values_list("blob", flat=True),
        Grant.objects.filter(vault=keyed.id).values_list("blob", flat=True),
        Epoch.objects.filter(vault=keyed.id).exclude(previous=b"").values_list("previous", flat=True),
    ]
    return [bytes(blob) for column in columns for blob in column]


def test_a_destroyed_vault_is_gone_from_the_disk(amina: KeyedMember, jonas: KeyedMember):
    kept, keyed = filled(amina, jonas), filled(amina, jonas)
    path = lay_file(
        settings.SEALED_ROOT,
        keyed.recipient,
        lambda length: keyed.vault.files.create(epoch=2, length=length, digest=bytes(32), begun_on=TODAY).pk,
    )
    theirs, others = sealed_bytes_of(keyed), sealed_bytes_of(kept)
    assert found_in(seized("default"), theirs) == len(theirs) == 12

    assert Browser(amina).post(f"{VAULTS}{keyed.id}/destroy/", {"id": str(keyed.id)}).status_code == 200

    assert found_in(seized("default"), theirs) == 0
    assert found_in(seized("default"), others) == len(others)
    assert not path.exists()
    shrink("default")
    assert found_in(seized("default"), theirs) == 0
    assert found_in(seized("default"), others) == len(others)


def test_with_every_key_that_is_left_no_copy_of_it_opens(amina: KeyedMember, jonas: KeyedMember):
    keyed = filled(amina, jonas)
    copies = list(Record.objects.filter(vault=keyed.id))
    Browser(amina).post(f"{VAULTS}{keyed.id}/destroy/", {"id": str(keyed.id)})
    left = [secrets_of(member) for member in (amina, jonas)]
    for secrets in left:
        everything_opened(secrets)

    assert not [root for secrets in left for root in secrets.roots.values()]
    assert copies
    for copy in copies:
        # The root alone would open what somebody copied beforehand; and it is nowhere any longer.
        number = header_of(bytes(copy.blob)).epoch
        assert open_record(
            keyed.roots[number],
            bytes(copy.blob),
            vault=keyed.id,
            epoch=number,
            type=copy.type,
            record=copy.record,
            version=copy.version,
        )
    assert not any(root in seized("default") for root in keyed.roots.values())


def test_a_destroyed_record_is_gone_from_the_disk_in_all_its_versions(amina: KeyedMember, jonas: KeyedMember):
    keyed = filled(amina, jonas)
    one = Record.objects.filter(vault=keyed.id, version=2).first()
    assert one is not None
    versions = [bytes(blob) for blob in Record.objects.filter(record=one.record).values_list("blob", flat=True)]
    assert found_in(seized("default"), versions) == 2

    Browser(amina).post(f"{VAULTS}{keyed.id}/records/{one.record}/destroy/")

    assert found_in(seized("default"), versions) == 0


@pytest.mark.parametrize("what", ["clear", "destroy"])
def test_a_request_that_was_destroyed_is_gone_from_the_disk(amina: KeyedMember, jonas: KeyedMember, what: str):
    vault = post_vault([jonas, amina], kind="channel")
    said = new_channel(vault, by=jonas)
    Browser(jonas).post("/desk/requests/channels/", said)
    channel = KeyedChannel(_channel(said["id"]), vault)
    asked, other = make_request(channel, "x" * 3000), make_request(channel, "y" * 3000)
    path = lay_file(
        settings.INTAKE_FILES,
        vault.recipient,
        lambda length: (
            IntakeFile.objects.create(
                channel=channel.channel, message=asked.messages[0], length=length, digest=bytes(32), begun_on=TODAY
            ).pk
        ),
    )
    theirs, others = [bytes(asked.messages[0].blob)], [bytes(other.messages[0].blob)]
    assert found_in(seized("intake"), theirs) == 1

    assert Browser(amina).post(f"/desk/requests/mailboxes/{asked.mailbox.pk}/{what}/").status_code == 200

    assert found_in(seized("intake"), theirs) == 0
    assert found_in(seized("intake"), others) == 1
    assert not path.exists()
    if what == "destroy":
        assert asked.keys.token_hash not in seized("intake")
        assert asked.mailbox.pk.hex.encode() not in seized("intake") + seized("default")


def test_a_destroyed_channel_leaves_nothing_that_came_in_by_it(amina: KeyedMember, jonas: KeyedMember):
    vault = post_vault([jonas, amina], kind="channel")
    said = new_channel(vault, by=jonas)
    Browser(jonas).post("/desk/requests/channels/", said)
    channel = KeyedChannel(_channel(said["id"]), vault)
    blobs = [bytes(make_request(channel, "x" * 300).messages[0].blob) for _number in range(5)]
    grants = sealed_bytes_of(vault)
    assert found_in(seized("intake"), blobs) == 5

    assert Browser(jonas).post(f"/desk/requests/channels/{channel.channel.pk}/destroy/", {"id": said["id"]}).status_code == 200

    assert not Message.objects.exists()
    assert found_in(seized("intake"), blobs) == 0
    assert found_in(seized("default"), grants) == 0


def _channel(id_: str) -> Channel:
    return Channel.objects.get(pk=id_)
