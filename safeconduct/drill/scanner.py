"""Looks for marks in bytes, files and folders, inside compressed parts too."""

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import ahocorasick

from safeconduct.drill.marks import Form, Mark, forms_of

CHUNK = 32 * 1024 * 1024
DEEPEST = 4  # a compressed thing in a compressed thing …
MOST_UNPACKED = 256 * 1024 * 1024
_PACKED = re.compile(rb"\x1f\x8b\x08|PK\x03\x04|\x78[\x01\x5e\x9c\xda]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A mark that was found: where it lay, which mark, in which form."""

    place: str
    offset: int
    form: Form


class Scanner:
    """Looks for all forms of all marks at once (Aho and Corasick, 1975); ``more`` are forms of what is no text."""

    def __init__(self, marks: Iterable[Mark], more: Iterable[Form] = ()) -> None:
        self.forms = [*(form for mark in marks for form in forms_of(mark)), *more]
        self._automaton = ahocorasick.Automaton()
        for form in self.forms:
            # The library reads text; Latin-1 gives every byte one letter and back.
            self._automaton.add_word(form.pattern.decode("latin-1"), form)
        if self.forms:
            self._automaton.make_automaton()
        self._longest = max((len(form.pattern) for form in self.forms), default=0)

    def in_bytes(self, data: bytes, place: str, *, depth: int = 0) -> Iterator[Hit]:
        """Give every hit in ``data`` and in whatever is compressed inside it."""
        yield from self._plain(data, place, 0)
        if depth < DEEPEST:
            for offset, inner in _unpacked(data):
                yield from self.in_bytes(inner, f"{place} (packed at {offset})", depth=depth + 1)

    def in_file(self, path: Path) -> Iterator[Hit]:
        """Give every hit in a file, read in overlapping pieces, and in its name."""
        yield from self._plain(str(path).encode("utf-8", "surrogateescape"), f"the name of {path}", 0)
        before, offset = b"", 0
        try:
            with path.open("rb") as file:
                while piece := file.read(CHUNK):
                    data = before + piece
                    for hit in self.in_bytes(data, str(path)):
                        if hit.place != str(path) or hit.offset + len(hit.form.pattern) > len(before):
                            yield Hit(hit.place, offset - len(before) + hit.offset, hit.form)
                    offset += len(piece)
                    before = data[-self._longest :] if self._longest else b""
        except (PermissionError, FileNotFoundError):
            return

    def in_folder(self, folder: Path) -> Iterator[Hit]:
        """Give every hit in the files of a folder and below, and in their names."""
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield from self.in_file(path)

    def _plain(self, data: bytes, place: str, offset: int) -> Iterator[Hit]:
        if not self.forms:
            return
        for end, form in self._automaton.iter(data.decode("latin-1")):
            yield Hit(place, offset + end + 1 - len(form.pattern), form)


def _unpacked(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give what is compressed in ``data``, with the offset where it begins: gzip, zip, and bare zlib as in a PDF."""
    for found in _PACKED.finditer(data):
        start = found.start()
        kind = data[start : start + 2]
        if kind == b"PK":
            if start == 0:
                yield from _members(data)
        elif inner := _inflated(data[start:], gzipped=kind == b"\x1f\x8b"):
            yield start, inner


def _members(data: bytes) -> Iterator[tuple[int, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                yield entry.header_offset, entry.filename.encode()
                with archive.open(entry) as member:
                    yield entry.header_offset, member.read(MOST_UNPACKED)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, zlib.error, EOFError):
        return


def _inflated(data: bytes, *, gzipped: bool) -> bytes:
    """Unpack a zlib or gzip stream as far as it goes; nothing where it is none. A torn end still gives its beginning."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | (16 if gzipped else 0)).decompress(data, MOST_UNPACKED)
    except zlib.error:
        return b""


def planted_everywhere(marks: Iterable[Mark]) -> Iterator[tuple[Form, bytes]]:
    """Give each form of each mark as bytes to hide: bare, some compressed. The drill tries its scanner on them."""
    for number, form in enumerate(form for mark in marks for form in forms_of(mark)):
        around = b"\x00 " + form.pattern + b" \xff"
        yield form, (gzip.compress(around, mtime=0) if number % 10 == 9 else zlib.compress(around) if number % 10 == 4 else around)  # noqa: PLR2004 — some
