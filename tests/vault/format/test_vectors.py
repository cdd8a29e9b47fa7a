"""The shared vectors are what the generator gives: nobody has changed one by hand."""

import json

import pytest

from tests.vault.format.known_answers import ANSWERS
from tests.vault.format.make_vectors import FOLDER, KEPT, read
from tests.vault.format.sealed_answers import SEALERS, expected_cases, inside_of


@pytest.mark.parametrize("name", [*ANSWERS, *KEPT])
def test_known_answers_can_be_worked_out_again(name: str):
    assert read(name) == json.loads(json.dumps({**ANSWERS, **KEPT}[name]()))


def test_sealed_answers_hold_what_they_should():
    sealed = read("sealed")
    held = {(case["kind"], case["why"], case["sealed_by"]): case for case in sealed["opened"] + sealed["refused"]}
    wanted = list(expected_cases())

    assert len(wanted) > 20
    for one in wanted:
        case = held[one.kind, one.why, "python"]
        assert (case["expected"], inside_of(case)) == (one.expected, one.inside)


def test_half_of_what_must_open_was_sealed_by_the_browsers_library():
    sealed_by = {by: {case["why"] for case in read("sealed")["opened"] if case["sealed_by"] == by} for by in SEALERS}

    assert sealed_by["browser"] == sealed_by["python"]


# Held to by tests of their own.
ELSEWHERE = {"sealed", "leaks", "leak_tables", "addresses", "package", "case_items", "names", "numbers", "slips"}


def test_no_file_of_vectors_is_forgotten():
    assert {file.stem for file in FOLDER.glob("*.json")} == {*ANSWERS, *KEPT, *ELSEWHERE}
