"""What was extracted, fit to be stored: letters that every database takes, and addresses that lead to pages and run nothing."""

from __future__ import annotations

from dataclasses import replace

from safeconduct.evidence.reading.shapes import Extraction


def storable(text: str) -> str:
    """Give a text without null characters; halves of letters, which no encoding can write, become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def storable_extraction(extraction: Extraction) -> Extraction:
    """Give the extraction with every text of it storable, and no address but that of a page."""
    address = storable(extraction.address)
    return replace(
        extraction,
        blocks=tuple(replace(block, text=storable(block.text)) for block in extraction.blocks),
        title=storable(extraction.title),
        author=storable(extraction.author),
        publisher=storable(extraction.publisher),
        address=address if address.lower().startswith(("https://", "http://")) else "",
        language=storable(extraction.language),
        declared_dates=tuple((storable(day), storable(where)) for day, where in extraction.declared_dates),
        warnings=tuple(storable(warning) for warning in extraction.warnings),
    )
