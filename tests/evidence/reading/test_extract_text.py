"""Plain text: blocks between blank lines."""

import pytest

from safeconduct.evidence.reading.extract import extract
from safeconduct.evidence.reading.extract.text import blocks_of


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_blank_lines_part_blocks_whatever_ends_a_line(ending: str) -> None:
    text = ending.join(["One line", "and another", "", "A second block"])

    assert [block.text for block in blocks_of(text)] == ["One line\nand another", "A second block"]


def test_a_wide_gap_is_kept_as_an_empty_block() -> None:
    assert [block.text for block in blocks_of("The end.\n\n \n\nSomething else")] == ["The end.", "", "Something else"]


def test_what_the_caller_knows_of_the_address_is_kept() -> None:
    assert extract(b"The men are well.", address="https://gazette.example/x").address == "https://gazette.example/x"
