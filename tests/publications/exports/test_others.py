"""Word, page, text and mail: the same words with the same numbers, and no markup but ours."""

import email
import zipfile
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from lxml import html

from safeconduct.publications.exports.docx import make_docx
from safeconduct.publications.exports.mail import file_name, make_draft, make_mail
from safeconduct.publications.exports.page import make_page, make_whole_page
from safeconduct.publications.exports.text import WIDTH, make_text
from safeconduct.publications.rules.furniture import furniture, languages
from safeconduct.publications.rules.kinds import Kind
from safeconduct.publications.rules.sheet import BlockKind, RunKind
from tests.publications.exports.sheets import SAID, block, make_sheet, run


def read(page: str) -> Any:
    return html.fromstring(page)


HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


@pytest.mark.slow
def test_word_has_headings_and_numbered_demands_that_count_on():
    paragraphs: list[Any] = Document(BytesIO(make_docx(make_sheet(Kind.LETTER, "en")))).paragraphs

    styles = [paragraph.style.name for paragraph in paragraphs]
    numbers = [p._p.pPr.numPr.numId.val for p in paragraphs if p.style.name == "List Number"][:5]
    assert "Heading 1" in styles
    assert "Heading 3" in styles
    assert len(set(numbers)) == 1


@pytest.mark.slow
def test_word_names_the_organisation_and_no_day_and_is_the_same_each_time():
    sheet = make_sheet(Kind.URGENT_ACTION, "ar")
    first, second = make_docx(sheet), make_docx(sheet)

    kept = zipfile.ZipFile(BytesIO(first))
    core = kept.read("docProps/core.xml").decode()
    assert first == second
    assert "The Lantern Line" in core
    assert "python-docx" not in core
    assert "2013" not in core
    assert {info.date_time[0] for info in kept.infolist()} == {1980}
    assert "<w:bidi/>" in kept.read("word/document.xml").decode()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", list(Kind))
def test_page_and_text_carry_every_word(kind, language):
    sheet = make_sheet(kind, language)
    page, text = read(make_whole_page(sheet)).text_content(), " ".join(make_text(sheet).split())

    for said in (SAID[language], *sheet.copies, *sheet.enclosures, *sheet.notices, *sheet.contacts):
        assert said in page
        assert " ".join(said.split()) in text
    assert max(len(line) for line in make_text(sheet).splitlines() if "http" not in line) <= WIDTH


def test_notes_lead_there_and_back():
    page = read(make_whole_page(make_sheet()))

    assert [link.get("href") for link in page.xpath("//sup/a")] == ["#note-1", "#note-1"]
    assert page.xpath("//li[@id='note-1']//a[@href='#call-1']")
    assert len(page.xpath("//*[@id='call-1']")) == 1


def test_nothing_written_becomes_markup():
    sheet = make_sheet(
        title=HOSTILE,
        blocks=(block(BlockKind.QUOTE, HOSTILE, run(HOSTILE, RunKind.LINK, "javascript:alert(1)"), speaker=HOSTILE),),
        copies=(HOSTILE,),
        facts=((HOSTILE, HOSTILE),),
    )

    page = read(make_whole_page(sheet))

    assert page.xpath("//script | //img | //@onerror") == []
    assert [href for href in page.xpath("//@href") if href.startswith("javascript")] == []


def test_a_fragment_begins_at_the_heading_it_is_told():
    assert make_page(make_sheet(), level=3).count("<h3>") == 1
    assert "<h1" not in make_page(make_sheet(), level=3)


def test_a_draft_opens_unsent_and_is_the_same_each_time():
    mail = make_mail(make_sheet(Kind.LETTER, "da"))
    drafts = [make_draft(mail, to_name="Ada\r\nBcc: all@x.example", to_address="ada@north.example", pdf=b"%PDF") for _time in range(2)]

    draft = email.message_from_bytes(drafts[0])
    assert drafts[0] == drafts[1]
    assert (draft["X-Unsent"], draft["Bcc"], draft["Date"], draft["From"]) == ("1", None, None, None)
    assert [part.get_content_type() for part in draft.walk() if not part.is_multipart()] == ["text/plain", "text/html", "application/pdf"]


def test_names_of_files_tell_no_title_and_no_name():
    assert file_name(make_sheet(title="Ada Example is in danger"), "pdf") == "PU-7Q4MZK-2-en.pdf"


def test_every_language_has_every_word():
    for language in languages():
        words, english = furniture(language), furniture("en")
        for table in ("kind", "heading", "label", "notice", "standing_of", "subject"):
            assert set(getattr(words, table)) == set(getattr(english, table))
            assert all(getattr(words, table).values())


def test_a_language_without_words_gets_english_ones():
    assert furniture("ce").page == furniture("en").page
    assert furniture("de-AT").page == "Seite {number}"
