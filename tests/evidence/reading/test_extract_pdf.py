"""PDF: paragraphs from positions, pages, running heads, and what is refused."""

import io
from collections.abc import Sequence

import pytest
from pypdf import PdfReader, PdfWriter

from safeconduct.evidence.reading.errors import Damaged, Encrypted, NoText, UnreadableDocument
from safeconduct.evidence.reading.extract import extract
from safeconduct.evidence.reading.extract.pdf import read_pages
from safeconduct.evidence.reading.read import read_document
from safeconduct.evidence.reading.shapes import Role

pytestmark = pytest.mark.slow  # each test starts a process of its own

Text = tuple[float, float, float, str]  # x, y, size, words


def made(pages: Sequence[Sequence[Text]]) -> bytes:
    """Write a small PDF with Helvetica; enough for what is tested here."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R /Lang (en) >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        words = b"".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n".encode("latin-1") for x, y, size, text in page)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % len(objects)
        )
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        len(out),
    )


def _page(number: int, *paragraphs: Sequence[str]) -> list[Text]:
    lines: list[Text] = [(60, 800, 9, "Open Door report on Eastland")]
    y = 740.0
    for paragraph in paragraphs:
        for line in paragraph:
            lines.append((60, y, 11, line))
            y -= 14
        y -= 12
    return [*lines, (290, 40, 9, f"{number}")]


FIRST = _page(
    1,
    ["At least ten men have been held since January, and four", "of them are still in danger, the group says."],
    ["The ministry was asked whether they had been allowed to"],
)
SECOND = _page(2, ["see a lawyer at any time. It did not answer."], ["Nobody else was asked."])
DOCUMENT = made([[(60, 770, 20, "The ten men of Eastland"), *FIRST], SECOND, _page(3, ["They ask for visas without delay."])])


def test_lines_become_paragraphs_with_the_number_of_their_page() -> None:
    reading = read_document(DOCUMENT)
    paragraphs = {reading.text[block.start : block.end]: block for block in reading.blocks}

    first = paragraphs["At least ten men have been held since January, and four of them are still in danger, the group says."]
    assert (first.role, first.page) == (Role.BODY, 1)
    assert paragraphs["Nobody else was asked."].page == 2


def test_a_paragraph_goes_on_over_the_foot_and_the_head_of_a_page() -> None:
    assert "allowed to see a lawyer at any time. It did not answer." in read_document(DOCUMENT).text


def test_running_heads_and_page_numbers_are_marked() -> None:
    hints = [block.hint for block in extract(DOCUMENT).blocks if block.text.startswith("Open Door") or block.text in {"1", "2", "3"}]

    assert hints == ["header", "footer"] * 3


def test_large_letters_are_the_title() -> None:
    assert read_document(DOCUMENT).title == "The ten men of Eastland"


def test_a_cut_off_pdf_is_damaged() -> None:
    with pytest.raises(Damaged, match="breaks off"):
        extract(DOCUMENT[: len(DOCUMENT) // 2])


def test_rubbish_that_calls_itself_a_pdf_is_damaged() -> None:
    with pytest.raises(Damaged):
        extract(b"%PDF-1.4\n" + b"\x01rubbish" * 50 + b"%%EOF")


def test_a_scan_needs_text_recognition() -> None:
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    file = io.BytesIO()
    writer.write(file)

    with pytest.raises(NoText, match="OCR"):
        extract(file.getvalue())


def test_a_page_without_text_among_others_is_told() -> None:
    assert any("page 2" in warning for warning in extract(made([_page(1, ["The men are well."]), [], _page(3, ["They say so."])])).warnings)


def test_a_pdf_with_a_password_is_refused() -> None:
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(DOCUMENT)))
    writer.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)

    with pytest.raises(Encrypted):
        extract(file.getvalue())


@pytest.mark.parametrize("at", range(0, len(DOCUMENT), 97))
def test_a_damaged_byte_never_breaks_the_reader_down(at: int) -> None:
    data = DOCUMENT[:at] + b"\xff" + DOCUMENT[at + 1 :]
    try:
        found = read_pages(data)
    except UnreadableDocument:
        return
    assert found["blocks"]
