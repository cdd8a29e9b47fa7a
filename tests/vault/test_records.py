"""Sealed records, written and read as browsers do."""

import json
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safeconduct.audit.models import Entry
from safeconduct.vault.format.octets import from_text, to_text
from safeconduct.vault.format.records import open_statement
from safeconduct.vault.models import Record
from safeconduct.vault.queries import records as pages
from tests.factories import keepers
from tests.factories.posting import VAULTS, Browser, new_record, post_epoch, post_vault
from tests.factories.vault import KeyedMember, KeyedVault, make_record

jonas, amina = keepers.jonas, keepers.amina  # fixtures
pytestmark = pytest.mark.django_db(databases=["default", "intake"])


@pytest.fixture
def vault(amina: KeyedMember, jonas: KeyedMember) -> KeyedVault:
    return post_vault([amina, jonas])


def address(vault: KeyedVault) -> str:
    return f"{VAULTS}{vault.id}/records/"


def test_what_one_writes_the_other_opens(vault: KeyedVault, amina: KeyedMember, jonas: KeyedMember):
    said = new_record(vault, by=amina, body={"text": "Позвонить."})
    assert Browser(amina).post(address(vault), said).json() == {"version": 1}

    answer = Browser(jonas).get(address(vault)).json()

    assert answer == {"records": [said], "cursor": said["id"], "more": False}
    record = Record.objects.get()
    statement = open_statement(
        vault.root,
        from_text(answer["records"][0]["blob"]),
        vault=vault.id,
        epoch=1,
        type="case.note",
        record=record.record,
        version=1,
        signing_key_of={amina.reference: amina.signing_key}.get,
    )
    assert (statement.body, statement.signed) == ({"text": "Позвонить."}, True)


def test_writing_leaves_no_entry_in_the_record_of_what_happened(vault: KeyedVault, amina: KeyedMember):
    before = Entry.objects.count()
    Browser(amina).post(address(vault), new_record(vault, by=amina))

    assert Entry.objects.count() == before


def test_the_newest_version_is_given_and_all_are_kept(vault: KeyedVault, amina: KeyedMember):
    first = new_record(vault, by=amina)
    Browser(amina).post(address(vault), first)
    record = Record.objects.get().record
    second = new_record(vault, by=amina, record=record, version=2)
    Browser(amina).post(address(vault), second)

    assert [one["version"] for one in Browser(amina).get(address(vault)).json()["records"]] == [2]
    versions = Browser(amina).get(f"{address(vault)}{record}/").json()["versions"]
    assert [version["blob"] for version in versions] == [first["blob"], second["blob"]]


def test_of_two_who_write_the_same_version_one_is_told_and_sees_the_other(vault: KeyedVault, amina: KeyedMember, jonas: KeyedMember):
    first = new_record(vault, by=amina)
    Browser(amina).post(address(vault), first)
    late = new_record(vault, by=jonas, record=Record.objects.get().record, body="Mine.")

    answer = Browser(jonas).post(address(vault), late)

    assert answer.status_code == 409
    assert answer.json()["current"] == {"version": 1, "blob": first["blob"]}
    assert Record.objects.count() == 1


def test_the_very_same_sent_again_is_kept_once(vault: KeyedVault, amina: KeyedMember):
    said = new_record(vault, by=amina)

    assert [Browser(amina).post(address(vault), said).status_code for _time in range(2)] == [200, 200]
    assert Record.objects.count() == 1


def test_a_second_version_needs_a_first(vault: KeyedVault, amina: KeyedMember):
    answer = Browser(amina).post(address(vault), new_record(vault, by=amina, version=2))

    assert (answer.status_code, answer.json()["current"]) == (409, {"version": 0, "blob": None})


def spoilt(blob: bytes) -> dict[str, bytes]:
    return {
        "in clear": b'{"author": "Amina", "body": "Her name is in this one."}'.ljust(292, b" "),
        "empty": b"",
        "another suite": blob[:3] + b"\x02" + blob[4:],
        "another version": blob[:2] + b"\x02" + blob[3:],
        "another epoch": blob[:4] + b"\0\0\0\x02" + blob[8:],
        "cut off": blob[:-1],
        "no bucket": blob + bytes(16),
    }


@pytest.mark.parametrize("how", list(spoilt(b"")))
def test_nothing_is_kept_that_is_not_sealed(vault: KeyedVault, amina: KeyedMember, how: str):
    said = new_record(vault, by=amina)
    said["blob"] = to_text(spoilt(from_text(said["blob"]))[how])

    answer = Browser(amina).post(address(vault), said)

    assert answer.status_code == 400
    assert not Record.objects.exists()


@pytest.mark.parametrize("kind", ["", "note", "vault.prev", "Case.Note", "case.note; drop", "case." + "x" * 40])
def test_a_type_is_a_desk_and_a_thing(vault: KeyedVault, amina: KeyedMember, kind: str):
    assert Browser(amina).post(address(vault), {**new_record(vault, by=amina), "type": kind}).status_code == 400


def test_a_record_stays_what_it_was(vault: KeyedVault, amina: KeyedMember):
    Browser(amina).post(address(vault), new_record(vault, by=amina))
    other = new_record(vault, by=amina, record=Record.objects.get().record, version=2, kind="case.card")

    assert Browser(amina).post(address(vault), other).status_code == 400


def test_what_was_sealed_before_the_newest_epoch_is_not_taken(vault: KeyedVault, amina: KeyedMember, jonas: KeyedMember):
    post_epoch(vault, [amina, jonas])

    assert Browser(amina).post(address(vault), new_record(vault, by=amina, epoch=1)).json()["code"] == "not-sealed"


def test_a_record_larger_than_a_mebibyte_is_refused(vault: KeyedVault, amina: KeyedMember):
    answer = Browser(amina).post(address(vault), new_record(vault, by=amina, body="x" * (1024 * 1024 + 1)))

    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'{"id": 1}', b"[" * 100_000])
def test_what_is_no_json_is_not_understood(vault: KeyedVault, amina: KeyedMember, body: bytes):
    answer = Browser(amina).client.post(address(vault), body, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "not-understood")


def test_types_are_chosen(vault: KeyedVault, amina: KeyedMember):
    for kind in ("request.card", "request.note", "channel.template"):
        make_record(vault, "x", by=amina, type=kind)

    found = Browser(amina).get(f"{address(vault)}?type=request.card,channel.template").json()["records"]

    assert {record["type"] for record in found} == {"request.card", "channel.template"}


def test_pages_follow_each_other_by_id_and_tell_no_time(vault: KeyedVault, amina: KeyedMember, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pages, "MOST_ON_A_PAGE", 3)
    written = [str(make_record(vault, number, by=amina).record) for number in range(7)]
    found, after, sizes = [], "", []
    while True:
        answer = Browser(amina).get(f"{address(vault)}?after={after}").json()
        found += [record["id"] for record in answer["records"]]
        sizes.append(len(answer["records"]))
        after = answer["cursor"]
        if not answer["more"]:
            break

    assert sizes == [3, 3, 1]
    assert found == sorted(written)


def test_a_page_is_never_heavier_than_a_bad_line_carries(vault: KeyedVault, amina: KeyedMember, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pages, "LARGEST_PAGE", 3000)
    for _number in range(4):
        make_record(vault, "x" * 300, by=amina)

    answer = Browser(amina).get(address(vault)).json()

    assert (len(answer["records"]), answer["more"]) == (2, True)


def test_a_cursor_that_is_none_is_not_understood(vault: KeyedVault, amina: KeyedMember):
    assert Browser(amina).get(f"{address(vault)}?after=yesterday").status_code == 400


def test_five_hundred_records_come_in_one_answer_and_a_few_queries(vault: KeyedVault, amina: KeyedMember):
    row = make_record(vault, "x", by=amina)
    Record.objects.bulk_create(Record(record=uuid4(), vault=vault.vault, type=row.type, version=1, blob=row.blob) for _one in range(499))
    browser = Browser(amina)

    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(address(vault))

    assert len(json.loads(answer.content)["records"]) == 500
    assert answer.json()["more"] is False
    assert len(queries) <= 6  # who asks, whose roles, whose organisation; the vault; the sizes; the records


def test_a_record_is_destroyed_in_all_its_versions(vault: KeyedVault, amina: KeyedMember):
    row = make_record(vault, "x", by=amina)
    make_record(vault, "y", by=amina, record=row.record)
    other = make_record(vault, "z", by=amina)

    assert Browser(amina).post(f"{address(vault)}{row.record}/destroy/").json() == {"done": True}

    assert list(Record.objects.values_list("record", flat=True)) == [other.record]
    entry = Entry.objects.get(kind="vault.record-destroyed")
    assert (entry.subject, entry.detail) == (str(vault.id), {})
    assert Browser(amina).get(f"{address(vault)}{row.record}/").status_code == 404
