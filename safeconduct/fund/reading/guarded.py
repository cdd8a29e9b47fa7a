"""Bytes on their way into a parser: what no bank file holds is refused before the parser sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from safeconduct.fund.reading.shape import BadFile, Fault, Place, Stream

PIECE = 65_536
DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']{1,40})[\"']")
# All of them write markup as ASCII does, so that what is looked for below cannot be written another way.
ENCODINGS = {b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1", b"iso-8859-15", b"windows-1252"}
FORBIDDEN = re.compile(rb"<!(?:doctype|entity|element|attlist|notation)", re.IGNORECASE)
LONGEST = 10  # of what is forbidden, a byte less than its length


class GuardedXml:
    """A stream for an XML parser, without document types, entities, zero bytes and rare encodings."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.tail = b""
        self.has_begun = False

    def read(self, size: int = PIECE, /) -> bytes:
        """Give the next piece.

        :raises BadFile: as soon as something forbidden goes by
        """
        piece = self.stream.read(size if size > 0 else PIECE)
        if not self.has_begun:
            piece = self._begin(piece)
        if b"\0" in piece:
            raise BadFile(Fault.ZERO_BYTE)
        seen = self.tail + piece
        if FORBIDDEN.search(seen):
            raise BadFile(Fault.FORBIDDEN_MARKUP)
        self.tail = seen[-LONGEST:]
        return piece

    def _begin(self, piece: bytes) -> bytes:
        # The declaration may come in several small pieces; it is judged when it is there whole.
        while len(piece) < 512 and (more := self.stream.read(512)):  # noqa: PLR2004 - more than any declaration
            piece += more
        self.has_begun = True
        if not piece:
            raise BadFile(Fault.EMPTY)
        if piece.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise BadFile(Fault.WRONG_ENCODING)
        declared = DECLARED.search(piece[:512])
        if declared is not None and declared[1].lower() not in ENCODINGS:
            raise BadFile(Fault.WRONG_ENCODING)
        if not piece.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" and b"\0" not in piece:
            raise BadFile(Fault.UNKNOWN_FORMAT)
        return piece


def lines_of(stream: Stream, *, most: int) -> Iterator[tuple[int, bytes, bool]]:
    """Give (number, line without its end, whether it had an end) one after another.

    :raises BadFile: for a line of more than ``most`` bytes, a zero byte, or nothing at all
    """
    rest, number = b"", 0
    while piece := stream.read(PIECE):
        if b"\0" in piece:
            raise BadFile(Fault.ZERO_BYTE, Place(line=number + 1 + (rest + piece).split(b"\0", 1)[0].count(b"\n")))
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            number += 1
            _short(line, number, most)
            yield number, line.removesuffix(b"\r"), True
        _short(rest, number + 1, most)
    if rest:
        yield number + 1, rest.removesuffix(b"\r"), False
    elif not number:
        raise BadFile(Fault.EMPTY)


def _short(line: bytes, number: int, most: int) -> None:
    if len(line) > most + 1:  # its carriage return
        raise BadFile(Fault.LINE_TOO_LONG, Place(line=number))
