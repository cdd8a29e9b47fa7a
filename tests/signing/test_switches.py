"""Switches: what a roll keeps, and what somebody turned at the machine."""

from collections.abc import Iterator

import pytest

from safeconduct.signing.rules.switches import Switches, read_switches, to_json
from safeconduct.signing.storing.ram import ram_folder
from safeconduct.signing.storing.switches import FILE, clear_here, in_force, turn_here, turned_here

HERE, ELSEWHERE = "PE-TEST01", "PE-TEST02"


@pytest.fixture(autouse=True)
def nothing_turned() -> Iterator[None]:
    yield
    (ram_folder() / FILE).unlink(missing_ok=True)


def test_everything_is_as_usual_unless_somebody_says_otherwise() -> None:
    assert to_json(Switches()) == {}
    assert read_switches({}) == Switches()


def test_what_a_newer_version_wrote_is_passed_over() -> None:
    assert read_switches({"pause": True, "fireworks": True}) == Switches(pause=True)


def test_what_was_turned_here_wins_over_what_the_database_says_on_and_off() -> None:
    turn_here(HERE, {"pause": True, "message": {"en": "Back at ten."}})
    turn_here(HERE, {"proof": False, "fireworks": True})

    assert in_force(HERE, {"proof": True, "hide_lists": True}) == Switches(pause=True, hide_lists=True, message={"en": "Back at ten."})
    assert in_force(ELSEWHERE, {"proof": True}) == Switches(proof=True)
    assert turned_here() == {HERE: {"pause": True, "message": {"en": "Back at ten."}, "proof": False}}


def test_cleared_the_database_counts_again() -> None:
    turn_here(HERE, {"pause": True})
    turn_here(ELSEWHERE, {"proof": True})

    assert clear_here(HERE)
    assert not clear_here(HERE)

    assert in_force(HERE, {}) == Switches()
    assert list(turned_here()) == [ELSEWHERE]


def test_a_damaged_file_turns_nothing() -> None:
    (ram_folder() / FILE).write_text("[half", encoding="utf-8")

    assert turned_here() == {}
    assert in_force(HERE, {"pause": True}) == Switches(pause=True)


def test_nobody_else_on_the_machine_reads_it() -> None:
    turn_here(HERE, {"pause": True})

    assert (ram_folder() / FILE).stat().st_mode & 0o777 == 0o600
