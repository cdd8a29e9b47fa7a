"""A2: from each member's own keys, everything that opens in the whole database is exactly what was declared, no more and no less.

Need-to-know is proven by keys here, not by a condition in our code: see ``opening.py``, which asks no view and no access.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from safeconduct.intake.models import Channel, IntakeFile
from safeconduct.people.permissions import Role
from safeconduct.vault.actions.remove_member import remove_member
from safeconduct.vault.format.octets import from_text, to_text
from safeconduct.vault.format.staff import seal_keyring
from safeconduct.vault.models import Grant, Keyring, SealedFile
from tests.factories.people import THEN, make_organisation
from tests.factories.posting import VAULTS, Browser, grant_of, new_channel, new_record, post_epoch, post_vault, sealed_octets
from tests.factories.vault import (
    TODAY,
    Asked,
    KeyedChannel,
    KeyedMember,
    KeyedVault,
    add_message,
    make_answer,
    make_keyed_member,
    make_request,
    make_steward,
)
from tests.security.opening import Secrets, everything_of, everything_of_themselves, everything_opened, secrets_of

pytestmark = [pytest.mark.django_db(databases=["default", "intake"]), pytest.mark.slow]

Held = Mapping[str, Sequence[KeyedVault]]


@dataclass
class House:
    """A coalition of five, three of its vaults, a channel with a request, and another coalition's vault."""

    people: dict[str, KeyedMember]
    border: KeyedVault
    school: KeyedVault
    hers: KeyedVault
    channel: KeyedChannel
    asked: Asked

    @property
    def vaults(self) -> list[KeyedVault]:
        return [self.border, self.school, self.hers, self.channel.vault]

    def __getitem__(self, name: str) -> KeyedMember:
        return self.people[name]


@pytest.fixture
def house() -> House:
    far = make_organisation("Far Shore", country="NO")
    jonas = make_steward()
    people = {name: make_keyed_member(name, voucher=jonas) for name in ("amina", "tomas", "ines")}
    people |= {"jonas": jonas}
    people |= {name: make_keyed_member(name, roles=list(Role), organisation=far) for name in ("vera", "victor")}
    border = post_vault([people["amina"], jonas])
    school = post_vault([people["tomas"], people["ines"]])
    hers = post_vault([people["vera"], people["victor"]])
    channel = _open_channel(people)
    house = House(people, border, school, hers, channel, make_request(channel))
    for keyed, writer in ((border, "amina"), (school, "tomas"), (hers, "vera"), (channel.vault, "amina")):
        _write(keyed, house[writer])
        _keep_file(keyed)
    make_answer(house.asked)
    _keep_intake_file(house.asked)
    _remember(house["amina"], border)
    return house


def _open_channel(people: dict[str, KeyedMember]) -> KeyedChannel:
    vault = post_vault([people["jonas"], people["amina"], people["ines"]], kind="channel")
    said = new_channel(vault, by=people["jonas"])
    assert Browser(people["jonas"]).post("/desk/requests/channels/", said).status_code == 200
    return KeyedChannel(Channel.objects.get(pk=said["id"]), vault)


def _write(keyed: KeyedVault, by: KeyedMember) -> None:
    said = new_record(keyed, by=by)
    browser = Browser(by)
    assert browser.post(f"{VAULTS}{keyed.id}/records/", said).status_code == 200
    again = new_record(keyed, by=by, record=UUID(said["id"]), version=2)
    assert browser.post(f"{VAULTS}{keyed.id}/records/", again).status_code == 200


def _keep_file(keyed: KeyedVault) -> None:
    data = sealed_octets(keyed.recipient, 100)
    file = SealedFile.objects.create(
        vault=keyed.vault, epoch=keyed.vault.epoch, length=len(data), digest=hashlib.sha256(data).digest(), begun_on=TODAY
    )
    _lay(settings.SEALED_ROOT, file.pk, data)


def _keep_intake_file(asked: Asked) -> None:
    data = sealed_octets(asked.channel.vault.recipient, 100)
    file = IntakeFile.objects.create(
        channel=asked.channel.channel, message=asked.messages[0], length=len(data), digest=hashlib.sha256(data).digest(), begun_on=TODAY
    )
    _lay(settings.INTAKE_FILES, file.pk, data)


def _lay(folder: Path, name: UUID, data: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / str(name)).write_bytes(data)


def _remember(keyed: KeyedMember, vault: KeyedVault) -> None:
    roots = {str(vault.id): {str(number): to_text(root) for number, root in vault.roots.items()}}
    blob = seal_keyring(keyed.seed, {"pins": {}, "root_key": "", "roots": roots, "v": 1}, member=keyed.reference, version=1)
    Keyring.objects.update_or_create(member=keyed.member, defaults={"version": 1, "blob": blob})


def assert_each_opens_what_is_declared(house: House, held: Held) -> None:
    """Compare, for everybody, what opens with what should: the vaults declared here, and what is theirs alone."""
    for name, keyed in house.people.items():
        declared = everything_of_themselves(keyed)
        for vault in held.get(name, ()):
            declared |= everything_of(vault.id, until=vault.vault.epoch)

        assert everything_opened(secrets_of(keyed)) == declared, name


def test_everybody_opens_what_was_given_to_them_and_nothing_else(house: House):
    line = house.channel.vault

    assert_each_opens_what_is_declared(
        house,
        {
            "amina": [house.border, line],
            "jonas": [house.border, line],
            "ines": [house.school, line],
            "tomas": [house.school],
            "vera": [house.hers],
            "victor": [house.hers],
        },
    )


def test_the_person_who_asked_opens_the_answers_alone(house: House):
    answers = {f"message {message.pk}" for message in house.asked.mailbox.messages.filter(direction="out")}

    assert answers
    assert everything_opened(Secrets({house.asked.keys.identity})) == answers


def test_who_is_let_in_opens_that_vault_and_its_past(house: House):
    post_epoch(house.border, [house["amina"], house["jonas"]])
    _write(house.border, house["jonas"])
    grant = grant_of(house.border.root, house.border.id, 2, house["tomas"], by=house["amina"])
    answer = Browser(house["amina"]).post(f"{VAULTS}{house.border.id}/grants/", {"epoch": 2, "grants": [grant]})

    assert answer.status_code == 200
    assert_each_opens_what_is_declared(
        house,
        {
            "amina": [house.border, house.channel.vault],
            "jonas": [house.border, house.channel.vault],
            "ines": [house.school, house.channel.vault],
            "tomas": [house.school, house.border],
            "vera": [house.hers],
            "victor": [house.hers],
        },
    )


def test_who_is_taken_off_a_vault_opens_nothing_of_it_that_the_server_has(house: House):
    line = house.channel.vault
    post_epoch(line, [house["amina"], house["jonas"]], without=[house["ines"]])
    _write(line, house["amina"])
    add_message(house.asked, "One thing more.")

    assert_each_opens_what_is_declared(
        house,
        {
            "amina": [house.border, line],
            "jonas": [house.border, line],
            "ines": [house.school],
            "tomas": [house.school],
            "vera": [house.hers],
            "victor": [house.hers],
        },
    )


def test_who_is_removed_opens_nothing_at_all(house: House):
    remove_member(member=house["amina"].member, by=house["jonas"].member, at=THEN)
    assert everything_opened(secrets_of(house["amina"])) == set()

    for keyed in (house.border, house.channel.vault):
        marked = next(vault for vault in Browser(house["jonas"]).get(VAULTS).json()["vaults"] if vault["id"] == str(keyed.id))
        assert marked["needs_rotation"] is True
        keyed.vault.refresh_from_db()
        post_epoch(keyed, [house["jonas"], house["ines"]])
    assert_each_opens_what_is_declared(
        house,
        {
            "jonas": [house.border, house.channel.vault],
            "ines": [house.school, house.border, house.channel.vault],
            "tomas": [house.school],
            "vera": [house.hers],
            "victor": [house.hers],
        },
    )


def test_nobody_opens_anything_of_a_vault_that_is_gone(house: House):
    for keyed, holder in ((house.border, "amina"), (house.school, "tomas")):
        assert Browser(house[holder]).post(f"{VAULTS}{keyed.id}/destroy/", {"id": str(keyed.id)}).status_code == 200

    assert_each_opens_what_is_declared(
        house,
        {
            "amina": [house.channel.vault],
            "jonas": [house.channel.vault],
            "ines": [house.channel.vault],
            "vera": [house.hers],
            "victor": [house.hers],
        },
    )


def test_the_search_for_what_opens_would_notice_one_grant_too_many(house: House):
    stray = grant_of(house.border.root, house.border.id, 1, house["vera"], by=house["amina"])
    Grant.objects.create(
        vault=house.border.vault,
        epoch=1,
        member=house["vera"].member,
        granter=house["amina"].member,
        granted_on=TODAY,
        blob=from_text(stray["blob"]),
        signature=from_text(stray["signature"]),
    )

    assert everything_of(house.border.id, until=1) <= everything_opened(secrets_of(house["vera"]))
