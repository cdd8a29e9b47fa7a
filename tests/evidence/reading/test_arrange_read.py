"""From bytes to a reading, in one call."""

from safeconduct.evidence.reading.read import READER_VERSION, read_document


def test_a_reading_names_the_rules_and_the_tool_it_was_made_with() -> None:
    assert read_document(b"The men are well, they say.").reader == f"{READER_VERSION}, text"


def test_the_same_bytes_give_the_same_reading() -> None:
    data = b"Dear Minister,\n\nWe ask for visas for the ten men.\n\nYours sincerely,\n\nVera Lund\n"

    assert read_document(data) == read_document(data)
