"""What an event loop writes itself, on SQLite: as durable as the thread's, and whatever the loop cannot do the thread does."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from django.db import connections

from safeconduct.signing.models import Roll, Signature, WaitingMail
from safeconduct.signing.storing import within as within_module
from safeconduct.signing.storing.link import Link
from safeconduct.signing.storing.rows import Row
from safeconduct.signing.storing.turns import Full, Item
from safeconduct.signing.storing.within import Within
from safeconduct.signing.storing.writer import Writer
from tests.factories.petitions import make_roll
from tests.looping import run as run_loop
from tests.signing.test_writer import PATIENCE, bad, row_of

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "signing"]),
    pytest.mark.skipif(connections["signing"].vendor != "sqlite", reason="the loop writes on SQLite alone"),
]


@pytest.fixture
def roll() -> Roll:
    return make_roll()


@pytest.fixture
def handed() -> list[Item]:
    return []


@pytest.fixture
def within(handed: list[Item]) -> Iterator[Within]:
    within = Within(Link(), handed.append)
    within.open()
    yield within
    within.close()


async def all_of(within: Within | Writer, rows: Sequence[Row]) -> list[Any]:
    submit = within.submit if isinstance(within, Within) else within.submit_in_loop
    return list(await asyncio.gather(*[submit(row) for row in rows], return_exceptions=True))


def test_what_came_in_one_turn_is_kept_together_before_anybody_is_told(within: Within, roll: Roll, handed: list[Item]):
    rows = [row_of(roll, number) for number in range(300)]

    assert run_loop(all_of(within, rows)) == ["new"] * 300

    assert Signature.objects.count() == WaitingMail.objects.count() == 300
    assert not handed


def test_before_it_is_open_the_thread_does_it(roll: Roll, handed: list[Item]):
    async def bring() -> bool:
        return Within(Link(), handed.append).submit(row_of(roll)).done()

    assert not run_loop(bring())
    assert len(handed) == 1


def test_while_another_connection_writes_the_loop_waits_for_nobody_and_the_thread_gets_it(
    within: Within, roll: Roll, handed: list[Item], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(within_module, "SECONDS_BETWEEN", 0)

    async def bring() -> None:
        within.submit(row_of(roll))
        for _turn in range(10 * within_module.MOST_TRIES):
            await asyncio.sleep(0)

    other = Link()
    with closing(other):
        other.begin()
        run_loop(bring())
        other.roll_back()

    assert len(handed) == 1
    assert run_loop(all_of(within, [row_of(roll, 2)])) == ["new"]


def test_a_row_that_cannot_be_kept_fails_alone(roll: Roll):
    writer = Writer(Link())
    writer.start()
    writer.submit(row_of(roll, 100)).result(PATIENCE)  # from now on the loop writes
    rows = [bad(row_of(roll, number)) if number in {3, 11} else row_of(roll, number) for number in range(20)]

    outcomes = run_loop(all_of(writer, rows))
    writer.stop(patience=PATIENCE)

    assert [number for number, outcome in enumerate(outcomes) if isinstance(outcome, Exception)] == [3, 11]
    assert Signature.objects.count() == 19


def test_one_address_signs_once_whoever_writes(roll: Roll):
    writer = Writer(Link())
    writer.start()
    row = row_of(roll)

    outcomes = [writer.submit(row).result(PATIENCE), *run_loop(all_of(writer, [replace(row, token=b"2" * 16)]))]
    writer.stop(patience=PATIENCE)

    assert outcomes == ["new", "already"]
    assert Signature.objects.count() == 1


def test_who_comes_when_too_many_wait_for_the_thread_is_told(roll: Roll, monkeypatch: pytest.MonkeyPatch):
    def full(item: Item) -> None:
        raise Full

    monkeypatch.setattr(within_module, "MOST_TRIES", 1)
    within, other = Within(Link(), full), Link()
    within.open()
    with closing(within), closing(other):
        other.begin()
        (outcome,) = run_loop(all_of(within, [row_of(roll)]))
        other.roll_back()

    assert isinstance(outcome, Full)
    assert not connections["signing"].in_atomic_block
    assert not Signature.objects.exists()
