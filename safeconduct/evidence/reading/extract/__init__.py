"""Extracting: from the bytes of a file to the runs of text in it, judged by nobody yet. Nothing is executed, nothing fetched."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from safeconduct.evidence.reading.errors import EmptyDocument, NoText, TooLarge
from safeconduct.evidence.reading.extract import eml, html, sandbox, sniff
from safeconduct.evidence.reading.extract.encoding import decode
from safeconduct.evidence.reading.extract.text import blocks_of
from safeconduct.evidence.reading.shapes import Extraction, RawBlock

__all__ = ["MOST_BYTES", "MOST_CHARACTERS", "extract"]

MOST_BYTES = 50 * 1024 * 1024
MOST_CHARACTERS = 10_000_000
_PACKED = {sniff.PDF: "pdf", sniff.DOCX: "docx"}


def extract(data: bytes, *, name: str = "", declared_type: str = "", address: str = "") -> Extraction:
    """Give what the bytes of a file hold: blocks in reading order, and what the file says of itself.

    The format is told by the bytes; ``name`` and ``declared_type`` only break ties. Raises EmptyDocument, UnknownFormat,
    TooLarge, Damaged, NoText or Encrypted, each with one sentence for a person. Warnings are sentences too.
    """
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1024 / 1024:.0f}"
        most = MOST_BYTES // 1024 // 1024
        raise TooLarge(f"This file has {size} MB; {most} MB is the most that is read. Bring only the part you need, or split it.")
    if not data.strip(b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xff\xfe"):
        raise EmptyDocument
    media_type = sniff.media_type(data, decode(data[:65536], declared_type).text, name=name, declared_type=declared_type)
    if media_type in _PACKED:
        return _from_apart(sandbox.read_apart(_PACKED[media_type], data), media_type, address)
    if media_type == sniff.EML:
        return eml.read(data, address=address)
    decoded = decode(data, declared_type)
    if len(decoded.text) > MOST_CHARACTERS:
        raise TooLarge
    if media_type == sniff.HTML:
        page = html.read(decoded.text, address=address)
        return _with_warnings(page, decoded.warnings)
    return _plain(decoded.text, decoded.warnings, address)


def _plain(text: str, warnings: tuple[str, ...], address: str) -> Extraction:
    if not any(letter.isalnum() for letter in text):
        raise NoText("This file holds no words. Check that it was saved as text, and bring it again.")
    return Extraction(blocks_of(text), sniff.TEXT, "text", address=address, warnings=warnings)


def _with_warnings(page: Extraction, warnings: tuple[str, ...]) -> Extraction:
    return replace(page, warnings=(*warnings, *page.warnings))


def _from_apart(found: dict[str, Any], media_type: str, address: str) -> Extraction:
    """Give the extraction of what the separate process answered."""
    return Extraction(
        blocks=tuple(RawBlock(str(text), hint=str(hint), page=page) for text, hint, page in found["blocks"]),
        media_type=media_type,
        reader=str(found["reader"]),
        title=str(found["title"]),
        author=str(found["author"]),
        address=address,
        language=str(found["language"]),
        declared_dates=tuple((str(day), str(where)) for day, where in found["dates"]),
        warnings=tuple(str(warning) for warning in found["warnings"]),
    )
