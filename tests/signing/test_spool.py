"""Collect only: what was answered for is in the file, whatever happened to its end, and comes into the database once."""

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from safeconduct.signing.actions.drain_spool import drain_spool
from safeconduct.signing.actions.take_signature import take_signature
from safeconduct.signing.models import Roll, Signature, WaitingMail
from safeconduct.signing.queries import rolls
from safeconduct.signing.queries.rolls import RolledUp
from safeconduct.signing.receiving.preparing import prepare
from safeconduct.signing.rules.entry import Entry
from safeconduct.signing.storing import spool
from safeconduct.signing.storing.rows import Row
from safeconduct.signing.storing.spool import Spooler, append, read, rows_in, take
from tests.factories.petitions import TODAY, make_roll

pytestmark = pytest.mark.django_db(databases=["default", "signing"])

ADA = Entry(name="Ada Example", mail="ada@signers.example", country="SE", postcode="123 45", visibility="addressee")


@pytest.fixture(autouse=True)
def _own_spool(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.VAR = tmp_path
    yield
    spool.stop()


def rolled(roll: Roll) -> RolledUp:
    found = rolls.current(roll.reference)
    assert found is not None
    return found


def rows(roll: Roll, count: int) -> list[Row]:
    return [prepare(replace(ADA, mail=f"ada.{number}@signers.example"), rolled(roll), on=TODAY) for number in range(count)]


def test_rows_come_back_as_they_were_in_their_order(tmp_path: Path):
    given = rows(make_roll(), 5)

    append(tmp_path, given[:2])
    append(tmp_path, given[2:])

    assert [row for file in take(tmp_path) for row in read(file)] == given


def test_a_file_torn_at_any_byte_still_gives_every_whole_row(tmp_path: Path):
    given = rows(make_roll(), 3)
    ends = []
    for row in given:
        append(tmp_path, [row])
        ends.append((tmp_path / "current").stat().st_size)
    data = (tmp_path / "current").read_bytes()

    for end in range(len(data) + 1):
        whole = sum(one <= end for one in ends)
        assert list(rows_in(data[:end])) == given[:whole]


def test_what_is_appended_after_a_torn_end_is_found(tmp_path: Path):
    given = rows(make_roll(), 3)
    append(tmp_path, given[:2])
    file = tmp_path / "current"
    os.truncate(file, file.stat().st_size - 7)

    append(tmp_path, given[2:])

    assert [row for file in take(tmp_path) for row in read(file)] == [given[0], given[2]]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.binary(max_size=300))
def test_no_bytes_break_the_reader(before: bytes, after: bytes):
    assert list(rows_in(before + spool.MARK + after)) == []


def test_many_threads_append_and_everything_answered_for_is_there(tmp_path: Path):
    given = rows(make_roll(), 120)
    spoolers = [Spooler(tmp_path) for _number in range(3)]  # as in three processes

    def collect(spooler: Spooler, some: list[Row]) -> None:
        for future in [spooler.submit(row) for row in some]:
            assert future.result(60) == "collected"

    for spooler in spoolers:
        spooler.start()
    threads = [threading.Thread(target=collect, args=(spoolers[start % 3], given[start::6])) for start in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for spooler in spoolers:
        spooler.stop()

    found = [row for file in take(tmp_path) for row in read(file)]
    assert sorted(row.id for row in found) == sorted(row.id for row in given)


def test_a_large_file_is_set_apart_and_the_next_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(spool, "MOST_BYTES", 100)
    given = rows(make_roll(), 4)
    for row in given:
        append(tmp_path, [row])

    files = take(tmp_path)

    assert len(files) == 4
    assert [row for file in files for row in read(file)] == given


def test_collect_only_keeps_a_signature_out_of_the_database_until_it_is_turned_off():
    roll = make_roll(switches={"collect_only": True})
    take_signature(ADA, rolled(roll), on=TODAY)

    assert drain_spool() == 0
    assert not Signature.objects.exists()
    Roll.objects.update(switches={})
    assert drain_spool() == 1
    assert Signature.objects.count() == WaitingMail.objects.count() == 1
    assert spool.is_empty(spool.spool_folder())
    assert drain_spool() == 0


def test_what_is_drained_twice_is_kept_once(monkeypatch: pytest.MonkeyPatch):
    given = rows(make_roll(), 7)
    folder = spool.spool_folder()
    append(folder, given)
    drain_spool()
    append(folder, given)  # as if the machine had stopped before the file was deleted

    assert drain_spool() == 7
    assert Signature.objects.count() == WaitingMail.objects.count() == 7


def test_a_row_whose_campaign_is_gone_holds_up_no_other():
    given = rows(make_roll(), 5)
    gone = rows(other := make_roll(), 1)
    Roll.objects.filter(pk=other.pk).delete()
    folder = spool.spool_folder()
    append(folder, [*given[:3], *gone, *given[3:]])

    assert drain_spool() == 6

    assert Signature.objects.count() == 5
    assert [row for file in take(folder / "refused") for row in read(file)] == gone


def test_s2_nobody_is_told_by_what_lies_in_the_spool():
    """The file holds no name, address or postcode, in any of the plainer disguises."""
    roll = make_roll(switches={"collect_only": True})
    take_signature(ADA, rolled(roll), on=TODAY)

    data = b"".join(file.read_bytes() for file in take(spool.spool_folder())).lower()

    for word in ("Ada", "Example", "ada@signers", "signers.example", "123 45", "12345"):
        for disguise in disguises(word):
            assert disguise.lower() not in data


def disguises(word: str) -> list[Any]:
    return [word.encode(), word.encode("utf-16-le"), word.encode().hex().encode(), word.encode()[::-1]]
