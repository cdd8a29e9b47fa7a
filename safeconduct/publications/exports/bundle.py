"""What goes by post in one file: every letter from the front of a sheet of paper, then its labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter

from safeconduct.publications.exports.apart import Press
from safeconduct.publications.rules.sheet import Sheet


def make_bundle(sheets: Iterable[Sheet], *, is_two_sided: bool = True) -> bytes:
    """Give all letters as one PDF; printed on both sides, each begins on a front.

    :raises apart.CannotSet: if one of them cannot be made
    """
    bundle = PdfWriter()
    with Press() as press:
        for sheet in sheets:
            pages = PdfReader(BytesIO(press.set_sheet("pdf", sheet))).pages
            for page in pages:
                bundle.add_page(page)
            if is_two_sided and len(pages) % 2:
                bundle.add_blank_page(pages[0].mediabox.width, pages[0].mediabox.height)
    return _written(bundle)


def make_labels(addresses: Sequence[Sequence[str]]) -> bytes:
    """Give the addresses, each a list of lines, as labels of 70 by 37 millimetres, twenty-four on a page.

    :raises apart.CannotSet: if no font has one of their letters
    """
    with Press() as press:
        return press.set_any("labels", [list(lines) for lines in addresses])


def _written(bundle: PdfWriter) -> bytes:
    bundle.metadata = None
    written = BytesIO()
    bundle.write(written)
    return written.getvalue()
