"""A handover: two people, only those who agreed, one download, and what they said to it stands in the register."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pyrage
import pytest
from django.db import IntegrityError
from django.test import Client

from safeconduct.advocacy.models import Ask
from safeconduct.demo.telling.campaign_vault import seal_campaign
from safeconduct.kit.clock import today
from safeconduct.people.permissions import Role
from safeconduct.petitions.models import Campaign, Handover
from safeconduct.petitions.queries.handing import CHANNELS, VISIBILITIES
from safeconduct.petitions.rules.chain import Link, chain_of
from safeconduct.petitions.storing import package_folder
from safeconduct.publications.rules.kinds import Role as PartRole
from safeconduct.signing.models import Roll, Signature
from safeconduct.signing.queries.walked import all_counted
from safeconduct.signing.rules.kinds import State, Visibility
from safeconduct.vault.format.messages import open_message
from tests.factories import keepers
from tests.factories.advocacy import make_body, make_demand, make_post
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_organisation
from tests.factories.petitions import make_campaign, make_signature, roll_of
from tests.factories.posting import Browser
from tests.factories.publications import make_part, make_version
from tests.factories.vault import KeyedMember, make_keyed_member, vouch

jonas = keepers.jonas  # a fixture
pytestmark = pytest.mark.django_db(databases=["default", "signing", "intake"])
HERE = "/desk/signatures/handovers/"
WORDS = "orbit lamp river stone apple cloud"


@dataclass
class Stage:
    """Tomas prepares and holds the vault with Jonas, who coordinates and approves."""

    campaign: Campaign
    tomas: KeyedMember
    jonas: KeyedMember
    identity: str

    @property
    def roll(self) -> Roll:
        return roll_of(self.campaign)

    def address(self, rest: str = "") -> str:
        return f"/desk/{self.campaign.crisis.slug}/petitions/{self.campaign.reference}/handovers/{rest}"

    def prepared(self) -> Handover:
        post = self.campaign.addressees.get().post
        said = {"post": post.reference, "language": "en", "letter": "Many ask you."}
        answer = Browser(self.tomas).client.post(self.address("new/"), said)
        assert answer.status_code == 302, answer.content.decode()
        return Handover.objects.get()

    def approved(self) -> Handover:
        row = self.prepared()
        assert Browser(self.jonas).client.post(self.address(f"{row.reference}/approve/")).status_code == 302
        return Handover.objects.get()

    def made(self) -> Handover:
        row = self.approved()
        answer = Browser(self.tomas).post(f"{HERE}{row.reference}/made/", self.said(row))
        assert answer.status_code == 200, answer.content
        return Handover.objects.get()

    def said(self, row: Handover) -> dict[str, Any]:
        got = list(unpacked(Browser(self.tomas).get(f"{HERE}{row.reference}/signatures/").content))
        chain = chain_of(self.campaign.reference, (link for link, _blob in got))
        named = sum(bool(blob) for _link, blob in got)
        return {"chain": chain.head.hex(), "manifest": "0" * 64, "confirmed": chain.count, "named": named, "unreadable": 0}

    def offered(self) -> tuple[Handover, str, bytes]:
        row, sealed = self.made(), pyrage.passphrase.encrypt(b"a package", WORDS)
        file, browser = str(uuid4()), Browser(self.tomas)
        began = browser.post(f"{HERE}{row.reference}/package/", {"id": file, "length": len(sealed)})
        assert began.json()["have"] == []
        assert browser.send(f"{HERE}{row.reference}/package/0/?length={len(sealed)}", sealed).status_code == 200
        answer = self.offer(row, sealed)
        assert answer.status_code == 200, answer.content
        return Handover.objects.get(), answer.json()["path"], sealed

    def offer(self, row: Handover, sealed: bytes, days: int = 10) -> Any:
        said = {"length": len(sealed), "sha256": hashlib.sha256(sealed).hexdigest(), "expires_on": str(today() + timedelta(days=days))}
        return Browser(self.tomas).post(f"{HERE}{row.reference}/offer/", said)


def unpacked(data: bytes) -> Iterator[tuple[Link, bytes]]:
    """Read what the sealed desk gets, as its script does."""
    at = 0
    while at < len(data):
        length = int.from_bytes(data[at + 20 : at + 24], "big")
        blob = data[at + 24 : at + 24 + length]
        country = data[at + 16 : at + 18].decode().replace("--", "")
        kinds = CHANNELS[data[at + 18]], VISIBILITIES[data[at + 19]]
        yield Link(UUID(bytes=data[at : at + 16]), country, *kinds, hashlib.sha256(blob).digest()), blob
        at += 24 + length


@pytest.fixture
def stage(jonas: KeyedMember, settings: Any, tmp_path: Path) -> Stage:
    settings.HANDOVER_ROOT = tmp_path
    tomas = make_keyed_member("tomas", roles=[Role.CAMPAIGNER])
    vouch(tomas, by=jonas)
    crisis = make_crisis(by=jonas.member, is_public=True)
    post = make_post(make_body(crisis))
    campaign = make_campaign(crisis, tomas.member, posts=[post])
    make_part(campaign.publication, "Let in those who fled.", role=PartRole.DEMAND, demand=make_demand(crisis))
    make_version(campaign.publication, tomas.member, approved_by=jonas.member, released_by=jonas.member)
    Roll.objects.filter(pk=campaign.roll).delete()
    _key, identity = seal_campaign(campaign, [tomas, jonas], at=THEN)
    roll = roll_of(campaign)
    make_signature(roll, name="Ada Example")
    make_signature(roll, name="Ben Example", visibility=Visibility.ADDRESSEE, country="")
    make_signature(roll, name="Cia Example", visibility=Visibility.COUNTED)
    make_signature(roll, name="Dag Example", state=State.PENDING)
    return Stage(campaign, tomas, jonas, identity)


def test_the_numbers_and_texts_are_written_down_when_it_is_prepared(stage: Stage):
    row = stage.prepared()

    assert {name: row.counts[name] for name in ("confirmed", "public", "addressee", "counted")} == {
        "confirmed": 3,
        "public": 1,
        "addressee": 1,
        "counted": 1,
    }
    assert list(row.texts) == ["en"]
    assert Browser(stage.tomas).get(stage.address(f"{row.reference}/")).status_code == 200


def test_who_prepared_it_cannot_approve_it(stage: Stage):
    row = stage.prepared()

    Browser(stage.tomas).client.post(stage.address(f"{row.reference}/approve/"))

    row.refresh_from_db()
    assert (row.state, row.approved_by) == ("prepared", None)
    with pytest.raises(IntegrityError):
        Handover.objects.filter(pk=row.pk).update(approved_by=stage.tomas.member)


def test_nothing_leaves_before_it_is_approved(stage: Stage):
    row = stage.prepared()

    answers = [Browser(stage.tomas).get(f"{HERE}{row.reference}/{rest}") for rest in ("", "signatures/")]

    assert [(one.status_code, one.json()["code"]) for one in answers] == [(422, "not-now")] * 2


def test_only_those_who_agreed_to_be_named_can_be_opened(stage: Stage):
    row = stage.approved()

    got = list(unpacked(Browser(stage.tomas).get(f"{HERE}{row.reference}/signatures/").content))

    assert [link.id for link, _blob in got] == sorted(Signature.objects.filter(state="confirmed").values_list("pk", flat=True))
    assert sorted(open_message(stage.identity, blob)["name"] for _link, blob in got if blob) == ["Ada Example", "Ben Example"]
    assert [bool(blob) for link, blob in got if link.visibility == "counted"] == [False]


def test_it_goes_on_after_an_id_and_ends_empty(stage: Stage):
    row = stage.approved()
    address = f"{HERE}{row.reference}/signatures/"
    ids = [link.id.hex for link, _blob in unpacked(Browser(stage.tomas).get(address).content)]

    rest = list(unpacked(Browser(stage.tomas).get(f"{address}?after={ids[0]}").content))

    assert [link.id.hex for link, _blob in rest] == ids[1:]
    assert Browser(stage.tomas).get(f"{address}?after={ids[-1]}").content == b""


def test_a_package_that_holds_something_else_is_not_noted(stage: Stage):
    row = stage.approved()
    said = stage.said(row)
    Signature.objects.filter(visibility=Visibility.PUBLIC).update(state=State.WITHDRAWN)

    answer = Browser(stage.tomas).post(f"{HERE}{row.reference}/made/", said)

    assert (answer.status_code, answer.json()["code"]) == (422, "other-chain")


def walk(stage: Stage, row: Handover) -> list[str]:
    """Ask for the signatures as the sealed desk does, two at a time, until there are no more; give what the server said of each piece."""
    said, after = [""], ""
    while True:
        answer = Browser(stage.tomas).get(f"{HERE}{row.reference}/signatures/?after={after}&walked={said[-1]}")
        said.append(answer.headers["Walked"])
        ids = [link.id.hex for link, _blob in unpacked(answer.content)]
        if not ids:
            return said[1:]
        after = ids[-1]


@pytest.fixture
def large(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A list too long to be walked at once, in pieces of two."""
    monkeypatch.setattr("safeconduct.petitions.actions.note_package.SMALL", 0)
    monkeypatch.setattr("safeconduct.signing.queries.walked.counted_after.__kwdefaults__", {"most": 2})
    return stage


def test_a_long_list_is_checked_against_what_was_given_out_piece_by_piece(large: Stage):
    row = large.approved()
    walked = walk(large, row)
    said = large_said(large)

    answers = [
        Browser(large.tomas).post(f"{HERE}{row.reference}/made/", {**said, **more})
        for more in ({}, {"walked": walked[0]}, {"walked": walked[-1][:-2]}, {"walked": walked[-1], "confirmed": 4}, {"walked": walked[-1]})
    ]

    assert len(walked) == 3  # two, one, and none
    assert [one.status_code for one in answers] == [422, 422, 422, 422, 200]
    assert Handover.objects.get().chain_head == said["chain"]


def test_a_piece_that_does_not_follow_the_one_before_breaks_the_walk(large: Stage):
    row = large.approved()
    walked, ids = walk(large, row), sorted(Signature.objects.filter(state=State.CONFIRMED).values_list("pk", flat=True))
    address = f"{HERE}{row.reference}/signatures/"

    skipped = Browser(large.tomas).get(f"{address}?after={ids[2].hex}&walked={walked[0]}")
    invented = Browser(large.tomas).get(f"{address}?after={ids[1].hex}&walked=invented")
    ended = Browser(large.tomas).get(f"{address}?after={ids[2].hex}&walked={walked[-1]}")

    assert [one.headers["Walked"] for one in (skipped, invented, ended)] == ["", "", ""]


def test_who_went_while_a_long_list_was_made_does_not_stop_it(large: Stage):
    row = large.approved()
    walked, said = walk(large, row), large_said(large)
    Signature.objects.filter(visibility=Visibility.PUBLIC).update(state=State.WITHDRAWN)

    answer = Browser(large.tomas).post(f"{HERE}{row.reference}/made/", {**said, "walked": walked[-1]})

    assert answer.status_code == 200


def large_said(stage: Stage) -> dict[str, Any]:
    """Give what the sealed desk says of the package of all that is counted now."""
    chain = chain_of(
        stage.campaign.reference,
        (Link(one.id, one.country, one.channel, one.visibility, one.digest) for one in all_counted(stage.roll.pk, until=today())),
    )
    return {"chain": chain.head.hex(), "manifest": "0" * 64, "confirmed": chain.count, "named": 2, "unreadable": 0}


def test_how_many_took_their_names_back_stands_on_its_page_and_in_the_list(stage: Stage):
    row = stage.made()
    before = Browser(stage.tomas).get(stage.address(f"{row.reference}/")).content.decode()
    Handover.objects.update(gone_since=2)

    pages = [Browser(stage.tomas).get(stage.address(rest)).content.decode() for rest in (f"{row.reference}/", "")]

    assert "took their names back since" not in before
    assert "2 signers took their names back since" in pages[0]
    assert "2 signers took their names back since" in pages[1]


def test_it_is_fetched_once_and_then_looks_like_what_never_was(stage: Stage):
    row, path, sealed = stage.offered()
    office = Client()

    looked = [office.get(path).status_code, office.head(path).status_code]
    fetched = office.post(path).getvalue()
    again = [office.get(path).status_code, office.post(path).status_code]

    row.refresh_from_db()
    assert (looked, fetched, again) == ([200, 200], sealed, [404, 404])
    assert (row.fetched_on, row.sealed_file, row.token_hash) == (today(), None, None)
    assert list(package_folder().iterdir()) == []


def test_what_is_not_sealed_is_not_kept(stage: Stage):
    row, clear, file = stage.made(), b"Ada Example, Sweden", str(uuid4())
    browser = Browser(stage.tomas)
    browser.post(f"{HERE}{row.reference}/package/", {"id": file, "length": len(clear)})
    browser.send(f"{HERE}{row.reference}/package/0/?length={len(clear)}", clear)

    answer = stage.offer(row, clear)

    assert (answer.status_code, answer.json()["code"]) == (400, "not-sealed")
    assert Handover.objects.get().token_hash is None
    assert list(package_folder().iterdir()) == []


def test_it_does_not_lie_about_for_long(stage: Stage):
    row, _path, sealed = stage.offered()

    assert stage.offer(row, sealed, days=31).json()["code"] == "too-long"


def test_a_handover_that_is_called_off_leaves_nothing_behind(stage: Stage):
    row, path, _sealed = stage.offered()

    Browser(stage.jonas).client.post(stage.address(f"{row.reference}/cancel/"))

    assert Client().get(path).status_code == 404
    assert list(package_folder().iterdir()) == []


@pytest.mark.parametrize(("outcome", "state"), [("received", "received"), ("refused", "refused")])
def test_that_they_were_asked_stands_in_the_register(stage: Stage, outcome: str, state: str):
    row = stage.made()
    said = {"outcome": outcome, "on": str(today()), "note": "The registry took it.", "reply_due": str(today() + timedelta(days=30))}

    answer = Browser(stage.tomas).client.post(stage.address(f"{row.reference}/settle/"), said)

    row.refresh_from_db()
    ask = Ask.objects.get()
    assert answer.status_code == 302
    assert (row.state, row.note, row.ask) == (state, "The registry took it.", ask.reference)
    assert (ask.via, ask.instrument, ask.is_public) == ("petition", stage.campaign.publication.reference, True)
    assert stage.campaign.stages.get(kind="submission").on == today()


def test_what_was_not_made_cannot_have_been_taken(stage: Stage):
    row = stage.approved()

    answer = Browser(stage.tomas).client.post(
        stage.address(f"{row.reference}/settle/"), {"outcome": "received", "on": str(today()), "note": "They took it."}
    )

    assert answer.status_code == 422
    assert Handover.objects.get().state == "approved"


@pytest.mark.parametrize(
    ("roles", "own", "desk", "sealed"),
    [
        ([Role.CAMPAIGNER], True, 200, 404),  # holds no grant of this vault
        ([Role.COORDINATOR], True, 200, 403),
        ([Role.PRESS], True, 403, 403),
        ([Role.READER], True, 403, 403),
        ([Role.CAMPAIGNER], False, 404, 404),  # Vera, of another organisation: as if there were none
    ],
)
def test_who_may_hand_names_over(stage: Stage, roles: list[Role], own: bool, desk: int, sealed: int):
    row = stage.approved()
    organisation = stage.jonas.member.organisation if own else make_organisation("Vera's office")
    somebody = Browser(make_keyed_member("vera", roles=roles, organisation=organisation))

    assert somebody.get(stage.address("new/")).status_code == desk
    assert somebody.get(stage.address(f"{row.reference}/")).status_code == (200 if own else 404)
    assert {somebody.get(f"{HERE}{row.reference}/{rest}").status_code for rest in ("", "signatures/")} == {sealed}
    assert {somebody.post(f"{HERE}{row.reference}/{rest}/", {}).status_code for rest in ("made", "package", "offer")} <= {sealed, 400}
    assert Handover.objects.get().state == "approved"
