"""The small writers of PDF and Word documents."""

import io

import docx
import pytest
from pypdf import PdfReader

from safeconduct.demo.paper.pdf import LINES_ON_A_PAGE, pdf_of
from safeconduct.demo.paper.word import docx_of
from safeconduct.demo.tables import rows
from safeconduct.demo.telling.documents import bytes_of


def test_a_pdf_holds_the_text_it_was_made_of():
    pages = PdfReader(io.BytesIO(pdf_of("„Wege“ (sicher)\n\nZweiter Absatz: Bündnis"))).pages
    assert pages[0].extract_text().split("\n")[0] == "„Wege“ (sicher)"
    assert "Bündnis" in pages[0].extract_text()


def test_a_long_text_fills_several_pages():
    assert len(PdfReader(io.BytesIO(pdf_of("line\n" * (LINES_ON_A_PAGE + 1)))).pages) == 2


def test_a_letter_outside_the_alphabet_is_refused():
    with pytest.raises(UnicodeEncodeError):
        pdf_of("Ж")


def test_a_word_document_holds_a_paragraph_for_each_block():
    document = docx.Document(io.BytesIO(docx_of("One.\n\nTwo,\nstill two.")))
    assert [paragraph.text for paragraph in document.paragraphs] == ["One.", "Two,\nstill two."]


@pytest.mark.parametrize("row", rows("documents/documents", "document"), ids=lambda row: row["file"])
def test_the_same_document_is_made_of_the_same_bytes(row: dict[str, str]):
    assert bytes_of(row) == bytes_of(row)


@pytest.mark.parametrize("row", rows("documents/documents", "document"), ids=lambda row: row["file"])
def test_every_invented_document_says_so_in_its_first_words(row: dict[str, str]):
    text = bytes_of({**row, "made_as": "same"}).decode()
    begin = text.find("Demonstr") if "Demonstr" in text else text.find("Démonstration")
    assert begin >= 0 or "Демонстрация" in text
