"""Sealed files: an age file of a plain tar, so that stock tools give it back without this software."""

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from safeconduct.vault.format.ages import Readable, Writable, open_stream, seal_stream
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.octets import BLOCK, canonical, padme, read_canonical

PART = 1024 * 1024
END = bytes(2 * BLOCK)
PART_0, META, PADDING = "file.00000", "meta.json", "pad"
OCTAL = re.compile(rb"[0-7]{11}")
LONGEST_META = 64 * 1024
LARGEST_NAME = 100
SIZE_AT, CHECKSUM_AT = slice(124, 136), slice(148, 156)


class NotAFile(NotSealed):
    """What is sealed here is not a file as we write it, or not the whole of one."""


@dataclass(frozen=True)
class FileMeta:
    """What is sealed with a file: its name, its media type, its size in bytes, its SHA-256 in hex."""

    name: str
    type: str
    size: int
    sha256: str

    def to_bytes(self) -> bytes:
        """Write as it is sealed."""
        return canonical({"name": self.name, "sha256": self.sha256, "size": self.size, "type": self.type, "v": 1})


class TarWriter:
    """Turns bytes that arrive bit by bit into the tar that is sealed; nothing but one part is held."""

    def __init__(self, target: Writable) -> None:
        self.target = target
        self._part = bytearray()
        self._parts = self._size = self._written = 0
        self._digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        """Take some more of the file."""
        self._part += data
        self._digest.update(data)
        self._size += len(data)
        while len(self._part) > PART:
            self._end_part(PART)
        return len(data)

    def finish(self, *, name: str, type: str) -> FileMeta:  # noqa: A002 — the word of the format
        """Write what comes after the file; give what is sealed with it."""
        if self._part or not self._parts:
            self._end_part(len(self._part))
        meta = FileMeta(name, type, self._size, self._digest.hexdigest())
        self._entry(META, meta.to_bytes())
        whole = self._written + BLOCK
        self._entry(PADDING, bytes(padme(whole) - whole))
        self.target.write(END)
        return meta

    def _end_part(self, length: int) -> None:
        self._entry(part_name(self._parts), bytes(self._part[:length]))
        self._parts += 1
        del self._part[:length]

    def _entry(self, name: str, data: bytes) -> None:
        filled = data + bytes(-len(data) % BLOCK)
        self.target.write(tar_header(name, len(data)))
        self.target.write(filled)
        self._written += BLOCK + len(filled)


def part_name(number: int) -> str:
    """Give the name of a part of the file, counted from 0."""
    return f"file.{number:05}"


def is_file_length(inside: int) -> bool:
    """Tell whether what is sealed in a file has one of the lengths that a file may have: a Padmé length, then the two blocks of its end."""
    return inside > len(END) and padme(inside - len(END)) == inside - len(END)


def tar_header(name: str, size: int) -> bytes:
    """Give the ustar header of a plain file: mode 0600, owner 0, time 0."""
    fields = [
        name.encode().ljust(LARGEST_NAME, b"\0"),
        b"0000600\0" + b"0000000\0" * 2,
        b"%011o\0" % size + b"00000000000\0",
        b" " * 8 + b"0" + bytes(100),
        b"ustar\00000" + bytes(64),
        b"0000000\0" * 2,
    ]
    header = bytearray(b"".join(fields).ljust(BLOCK, b"\0"))
    header[CHECKSUM_AT] = b"%06o\0 " % sum(header)
    return bytes(header)


def sealed_parts(source: Readable, *, name: str, type: str) -> Iterator[bytes]:  # noqa: A002 — the word of the format
    """Give the tar of a file piece by piece."""
    pieces = io.BytesIO()
    tar = TarWriter(pieces)
    while data := source.read(PART):
        tar.write(data)
        yield _taken(pieces)
    tar.finish(name=name, type=type)
    yield _taken(pieces)


def seal_file(source: Readable, target: Writable, *, name: str, type: str, recipient: str) -> None:  # noqa: A002 — the word of the format
    """Seal a file to one recipient, in little memory."""
    seal_stream(_Pieces(sealed_parts(source, name=name, type=type)), target, recipient)


def open_file(identity: str, source: Readable, target: BinaryIO | None = None) -> tuple[FileMeta, BinaryIO]:
    """Open a sealed file into the target, or into memory. Give what was sealed with it, and the target at its beginning.

    Raises NotSealed; the target may then hold a part of the file, which must be thrown away.
    """
    taken = target if target is not None else io.BytesIO()
    tar = _TarReader(taken)
    open_stream(identity, source, tar)
    meta = tar.finish()
    taken.seek(0)
    return meta, taken


class _Pieces:
    """Something to read from, made of pieces."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.held, self.place = pieces, b"", 0

    def read(self, size: int = -1, /) -> bytes:
        while self.place == len(self.held) and (piece := next(self.pieces, None)) is not None:
            self.held, self.place = piece, 0
        end = len(self.held) if size < 0 else self.place + size
        given = self.held[self.place : end]
        self.place += len(given)
        return given


class _TarReader:
    """Takes a tar bit by bit, passes the file on, and keeps what was sealed with it."""

    def __init__(self, target: Writable) -> None:
        self.target = target
        self._held = bytearray()
        self._name, self._last, self._left, self._filling = "", "", 0, 0
        self._meta, self._parts, self._size = b"", 0, 0
        self._digest = hashlib.sha256()
        self._ended = False

    def write(self, data: bytes, /) -> int:
        self._held += data
        while self._step():
            pass
        return len(data)

    def flush(self) -> None:
        """Do nothing: what has arrived has been passed on."""

    def finish(self) -> FileMeta:
        """Give what was sealed with the file, once all of it has been checked."""
        said = read_canonical(self._meta) if self._ended else None
        if not isinstance(said, dict) or set(said) != {"name", "sha256", "size", "type", "v"} or said["v"] != 1:
            raise NotAFile("This file is not whole.")
        if (said["size"], said["sha256"]) != (self._size, self._digest.hexdigest()):
            raise NotAFile("This is not the file that was sealed.")
        return FileMeta(said["name"], said["type"], said["size"], said["sha256"])

    def _step(self) -> bool:
        """Take one step; tell whether there is another."""
        if self._left:
            taken = bytes(self._held[: self._left])
            del self._held[: len(taken)]
            self._left -= len(taken)
            self._take(taken)
            return bool(taken)
        if self._filling:
            taken = bytes(self._held[: self._filling])
            del self._held[: len(taken)]
            self._filling -= len(taken)
            return bool(taken)
        if len(self._held) < BLOCK:
            return False
        block = bytes(self._held[:BLOCK])
        del self._held[:BLOCK]
        self._begin(block)
        return True

    def _begin(self, block: bytes) -> None:
        """Judge a header: parts in their order, then what is sealed with the file, then the padding, then the end."""
        if not any(block) and self._last == PADDING:
            self._ended = True
            return
        name = block[:LARGEST_NAME].rstrip(b"\0").decode("ascii", "replace")
        size = block[SIZE_AT][:-1]
        if not OCTAL.fullmatch(size) or tar_header(name, int(size, 8)) != block:
            raise NotAFile("This is not a file as we write it.")
        self._name, self._left = name, int(size, 8)
        self._filling = -self._left % BLOCK
        self._follow(name)

    def _follow(self, name: str) -> None:
        after = {META: PART_0, PADDING: META}.get(name, PART_0 if self._parts else "")
        if name not in {META, PADDING}:
            if name != part_name(self._parts):
                raise NotAFile("This file is not whole.")
            self._parts += 1
            name = PART_0
        if self._last != after or (name == META and self._left > LONGEST_META):
            raise NotAFile("This is not a file as we write it.")
        self._last = name

    def _take(self, data: bytes) -> None:
        if self._name == META:
            self._meta += data
        elif self._name != PADDING:
            self._digest.update(data)
            self._size += len(data)
            self.target.write(data)


def _taken(pieces: io.BytesIO) -> bytes:
    data = pieces.getvalue()
    pieces.seek(0)
    pieces.truncate()
    return data
