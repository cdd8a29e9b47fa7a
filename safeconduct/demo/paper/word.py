"""Word documents out of plain text."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx

THEN = datetime(2017, 5, 18, 9, 0)  # noqa: DTZ001 — a Word document knows no time zone


def docx_of(text: str) -> bytes:
    """Give the text as a Word document, a paragraph for each block of lines; the same text gives the same bytes."""
    document = docx.Document()
    for block in text.strip().split("\n\n"):
        document.add_paragraph(block)
    document.core_properties.created = document.core_properties.modified = THEN
    document.core_properties.author = ""
    raw = BytesIO()
    document.save(raw)
    return _undated(raw)


def _undated(raw: BytesIO) -> bytes:
    """Pack the same files again without the hour of packing, which would change the bytes each time."""
    packed = BytesIO()
    with ZipFile(raw) as before, ZipFile(packed, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = ZipInfo(name, date_time=(2017, 5, 18, 9, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, before.read(name))
    return packed.getvalue()
