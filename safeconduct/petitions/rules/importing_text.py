"""From the bytes of somebody else's list to its rows: which letters, which mark between cells, which lines. Pure."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

MARKS = (";", ",", "\t", "|")
MOST_LINES_OF_A_ROW = 60  # a quotation mark that nobody closed would swallow all rows after it
LOOKED_AT = 200_000  # characters, in which doubly written letters are looked for
# Letters of UTF-8 that were read as Western European ones and written again: "MÃ¼ller", "Ð°".
TWICE = re.compile("[ÂÃ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[ÐÑ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
LEAST_TWICE = 3


class Unreadable(Exception):
    """The whole file is refused. ``code`` says why: empty, letters, twice, head, quote, json, kind, large."""

    def __init__(self, code: str, line: int = 0) -> None:
        super().__init__(code)
        self.code, self.line = code, line


@dataclass(frozen=True, slots=True)
class Raw:
    """One row as it stands: the line on which it begins, and its cells; ``cells`` is None where it cannot be read."""

    line: int
    cells: list[str] | None


def decode(data: bytes) -> str:
    """Give the text: UTF-8 with or without its mark, UTF-16, or Western European (Windows) where it can be nothing else.

    :raises Unreadable: for nothing at all, for bytes that are no text, and for letters that somebody garbled by reading them wrongly
    """
    if not data.strip():
        raise Unreadable("empty")
    text = _decoded(data).replace("\x00", "")
    if len(TWICE.findall(text[:LOOKED_AT])) >= LEAST_TWICE:
        raise Unreadable("twice")
    if not text.strip():
        raise Unreadable("empty")
    return text


def mark_of(text: str) -> str:
    """Give the mark between cells: the one that cuts the first line into most pieces."""
    head = next(iter(text.splitlines()), "")
    return max(MARKS, key=lambda mark: (len(_cells(head, mark)), -MARKS.index(mark)))


def rows_of(text: str) -> tuple[list[str], Iterator[Raw]]:
    """Give the heads of the columns, and the rows one by one. Empty lines are no rows.

    :raises Unreadable: if there is no head, or, while rows are taken, where a quotation mark is not closed
    """
    mark = mark_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        head = next(row for row in reader if any(cell.strip() for cell in row))
    except (StopIteration, csv.Error):
        raise Unreadable("head") from None
    return [cell.strip() for cell in head], _rows(reader)


def _rows(reader: "csv._reader") -> Iterator[Raw]:  # type: ignore[name-defined]  # known to the type checker's stubs under another name
    before = reader.line_num
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Raw(before + 1, None)
            before = reader.line_num
            continue
        if reader.line_num - before > MOST_LINES_OF_A_ROW:
            raise Unreadable("quote", before + 1)
        if any(cell.strip() for cell in cells):
            yield Raw(before + 1, cells)
        before = reader.line_num


def _decoded(data: bytes) -> str:
    for start, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(start):
            return _strictly(data, encoding)
    if encoding := _without_mark(data[:2000]):
        return _strictly(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "cp1252")


def _without_mark(start: bytes) -> str:
    """Tell UTF-16 whose mark is missing by its nought bytes: every second one, where letters are Latin."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    half = max(len(start) // 4, 1)
    if odd >= half and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even >= half and odd == 0 else ""


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("letters") from None
    if encoding == "cp1252" and _is_no_text(text):
        raise Unreadable("letters")
    return text


def _is_no_text(text: str) -> bool:
    odd = sum(1 for sign in text[:LOOKED_AT] if ord(sign) < 32 and sign not in "\t\r\n\x0b\x0c")  # noqa: PLR2004 — control signs
    return odd > 0


def _cells(line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return []
