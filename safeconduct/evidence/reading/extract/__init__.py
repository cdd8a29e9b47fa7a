"""Extracting: from the bytes of a file to the runs of text in it, judged by nobody yet. Nothing is executed, nothing fetched."""

from __future__ import annotations

from safeconduct.evidence.reading.errors import EmptyDocument
from safeconduct.evidence.reading.extract.text import blocks_of
from safeconduct.evidence.reading.shapes import Extraction

__all__ = ["extract"]


def extract(data: bytes, *, name: str = "", declared_type: str = "", address: str = "") -> Extraction:
    """Give what the bytes of a file hold; raises a kind of ``UnreadableDocument`` with a sentence for a person."""
    if not data.strip():
        raise EmptyDocument
    return Extraction(blocks_of(data.decode("utf-8-sig", "replace")), "text/plain", "text", address=address)
