"""Many vaults in one question: only what is not known comes, and nothing of what is not held."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safeconduct.people.permissions import Role
from safeconduct.vault.format.octets import to_text
from safeconduct.vault.models import Record
from safeconduct.vault.queries import deltas
from tests.factories import keepers
from tests.factories.people import make_organisation
from tests.factories.posting import Browser
from tests.factories.vault import TODAY, KeyedMember, KeyedVault, make_epoch, make_keyed_member, make_record, make_vault

jonas, amina, tomas = keepers.jonas, keepers.amina, keepers.tomas  # fixtures
pytestmark = pytest.mark.django_db

READ = "/desk/vault/read/"


def asked(vault: KeyedVault | str, *known: Record, types: tuple[str, ...] = ()) -> dict[str, Any]:
    id_ = vault if isinstance(vault, str) else str(vault.id)
    return {"id": id_, "types": list(types), "known": [[str(record.record), record.version] for record in known]}


def answered(who: KeyedMember, *wanted: dict[str, Any]) -> dict[str, Any]:
    answer = Browser(who).post(READ, {"vaults": list(wanted)})
    assert answer.status_code == 200, answer.content
    given: dict[str, Any] = answer.json()
    return given


def records_in(answer: dict[str, Any]) -> set[str]:
    return {record["id"] for vault in answer["vaults"] for record in vault["records"]}


@pytest.fixture
def vaults(amina: KeyedMember, jonas: KeyedMember) -> list[KeyedVault]:
    return [make_vault("case", [amina, jonas]) for _one in range(3)]


def test_all_is_given_to_who_knows_nothing(amina: KeyedMember, vaults: list[KeyedVault]):
    kept = [make_record(vault, "Called.", by=amina) for vault in vaults]

    answer = answered(amina, *(asked(vault) for vault in vaults))

    assert answer == {
        "vaults": [
            {
                "id": str(vault.id),
                "epoch": 1,
                "records": [{"id": str(record.record), "type": "case.note", "version": 1, "blob": to_text(bytes(record.blob))}],
                "gone": [],
            }
            for vault, record in zip(vaults, kept, strict=True)
        ],
        "left": [],
    }


def test_what_is_known_is_not_sent_again_and_what_changed_or_came_is(amina: KeyedMember, jonas: KeyedMember, vaults: list[KeyedVault]):
    vault = vaults[0]
    same, old = make_record(vault, "Same.", by=amina), make_record(vault, "Old.", by=amina)
    newer = make_record(vault, "New.", by=jonas, record=old.record)
    fresh = make_record(vault, "Fresh.", by=jonas)

    answer = answered(amina, asked(vault, same, old))

    assert {(one["id"], one["version"]) for one in answer["vaults"][0]["records"]} == {(str(newer.record), 2), (str(fresh.record), 1)}
    assert answered(amina, asked(vault, same, newer, fresh))["vaults"][0]["records"] == []


def test_what_is_gone_is_named(amina: KeyedMember, vaults: list[KeyedVault]):
    stays, goes = make_record(vaults[0], "Stays.", by=amina), make_record(vaults[0], "Goes.", by=amina)
    goes.delete()

    assert answered(amina, asked(vaults[0], stays, goes))["vaults"][0]["gone"] == [str(goes.record)]


def test_each_vault_is_asked_for_its_own_types(amina: KeyedMember, vaults: list[KeyedVault]):
    cards = [make_record(vault, "Card.", by=amina, type="case.card") for vault in vaults]
    items = [make_record(vault, "Item.", by=amina, type="case.item") for vault in vaults]

    answer = answered(amina, asked(vaults[0], types=("case.card",)), asked(vaults[1], types=("case.item",)), asked(vaults[2]))

    assert records_in(answer) == {str(one.record) for one in (cards[0], items[1], cards[2], items[2])}


def test_a_vault_that_is_not_held_is_as_one_that_is_not_there(amina: KeyedMember, tomas: KeyedMember, vaults: list[KeyedVault]):
    make_record(vaults[0], "Ours.", by=amina)
    vera = make_keyed_member("vera", roles=list(Role), organisation=make_organisation("Far Shore"))
    for who in (tomas, vera):
        assert answered(who, asked(vaults[0])) == answered(who, asked(str(uuid4()))) == {"vaults": [], "left": []}


def test_who_was_let_go_of_or_travels_is_given_nothing(
    amina: KeyedMember, jonas: KeyedMember, tomas: KeyedMember, vaults: list[KeyedVault]
):
    make_record(vaults[0], "Ours.", by=amina)
    make_epoch(vaults[0], [jonas, tomas])
    jonas.member.withheld_on = TODAY
    jonas.member.save()

    assert [answered(who, asked(vaults[0]))["vaults"] for who in (amina, jonas)] == [[], []]
    assert answered(tomas, asked(vaults[0]))["vaults"][0]["epoch"] == 2


@pytest.mark.parametrize(("room", "most"), [(3000, 2000), (1, 2000), (10**9, 2)])
def test_what_does_not_fit_is_left_and_comes_when_asked_again(
    monkeypatch: pytest.MonkeyPatch, amina: KeyedMember, vaults: list[KeyedVault], room: int, most: int
):
    monkeypatch.setattr(deltas, "LARGEST_ANSWER", room)
    monkeypatch.setattr(deltas, "MOST_RECORDS", most)
    kept = {record.record: record for vault in vaults for record in (make_record(vault, "Called. " * 40, by=amina) for _one in range(4))}
    known: set[str] = set()
    answers = 0
    left = [str(vault.id) for vault in vaults]
    while left:
        theirs = {one: [record for record in kept.values() if str(record.vault_id) == one and str(record.record) in known] for one in left}
        wanted = [asked(one, *records) for one, records in theirs.items()]
        answer = answered(amina, *wanted)
        assert not records_in(answer) & known
        assert records_in(answer)
        known |= records_in(answer)
        answers, left = answers + 1, answer["left"]

    assert known == {str(record) for record in kept}
    assert answers > 1


def test_hundreds_of_vaults_take_as_many_questions_as_one(amina: KeyedMember, vaults: list[KeyedVault]):
    counts = []
    browser = Browser(amina)
    for some in (vaults[:1], vaults):
        for vault in some:
            make_record(vault, "Called.", by=amina)
        with CaptureQueriesContext(connection) as questions:
            browser.post(READ, {"vaults": [asked(vault) for vault in some]})
        counts.append(len(questions))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"vaults": [{}]},
        {"vaults": [{"id": str(uuid4()), "types": "case.card", "known": []}]},
        {"vaults": [{"id": str(uuid4()), "types": [], "known": [[str(uuid4())]]}]},
        {"vaults": [{"id": str(uuid4()), "types": [], "known": []}] * 2},
        {"vaults": [{"id": str(uuid4()), "types": [], "known": []} for _one in range(601)]},
    ],
)
def test_anything_else_is_not_understood(amina: KeyedMember, wrong: dict[str, Any]):
    assert Browser(amina).post(READ, wrong).status_code == 400
