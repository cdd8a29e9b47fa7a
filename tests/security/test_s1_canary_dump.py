"""S1 and S2: the whole story with three hundred marks, addresses and browsers too, then a search of all that could be carried away."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from safeconduct.drill.marks import Mark
from safeconduct.drill.places import programs
from safeconduct.drill.scanner import Hit, Scanner
from tests.security.case_story import place_and_refer, protect
from tests.security.installation import installed
from tests.security.story import Stage, walk

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("installation")]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Walk the story once; the server still runs while it is searched."""
    with installed(tmp_path_factory.mktemp("seized")) as here:
        stage = Stage(here)
        steward = walk(stage)
        protect(stage, steward)
        place_and_refer(stage, steward, crisis=crisis_of(stage))
        yield stage


def crisis_of(stage: Stage) -> str:
    """Give the reference of the story's crisis."""
    with sqlite3.connect(stage.here.var / "safeconduct.sqlite3") as connection:
        return str(connection.execute("SELECT reference FROM crises_crisis WHERE slug = 'north'").fetchone()[0])


def everything(stage: Stage, scanner: Scanner) -> Iterator[Hit]:
    """Look through the whole folder (databases, logs, temporary files, sealed files), each row, and what programs were started with."""
    yield from scanner.in_folder(stage.here.var.parent)
    for database in stage.here.var.glob("*.sqlite3"):
        yield from rows_of_file(database, scanner)
    yield from scanner.in_folder(Path("/dev/shm"))
    for place, content in programs():
        yield from scanner.in_bytes(content, place)


def rows_of_file(database: Path, scanner: Scanner) -> Iterator[Hit]:
    """Look through each row of a database file."""
    with sqlite3.connect(database) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                data = b"\x00".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
                yield from scanner.in_bytes(data, f"row of {table}")


def test_what_was_written_could_be_read_by_those_for_whom_it_was(stage: Stage):
    opened = "\n".join(stage.read)
    meant = [mark for mark in stage.planted.marks if mark.where.startswith(("request with", "return visit")) and "inside" not in mark.where]
    named = [mark for mark in meant if mark.where.endswith(("name of a person", "place", "telephone"))]

    assert len(named) >= 9
    assert not [mark.where for mark in named if mark.value not in opened]
    assert any(mark.value in opened for mark in stage.planted.marks if mark.where == "answer: a name")


def test_whoever_carries_the_server_away_finds_none_of_it(stage: Stage):
    marks = stage.planted.marks
    assert len(marks) >= 250
    assert len(stage.secrets) >= 200

    hits = list(everything(stage, Scanner(marks, stage.secrets)))

    assert not [(hit.form.mark.where, hit.form.how, hit.place, hit.offset) for hit in hits]


def test_the_same_search_finds_a_mark_that_lies_there(stage: Stage):
    file = stage.here.var / "sealed" / "left-behind"
    file.write_bytes(b"\x00" * 1000 + stage.planted.marks[0].value.encode("utf-16-le"))
    try:
        places = {hit.place for hit in everything(stage, Scanner(stage.planted.marks))}
    finally:
        file.unlink()

    assert places == {str(file)}


def test_what_stands_in_clear_is_what_the_register_says_and_can_be_found(stage: Stage):
    places = {hit.place for hit in everything(stage, Scanner([Mark("a sign-in name", "malika"), Mark("an organisation", "Harbour Fund")]))}

    assert any("safeconduct.sqlite3" in place for place in places)
    assert not any("intake.sqlite3" in place for place in places)


def test_the_drill_passes_on_this_installation_and_leaves_nothing_behind(stage: Stage):
    printed = stage.here.command("drill", "seizure", "--port", str(stage.here.intake_port))

    assert "Passed: whoever carried this server away would have found none of it." in printed
    assert "rows left behind: 0" in printed
