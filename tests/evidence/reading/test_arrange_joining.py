"""Lines, paragraphs and list items put together again."""

import pytest

from safeconduct.evidence.reading.arrange.joining import fold, is_page_mark, join, marker_length
from safeconduct.evidence.reading.extract.text import blocks_of
from safeconduct.evidence.reading.shapes import RawBlock


def _joined(text: str) -> list[str]:
    return [piece.text for piece in join(blocks_of(text))]


def test_a_letter_with_broken_lines_becomes_paragraphs() -> None:
    letter = (
        "Kære minister\n\n"
        "Vi skriver til dig om de ti mænd, der siden januar har siddet fængslet \n"
        "i Østland. Vi har talt med elleve af dem, som nåede at flygte, og deres \n"
        "familier beder om hjælp.\n\n"
        "Den 1. april rapporterede avisen Havnen, at over tredive mænd var blevet \n"
        "tilbageholdt – flere blev slået. Ministeriet i Østland afviser det, men det \n"
        "har ikke svaret på vores spørgsmål.\n"
    )

    paragraphs = _joined(letter)

    assert len(paragraphs) == 3
    assert paragraphs[1].endswith("deres familier beder om hjælp.")
    assert "blevet tilbageholdt – flere blev slået." in paragraphs[2]


def test_list_items_torn_apart_by_blank_lines_are_whole_again() -> None:
    text = (
        "Vi beder om:\n\n- at regeringen straks begynder en uafhængig \n\nundersøgelse og sørger for, at der \n\n"
        "gives beskyttelse til vidnerne.\n\n- at de ti mænd løslades.\n"
    )

    assert _joined(text) == [
        "Vi beder om:",
        "- at regeringen straks begynder en uafhængig undersøgelse og sørger for, at der gives beskyttelse til vidnerne.",
        "- at de ti mænd løslades.",
    ]


def test_a_sentence_goes_on_over_the_number_of_a_page() -> None:
    text = "The ministry was asked twice whether the ten men\n\nSide 2\n\nhad been allowed to see a lawyer at any time.\n"

    assert _joined(text) == ["The ministry was asked twice whether the ten men had been allowed to see a lawyer at any time.", "Side 2"]


def test_a_dash_that_begins_a_quotation_begins_a_paragraph() -> None:
    text = "Från gruppen krävs att regeringen agerar nu.\n– Vi väntar inte längre, säger Vera Lund.\n– Det brådskar."

    assert len(_joined(text)) == 3


def test_short_labels_under_each_other_stay_apart() -> None:
    assert _joined("Översätt denna sida nu\n\nny språkversion\n\nden 5.3.2019") == [
        "Översätt denna sida nu",
        "ny språkversion",
        "den 5.3.2019",
    ]


def test_a_word_divided_at_the_end_of_a_line_is_whole_again() -> None:
    text = "They ask for an inde-\npendent inquiry into the deaths, and for a well-\nknown judge.\n\nA well-known judge is at hand."

    assert _joined(text)[0] == "They ask for an independent inquiry into the deaths, and for a well-known judge."


def test_a_hanging_hyphen_is_kept() -> None:
    text = "The letter was sent to the minister for foreign-\nand home affairs of the country named before."

    assert "foreign- and home affairs" in _joined(text)[0]


def test_web_paragraphs_are_never_run_together() -> None:
    blocks = [RawBlock("The list of all the men in custody", hint="p"), RawBlock("grew longer every day, they said.", hint="p")]

    assert len(join(blocks)) == 2


def test_a_wide_gap_is_remembered_at_the_piece_after_it() -> None:
    pieces = join(blocks_of("The end of it.\n\n\n\nSomething else\n"))

    assert [piece.gap for piece in pieces] == [False, True]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("1. issue visas", 3),
        ("• a point", 2),
        ("- a point", 2),
        ("[2] a note", 4),
        ("1. april rapporterede", 0),
        ("– Vi väntar", 0),
        ("3 men", 0),
    ],
)
def test_markers_of_lists_and_notes_are_told_from_dates_and_quotation_dashes(text: str, length: int) -> None:
    assert marker_length(text) == length


@pytest.mark.parametrize("text", ["Side 2", "Page 3 of 9", "- 4 -", "Seite 12", "Стр. 5", "7"])
def test_the_number_of_a_page_is_known(text: str) -> None:
    assert is_page_mark(text)


@pytest.mark.parametrize("text", ["Side effects", "Page turner", "Paragraph 2", "In 2 years"])
def test_other_short_lines_are_no_page_numbers(text: str) -> None:
    assert not is_page_mark(text)


def test_folding_keeps_every_letter_and_drops_only_what_cannot_be_seen() -> None:
    assert fold("  con\u00adfirm \u00a0 the\n o\ufb03ce\u200b ") == "confirm the office"
