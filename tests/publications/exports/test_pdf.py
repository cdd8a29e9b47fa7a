"""The PDF: tagged, the same bytes each time, naming nobody, and refusing what it cannot print."""

import hashlib
import re
from io import BytesIO
from typing import Any

import pdfua
import pytest
from pypdf import PdfReader

from safeconduct.publications.exports.apart import CannotSet, Press
from safeconduct.publications.exports.bundle import make_bundle, make_labels
from safeconduct.publications.exports.pdf import make_pdf
from safeconduct.publications.rules.furniture import languages
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.sheet import BlockKind
from tests.publications.exports.sheets import block, make_sheet

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def press():
    with Press() as press:
        yield press


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", list(Kind))
def test_a_checker_of_pdf_ua_finds_nothing(press, kind, language, tmp_path):
    path = tmp_path / "sheet.pdf"
    path.write_bytes(press.set_sheet("pdf", make_sheet(kind, language)))

    report = pdfua.validate(path)

    assert [str(finding) for finding in report.findings] == []


def test_the_checker_does_find_what_is_wrong(tmp_path):
    path = tmp_path / "bare.pdf"
    path.write_bytes(make_bundle([make_sheet()]))

    assert pdfua.validate(path).findings


def test_the_same_sheet_gives_the_same_bytes_in_another_process(press):
    sheet = make_sheet(Kind.LETTER, "ru")

    prints = {hashlib.sha256(made).hexdigest() for made in (press.set_sheet("pdf", sheet), press.set_sheet("pdf", sheet), make_pdf(sheet))}

    assert len(prints) == 1


def test_it_says_who_wrote_it_and_neither_when_nor_with_what_account(press):
    told: dict[str, Any] = PdfReader(BytesIO(press.set_sheet("pdf", make_sheet()))).metadata or {}

    assert told["/Author"] == "The Lantern Line"
    assert not {"/CreationDate", "/ModDate", "/Creator"} & set(told)


def test_the_second_page_says_so_in_the_language_of_the_letter(press):
    pages = PdfReader(BytesIO(press.set_sheet("pdf", make_sheet(Kind.LETTER, "da")))).pages

    assert "Side 2" in pages[1].extract_text()
    assert "Side 1" not in pages[0].extract_text()


def test_demands_count_on_after_the_words_between_them(press):
    text = text_of(press.set_sheet("pdf", make_sheet(Kind.LETTER, "en")))

    assert re.findall(r"^(\d+)\. *$", text, re.MULTILINE)[:5] == ["1", "2", "3", "4", "5"]


def test_a_sign_that_no_font_has_is_told_and_not_printed_as_a_box(press):
    sheet = make_sheet(blocks=(block(BlockKind.PARAGRAPH, "This sign: \U0001e6c0"),))

    with pytest.raises(CannotSet) as refused:
        press.set_sheet("pdf", sheet)

    assert (refused.value.code, refused.value.words) == ("glyph-missing", "\U0001e6c0")
    assert press.set_sheet("pdf", make_sheet()).startswith(b"%PDF")  # and the process goes on


def test_a_bundle_begins_each_letter_on_a_front(press):
    one_page = make_sheet(blocks=(block(BlockKind.PARAGRAPH, "Short."),), signatories=())

    bundle = PdfReader(BytesIO(make_bundle([one_page, one_page])))

    assert [bool(page.extract_text().strip()) for page in bundle.pages] == [True, False, True, False]


def test_labels_carry_every_address():
    text = text_of(make_labels([["Ada Example", f"{number} Example Street"] for number in range(30)]))

    assert all(f"{number} Example Street" in text for number in range(30))
