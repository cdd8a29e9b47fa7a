"""A scanner that finds nothing proves nothing unless it finds what was planted."""

import os
import random
import zipfile
from pathlib import Path

import pytest

from safeconduct.drill.marks import Mark, forms_of, new_telephone, new_word
from safeconduct.drill.scanner import CHUNK, Scanner, planted_everywhere

MARKS = [
    Mark("a name", "Зурабек Тхлмнский"),
    Mark("a telephone", "+999 123 456 7890"),
    Mark("a file name", "Bvrkdelmnost.jpg"),
    Mark("a place", "Çüvîrdäle"),
]


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.where)
def test_every_form_that_was_planted_is_found(mark: Mark):
    scanner = Scanner([mark])

    for form, hidden in planted_everywhere([mark]):
        found = {hit.form.pattern for hit in scanner.in_bytes(hidden, "memory")}

        assert form.pattern in found, form.how


def test_a_name_has_many_forms():
    kinds = {form.how.split(", ", 1)[1] for form in forms_of(MARKS[0])}

    assert {"utf-8", "utf-16-le", "cp1251", "koi8-r", "utf-8, hex", "utf-8, base64 at 1", "JSON", "sha256", "quoted-printable"} <= kinds


@pytest.mark.parametrize("offset", [0, 1, 2])
def test_base64_is_found_wherever_the_mark_stands_in_it(offset: int):
    import base64  # noqa: PLC0415

    wrapped = base64.b64encode(b"x" * offset + b"Bvrkdelmnost" + b"yz")

    assert list(Scanner([Mark("a file", "Bvrkdelmnost")]).in_bytes(wrapped, "memory"))


def test_chance_finds_nothing():
    noise = random.Random(7).randbytes(4 * 1024 * 1024)

    assert not list(Scanner(MARKS).in_bytes(noise, "noise"))


def test_a_mark_across_two_pieces_is_found_once(tmp_path: Path):
    file = tmp_path / "large"
    with file.open("wb") as out:
        out.truncate(CHUNK - 4)
        out.seek(CHUNK - 4)
        out.write("Зурабек Тхлмнский".encode())
    hits = [hit for hit in Scanner(MARKS[:1]).in_file(file) if hit.form.how == "as it is, utf-8"]

    assert [hit.offset for hit in hits] == [CHUNK - 4]


def test_names_of_files_are_looked_at(tmp_path: Path):
    (tmp_path / "Bvrkdelmnost.jpg").write_bytes(b"")

    assert next(hit.place for hit in Scanner(MARKS).in_folder(tmp_path)).startswith("the name of")


def test_what_lies_in_an_archive_is_found(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "kept.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.txt", "Зурабек Тхлмнский " * 50)

    assert list(Scanner(MARKS[:1]).in_folder(tmp_path))


def test_new_marks_are_never_alike():
    assert len({new_word(cyrillic=turn % 2 == 0) for turn in range(500)}) == 500
    assert len({new_telephone() for _ in range(500)}) == 500


def test_a_file_that_may_not_be_read_is_passed_over(tmp_path: Path):
    file = tmp_path / "shut"
    file.write_bytes(b"x")
    file.chmod(0)

    assert os.access(tmp_path, os.R_OK)
    assert not list(Scanner(MARKS).in_folder(tmp_path))
