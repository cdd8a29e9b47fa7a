"""Tells a bank file's format by its first bytes, never by its name, and reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from safeconduct.fund.reading.bgmax import read_bgmax
from safeconduct.fund.reading.camt import read_camt
from safeconduct.fund.reading.mt940 import read_mt940
from safeconduct.fund.reading.saved_csv import Mapping, read_csv
from safeconduct.fund.reading.shape import BadFile, Fault, Found, Stream

ENOUGH = 2_048
MT940 = re.compile(rb"(?:^|[\r\n])\{?:20:|\{4:\s*:20:")


class _Again:
    """A stream whose first bytes were looked at already."""

    def __init__(self, begun: bytes, stream: Stream) -> None:
        self.begun, self.stream = begun, stream

    def read(self, size: int = -1, /) -> bytes:
        if not self.begun:
            return self.stream.read(size)
        size = len(self.begun) if size < 0 else size
        piece, self.begun = self.begun[:size], self.begun[size:]
        return piece


def format_of(begun: bytes) -> str:
    """Tell a format by the first two thousand bytes: ``camt``, ``bgmax``, ``mt940``, or nothing for what may be a table."""
    start = begun.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return "camt"
    if re.match(rb"01BGMAX\b", start):
        return "bgmax"
    return "mt940" if MT940.search(start) else ""


def read_bank_file(stream: Stream, mapping: Mapping | None = None) -> Iterator[Found]:
    """Read a file of any format; ``mapping`` is for a table, and not looked at for any other.

    :raises BadFile: as the readers do, and for a table of which nobody has named the columns
    """
    begun = b""
    while len(begun) < ENOUGH and (piece := stream.read(ENOUGH - len(begun))):
        begun += piece
    if not begun.strip():
        raise BadFile(Fault.EMPTY)
    again = _Again(begun, stream)
    known = format_of(begun)
    if known:
        yield from {"camt": read_camt, "bgmax": read_bgmax, "mt940": read_mt940}[known](again)
    elif mapping is not None:
        yield from read_csv(again, mapping)
    else:
        raise BadFile(Fault.UNKNOWN_FORMAT)
