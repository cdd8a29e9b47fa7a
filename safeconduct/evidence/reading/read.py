"""From bytes to a reading, in one call."""

from __future__ import annotations

from dataclasses import replace

from safeconduct.evidence.reading.arrange import arrange
from safeconduct.evidence.reading.errors import TooLarge
from safeconduct.evidence.reading.extract import extract
from safeconduct.evidence.reading.shapes import Reading
from safeconduct.evidence.reading.storable import storable_extraction

# Raised whenever the rules or their data change what comes out, so that a reading can be told from an older one.
READER_VERSION = "reader 1"
# A thousand pages have about twenty thousand blocks and fifty thousand sentences; more would keep a thread of the server for minutes.
MOST_BLOCKS, MOST_SENTENCES = 50_000, 100_000


def read_document(data: bytes, *, name: str = "", declared_type: str = "", address: str = "") -> Reading:
    """Give the reading of a file's bytes; raises a kind of ``UnreadableDocument`` with one clear sentence for a person.

    ``name`` and ``declared_type`` only help where the bytes themselves do not tell; ``address`` is where it was found.
    """
    extraction = storable_extraction(extract(data, name=name, declared_type=declared_type, address=address))
    if len(extraction.blocks) > MOST_BLOCKS:
        raise TooLarge
    reading = arrange(extraction)
    if len(reading.sentences) > MOST_SENTENCES:
        raise TooLarge
    return replace(reading, reader=f"{READER_VERSION}, {reading.reader}")
