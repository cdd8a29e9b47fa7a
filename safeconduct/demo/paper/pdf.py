"""A very small PDF writer: plain text on A4 pages in Helvetica, which every reader has. Only the Windows Latin alphabet."""

from textwrap import wrap

FONT_SIZE, LEADING, LEFT, TOP = 11, 15, 60, 780
LINES_ON_A_PAGE = 46
COLUMNS = 88  # Helvetica at this size sets about as many characters in a line


def pdf_of(text: str) -> bytes:
    """Give the text as a PDF; the same text gives the same bytes.

    :raises UnicodeEncodeError: if a letter is not in the Windows Latin alphabet
    """
    lines = [line for paragraph in text.splitlines() for line in (wrap(paragraph, COLUMNS) or [""])]
    pages = [lines[start : start + LINES_ON_A_PAGE] for start in range(0, len(lines), LINES_ON_A_PAGE)]
    first = 4  # after catalogue, page tree and font come a page and its content in turn
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        objects += [_page(first + 2 * number + 1), _content(page)]
    return _file(objects)


def _page(content: int) -> bytes:
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
    ).encode()


def _content(lines: list[str]) -> bytes:
    body = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines)
    stream = f"BT /F1 {FONT_SIZE} Tf {LEADING} TL {LEFT} {TOP} Td\n".encode() + body + b"ET"
    return f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream"


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: list[bytes]) -> bytes:
    """Join the objects with the table that tells where each begins (ISO 32000-1, 7.5)."""
    out = bytearray(b"%PDF-1.4\n")
    starts = []
    for number, body in enumerate(objects, start=1):
        starts.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{start:010d} 00000 n \n".encode() for start in starts)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)
