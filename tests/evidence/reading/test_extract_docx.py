"""Word documents: styles, tables, notes, heads and feet, and what would unfold to too much."""

import io
import zipfile

import pytest
from docx import Document

from safeconduct.evidence.reading.errors import Damaged, NoText, TooLarge
from safeconduct.evidence.reading.extract import extract
from safeconduct.evidence.reading.read import read_document
from safeconduct.evidence.reading.shapes import Role

pytestmark = pytest.mark.slow  # each test starts a process of its own


def _saved(document: object) -> bytes:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def _statement() -> bytes:
    document = Document()
    document.core_properties.title = "Statement"
    document.core_properties.author = "Open Door"
    document.sections[0].header.paragraphs[0].text = "Open Door"
    document.sections[0].footer.paragraphs[0].text = "12 Quay Street"
    document.add_heading("A statement on Eastland", 0)
    document.add_paragraph("Port Amber, 4 March 2019")
    document.add_paragraph("We demand that the ministry release the ten men who were detained in January.")
    document.add_paragraph("They must be protected.", style="List Bullet")
    document.add_paragraph("Nobody has been detained.", style="Quote")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Detained", "30"
    return _saved(document)


def test_styles_become_hints() -> None:
    hints = {block.text: block.hint for block in extract(_statement()).blocks}

    assert hints == {
        "Open Door": "header",
        "A statement on Eastland": "h1",
        "Port Amber, 4 March 2019": "",
        "We demand that the ministry release the ten men who were detained in January.": "",
        "They must be protected.": "li",
        "Nobody has been detained.": "blockquote",
        "Detained": "table",
        "30": "table",
        "12 Quay Street": "footer",
    }


def test_a_word_document_becomes_a_reading() -> None:
    reading = read_document(_statement())

    assert (reading.kind, reading.title, reading.author) == ("statement", "A statement on Eastland", "Open Door")
    assert reading.published.edtf == "2019-03-04"
    assert {reading.text[block.start : block.end]: block.role for block in reading.blocks}["30"] is Role.BODY


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(NoText):
        extract(_saved(Document()))


def _packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


def test_a_small_file_that_unfolds_to_very_much_is_refused_unopened() -> None:
    with pytest.raises(TooLarge, match="unfold"):
        extract(_packed({"[Content_Types].xml": b"<x/>", "word/document.xml": b"a" * 40_000_000}))


def test_a_file_of_very_many_parts_is_refused_unopened() -> None:
    parts = {f"word/{number}.xml": b"a" for number in range(5001)}

    with pytest.raises(TooLarge, match="unfold"):
        extract(_packed({**parts, "word/document.xml": b"<a/>"}))


def test_a_packed_file_that_is_no_word_document_inside_is_damaged() -> None:
    with pytest.raises(Damaged):
        extract(_packed({"word/document.xml": b"<a/>"}))


def test_entities_are_not_unfolded() -> None:
    with zipfile.ZipFile(io.BytesIO(_statement())) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE w [<!ENTITY e0 "ten men">{entities}]>'.encode()
    head, body = parts["word/document.xml"].split(b"?>", 1)
    parts["word/document.xml"] = head + b"?>" + bomb + body.replace(b"They must", b"&e9;They must")

    try:
        text = " ".join(block.text for block in extract(_packed(parts)).blocks)
    except Damaged:
        return
    assert len(text) < 5000


def test_files_embedded_in_a_document_stay_closed_and_are_told() -> None:
    with zipfile.ZipFile(io.BytesIO(_statement())) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}

    found = extract(_packed({**parts, "word/embeddings/list.xlsx": b"x"}))

    assert any("embedded" in warning for warning in found.warnings)
