"""A1 for everything sealed and for members: who has no part in a thing cannot learn that it exists, and changes nothing by trying.

Every address of the vaults, the requests and the members that names something is asked twice, for what is there and for what is not.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from safeconduct.casework.models import KnownHit, Referral
from safeconduct.fund.models import Payout
from safeconduct.intake.models import IntakeFile
from safeconduct.kit.clock import now, today
from safeconduct.people.actions.invite_member import invite_member
from safeconduct.people.actions.withhold_keys import withhold_keys
from safeconduct.people.models import Invitation, Member
from safeconduct.people.permissions import Role
from safeconduct.placement.models import Run
from safeconduct.vault.actions.remove_member import remove_member
from safeconduct.vault.format.octets import to_text
from safeconduct.vault.models import Record, Register, SealedFile, Strongbox
from tests.architecture.house import Route, routes
from tests.factories.casework import KeyedCase, make_case
from tests.factories.crises import make_crisis
from tests.factories.fund import make_payout
from tests.factories.people import make_organisation
from tests.factories.referring import make_hit, make_referral, make_register_of
from tests.factories.rounds import KeyedRound, make_round, make_run, put_cards
from tests.factories.strongboxes import make_strongbox
from tests.factories.vault import (
    Asked,
    KeyedChannel,
    KeyedMember,
    KeyedVault,
    make_channel,
    make_keyed_member,
    make_record,
    make_request,
    make_steward,
    make_vault,
)
from tests.security.test_a1_matrix import NOWHERE, VERBS, everything

pytestmark = pytest.mark.django_db(databases=["default", "intake", "signing"])

NAMED = re.compile(r"<(?:str|uuid):\w+>")
SEALED = [
    route
    for route in routes()
    if route.address.startswith(("desk/vault/", "desk/requests/", "desk/members/", "desk/cases/", "desk/payouts/", "desk/placement/"))
    and NAMED.search(route.address)
]
OF_VAULTS = [
    route for route in SEALED if not route.address.startswith(("desk/members/", "desk/payouts/")) and "directory" not in route.address
]


@dataclass
class World:
    """What is there: a vault with a record and a file, a channel with a request and a file, and those who hold them."""

    jonas: KeyedMember
    amina: KeyedMember
    lev: KeyedMember
    vault: KeyedVault
    record: Record
    file: SealedFile
    box: Strongbox
    channel: KeyedChannel
    asked: Asked
    came: IntakeFile
    invitation: Invitation
    case: KeyedCase
    payout: Payout
    round: KeyedRound
    run: Run
    referral: Referral
    hit: KnownHit

    def filled(self, route: Route) -> str:
        """Give the address of a route for what is there."""
        names = {
            "cases/<uuid:case>": self.case.id,
            "referrals/<uuid:referral>": self.referral.pk,
            "known/<uuid:hit>": self.hit.pk,
            "boxes/<uuid:box>": self.asked.mailbox.pk,
            "payouts/<str:claim>": self.payout.claim,
            "rounds/<uuid:round>": self.round.id,
            "runs/<uuid:run>": self.run.pk,
            "vaults/<uuid:vault>": self.vault.id,
            "strongboxes/<uuid:strongbox>": self.box.pk,
            "records/<uuid:record>": self.record.record,
            "vault/files/<uuid:file>": self.file.pk,
            "requests/files/<uuid:file>": self.came.pk,
            "/files/<uuid:file>": self.came.pk,
            "channels/<uuid:channel>": self.channel.channel.pk,
            "mailboxes/<uuid:mailbox>": self.asked.mailbox.pk,
            "directory/<str:member>": self.lev.reference,
            "invitations/<str:reference>": self.invitation.member_reference,
            "organisations/<str:reference>": self.lev.member.organisation.reference,
            "members/<str:reference>": self.lev.reference,
        }
        address = route.address
        for part, value in names.items():
            address = address.replace(part, f"{part.partition('<')[0]}{value}")
        assert not NAMED.search(address), f"Say here what may stand in {route.address}."
        return "/" + address.replace("<int:number>", "0")


def nowhere(route: Route) -> str:
    """Give the address of a route for what nobody has."""
    address = re.sub(r"<uuid:\w+>", NOWHERE, route.address)
    return "/" + re.sub(r"<str:\w+>", "ME-000000", address).replace("<int:number>", "0")


@pytest.fixture
def world(settings: Any) -> World:
    jonas = make_steward("jonas")
    amina, lev = (make_keyed_member(name, voucher=jonas, roles=[Role.HOTLINE, Role.CASEWORKER]) for name in ("amina", "lev"))
    vault = make_vault("case", [amina, lev])
    channel = make_channel(jonas, [amina, lev])
    asked = make_request(channel)
    # Of a crisis that neither Vera nor Ines answers; a colleague who does may hand cards in (tests/placement/test_rounds.py).
    edda = make_keyed_member("edda", roles=[Role.COORDINATOR], organisation=make_organisation("Third Harbour", country="DK"))
    round_ = make_round([amina, lev], make_crisis(by=edda.member, slug="elsewhere"))
    put_cards(round_)
    invitation, _token = invite_member(organisation=lev.member.organisation, roles=[Role.READER], days=7, by="tests", at=now())
    return World(
        jonas=jonas,
        amina=amina,
        lev=lev,
        vault=vault,
        record=make_record(vault, {"text": "We meet at noon."}, by=amina),
        file=SealedFile.objects.create(vault=vault.vault, epoch=1, length=1000, digest=bytes(32), begun_on=today()),
        box=make_strongbox([amina, lev]),
        channel=channel,
        asked=asked,
        came=IntakeFile.objects.create(channel=channel.channel, message=asked.messages[0], length=1000, digest=bytes(32), begun_on=today()),
        invitation=invitation,
        case=make_case([amina, lev]),
        payout=make_payout(amina.member),
        round=round_,
        run=make_run(round_, by=amina),
        referral=make_referral(make_register_of(amina.member.organisation, [amina, lev]), by=edda),
        hit=make_hit([amina, lev]),
    )


LISTS = ("vault/me", "vault/vaults", "vault/directory", "requests/channels", "members", "record")
BODIES: list[dict[str, Any]] = [
    {},
    {
        "id": "1e1e1e1e-1e1e-4e1e-8e1e-1e1e1e1e1e1e",
        "type": "case.note",
        "version": 1,
        "blob": to_text(bytes(292)),
        "epoch": 1,
        "length": 1000,
        "grants": [],
        "number": 2,
    },
    {"state": "helping", "next_day": "", "result": "ended", "held": True, "vault": "1e1e1e1e-1e1e-4e1e-8e1e-1e1e1e1e1e1e"},
    {"to": "ME-000000", "blob": to_text(bytes(456)), "signature": to_text(bytes(64))},
    {"sequence": 1, "authority": "member", "signature": to_text(bytes(64)), "state": "closed", "sha256": "0" * 64, "texts": []},
    {
        "after": "",
        "cards": [],
        "answers": [],
        "inputs_hash": "0" * 64,
        "model": "pl-1",
        "gap": 5,
        "id": "1e1e1e1e-1e1e-4e1e-8e1e-1e1e1e1e1e1e",
    },
]


def asked_for(client: Client, address: str) -> Iterator[tuple[str, int, bytes]]:
    """Ask in every way: each verb without a word, and posts with what the address may take."""
    for verb in VERBS:
        answer = client.generic(verb, address)
        yield verb, answer.status_code, _compared(answer)
    for body in BODIES:
        answer = client.post(address, body, content_type="application/json")
        yield "POST", answer.status_code, _compared(answer)


def _compared(answer: Any) -> bytes:
    if answer.streaming:
        answer.close()
        return b"a file"
    words = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)
    return re.sub(rb"[A-Z]{2}-[0-9A-Z]{6}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", b"...", words)


def vera() -> Member:
    """Every role, keys that are vouched for, and no part in anything of ours."""
    return make_keyed_member("vera", roles=list(Role), organisation=make_organisation("Far Shore")).member


def ines() -> Member:
    """A colleague who answers requests and leads cases, and holds neither this vault nor this channel nor this case."""
    return make_keyed_member("ines", roles=[Role.HOTLINE, Role.STEWARD, Role.CASE_LEAD]).member


@pytest.mark.parametrize("who", [vera, ines])
def test_who_holds_nothing_cannot_tell_what_is_there_from_what_is_not(client: Client, world: World, who: Callable[[], Member]):
    client.force_login(who())
    before = everything()
    for route in SEALED if who is vera else OF_VAULTS:
        there, nothing = list(asked_for(client, world.filled(route))), list(asked_for(client, nowhere(route)))

        assert there == nothing, route.address
        assert {status for _verb, status, _said in there} <= {400, 404, 405}, route.address
    assert everything() == before


def test_vera_is_told_of_nothing_of_ours_in_any_list(client: Client, world: World):
    client.force_login(vera())
    lists = [
        client.get(f"/desk/{one}/")
        for one in (
            "vault/vaults",
            "vault/directory",
            "vault/registers",
            "vault/strongboxes",
            "cases",
            "cases/referrals",
            "cases/partners",
            "cases/known",
            "cases/registers",
            "cases/demands",
            "requests/channels",
            "members",
            "record",
        )
    ]
    lists.append(client.get("/desk/vault/me/"))

    for answer in lists:
        assert answer.status_code == 200
        said = answer.content.decode()
        ours = [
            world.amina.reference,
            world.lev.reference,
            "Amina",
            "Lantern",
            str(world.vault.id),
            str(world.box.pk),
            str(world.channel.channel.pk),
        ]
        ours += [str(world.case.id), world.case.case.reference, str(world.referral.pk), str(world.hit.pk)]
        assert not [name for name in ours if name in said], answer.request["PATH_INFO"]


@pytest.mark.parametrize("is_amina", [True, False], ids=["amina", "nobody"])
def test_who_was_removed_is_nobody_at_once(client: Client, world: World, is_amina: bool):
    if is_amina:
        client.force_login(world.amina.member)
        remove_member(member=world.amina.member, by=world.jonas.member, at=now())
    before = everything()
    for route in SEALED:
        for verb, status, _said in asked_for(client, world.filled(route)):
            assert status == (401 if getattr(route.view, "talks", False) else 302), (verb, route.address)
    assert everything() == before


def test_who_is_withheld_holds_nothing_until_released(client: Client, world: World):
    withhold_keys(member=world.amina.member, is_alarm=True, by=world.jonas.member, at=now())
    client.force_login(world.amina.member)
    before = everything()
    for route in OF_VAULTS:
        there, nothing = list(asked_for(client, world.filled(route))), list(asked_for(client, nowhere(route)))

        assert there == nothing, route.address
    assert client.get("/desk/vault/vaults/").json()["vaults"] == []
    assert client.get("/desk/vault/strongboxes/").json()["strongboxes"] == []
    assert client.get("/desk/requests/channels/").json()["channels"] == []
    assert client.get("/desk/cases/").json()["cases"] == []
    assert everything() == before


def test_amina_who_holds_them_is_let_in(client: Client, world: World):
    client.force_login(world.amina.member)

    vaults = {vault["id"] for vault in client.get("/desk/vault/vaults/").json()["vaults"]}
    of_the_case = {str(vault.id) for vault in (world.case.vault, *world.case.compartments.values())}
    of_the_case |= {str(world.hit.one.vault_id), str(world.hit.other.vault_id), str(Register.objects.get().vault_id)}
    assert vaults == {str(world.vault.id), str(world.channel.vault.id), str(world.round.vault.id), *of_the_case}
    assert [case["id"] for case in client.get("/desk/cases/").json()["cases"]] == sorted(
        map(str, [world.case.id, world.hit.one_id, world.hit.other_id])
    )
    assert client.get(f"/desk/vault/vaults/{world.vault.id}/records/").json()["records"]
    assert client.get(f"/desk/requests/channels/{world.channel.channel.pk}/messages/").json()["messages"]


def test_every_address_here_is_in_the_table(world: World):
    assert len(SEALED) > 25
    for route in SEALED:
        world.filled(route)
