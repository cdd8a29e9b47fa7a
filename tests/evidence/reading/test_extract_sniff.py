"""What a file is, told by its bytes."""

import io
import zipfile

import pytest

from safeconduct.evidence.reading.errors import Damaged, EmptyDocument, Encrypted, NoText, TooLarge, UnknownFormat, UnreadableDocument
from safeconduct.evidence.reading.extract import MOST_BYTES, extract
from safeconduct.evidence.reading.extract.sniff import DOCX, EML, HTML, PDF, TEXT, media_type


def _packed(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(name, "x")
    return file.getvalue()


MAIL = b"From: a@open.example\nTo: b@open.example\nSubject: Hej\nMessage-ID: <1@open.example>\n\nHej"
OTHER_FILES = [
    b"\x89PNG\r\n\x1a\n" + bytes(50),
    b"\xff\xd8\xff\xe0" + bytes(50),
    b"GIF89a" + bytes(50),
    b"\x00\x00\x00\x20ftypisom" + bytes(50),
    b"RIFF\x00\x00\x00\x00WAVE" + bytes(50),
    b"\x1f\x8b\x08" + bytes(50),
    b"Rar!\x1a\x07\x00" + bytes(50),
    b"MZ\x90\x00\x03" + bytes(200),
    b"\x7fELF" + bytes(200),
    b"SQLite format 3\x00" + bytes(100),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    b"{\\rtf1 the men}",
    b'<?xml version="1.0"?><svg><text>the men</text></svg>',
    b'<?xml version="1.0"?><rss><channel/></rss>',
    bytes(range(256)) * 4,
    _packed("notes.txt"),
    _packed("xl/workbook.xml"),
    _packed("ppt/presentation.xml"),
]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n", PDF),
        (_packed("word/document.xml"), DOCX),
        (MAIL, EML),
        (b"<!DOCTYPE html><html><p>a", HTML),
        (b"\n  <html lang=en>", HTML),
        (b"<div><p>a</p><p>b</p><p>c</p></div>", HTML),
        (b"The <b>men</b> were held", TEXT),
        (b"From: the ministry came no answer.\nNobody spoke.", TEXT),
        (b"MZ is what they call the place.", TEXT),
        ("Männen hölls".encode(), TEXT),
    ],
)
def test_the_bytes_tell_the_format(data: bytes, expected: str) -> None:
    assert media_type(data, data.decode("utf-8", "replace")) == expected


def test_a_wrong_name_or_declared_type_does_not_deceive() -> None:
    assert media_type(b"%PDF-1.7\n", "%PDF-1.7", name="letter.txt", declared_type="text/html") == PDF
    assert media_type(b"Plain words", "Plain words", name="page.html", declared_type="text/html") == TEXT


@pytest.mark.parametrize("data", OTHER_FILES)
def test_files_that_are_no_documents_are_refused(data: bytes) -> None:
    with pytest.raises(UnknownFormat):
        extract(data)


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(EmptyDocument):
        extract(data)


def test_a_file_over_the_limit_is_refused_unread() -> None:
    with pytest.raises(TooLarge, match="50 MB"):
        extract(b"a" * (MOST_BYTES + 1))


def test_signs_without_words_are_no_text() -> None:
    with pytest.raises(NoText):
        extract(b"... !!! ---")


def test_a_locked_word_document_is_encrypted() -> None:
    with pytest.raises(Encrypted):
        extract(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))


def test_a_cut_off_word_document_is_damaged() -> None:
    with pytest.raises(Damaged):
        extract(_packed("word/document.xml")[:40])


@pytest.mark.parametrize("refusal", [Damaged, EmptyDocument, Encrypted, NoText, TooLarge, UnknownFormat])
def test_every_refusal_is_a_sentence_for_a_person(refusal: type[UnreadableDocument]) -> None:
    assert str(refusal()).startswith("This file")
    assert str(refusal()).endswith(".")
