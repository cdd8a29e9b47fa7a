"""From the runs of text a format gives to paragraphs: hard-wrapped lines joined, list items parted, whitespace folded."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from safeconduct.evidence.reading.arrange.cues import cues, table
from safeconduct.evidence.reading.arrange.dates import date_line
from safeconduct.evidence.reading.shapes import RawBlock

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0b\x0e-\x1f\x7f]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SPACES = re.compile(r"\s+")
_BULLET = re.compile(r"(?:[•●▪◦‣∙*]|[-](?=\s))\s*")
_NUMBERED = re.compile(r"(?:\(?\d{1,3}[.)]|[a-zа-я]\))\s+(?=\S)")
_NOTE = re.compile(r"\[\d{1,3}\]\s*|[¹²³⁴⁵⁶⁷⁸⁹]+\s*")
_DASH = re.compile(r"[–—―]\s+")
_UNFINISHED = re.compile(r"[^\s.!?:;…»”\"’)\]]$")
_HYPHENATED = re.compile(r"(\w+)-$")
_NARROWEST_WRAP = 35
_WIDEST_WRAP = 130
_KEEPS_HYPHEN = frozenset(["and", "or", "og", "eller", "och", "und", "oder", "et", "ou", "en", "of", "и", "или"])


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, heading or list item with its whitespace folded."""

    text: str
    hint: str = ""
    is_main: bool | None = None
    page: int | None = None
    gap: bool = False  # a wide gap stands before it
    marker: int = 0  # length of the list or note marker it begins with

    @property
    def said(self) -> str:
        """Give the text without its marker."""
        return self.text[self.marker :]


def fold(text: str) -> str:
    """Fold every run of whitespace into one space and drop invisible characters; letters are composed (NFC)."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_LIGATURES))
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


def join(blocks: Sequence[RawBlock]) -> list[Piece]:
    """Give the pieces of a document: lines of one paragraph joined, also over blank lines and page breaks."""
    width = _wrap_width(blocks)
    known = _Hyphens(blocks)
    pieces: list[Piece] = []
    gap = False
    for block in blocks:
        if not block.text.strip():
            gap = True
            continue
        for text in _paragraphs(block.text, width, known):
            pieces.append(_piece(text, block, gap=gap))
            gap = False
    return _over_gaps(pieces, known)


def marker_length(text: str) -> int:
    """Give the length of the list or note marker at the beginning of a text; a quotation dash is none."""
    for pattern in (_BULLET, _NUMBERED, _NOTE):
        if match := pattern.match(text):
            rest = text[match.end() :]
            is_date = pattern is _NUMBERED and rest.split(maxsplit=1)[:1] != [] and rest.split()[0].lower().strip(".,") in _months()
            return 0 if is_date or not rest else match.end()
    return 0


@cache
def _months() -> frozenset[str]:
    months: dict[str, list[list[str]]] = table("calendar")["months"]
    return frozenset(form for year in months.values() for forms in year for form in forms)


def _piece(text: str, block: RawBlock, *, gap: bool) -> Piece:
    return Piece(text, block.hint, block.is_main, block.page, gap, marker_length(text))


def _wrap_width(blocks: Sequence[RawBlock]) -> int:
    """Tell at which width the lines of the document were broken; 0 when they were not."""
    pairs = [
        (len(line.strip()), following.split(maxsplit=1)[0])
        for block in blocks
        if "\n" in block.text
        for line, following in _neighbours([part for part in block.text.split("\n") if part.strip()])
        if len(line.strip()) >= _NARROWEST_WRAP
    ]
    if len(pairs) < 2:
        return 0
    lengths = sorted(length for length, _ in pairs)
    width = lengths[int(len(lengths) * 0.9)]
    full = sum(1 for length, word in pairs if length + 1 + len(word) >= width * 0.95)
    low = sum(1 for _, word in pairs if word[:1].islower())
    is_wrapped = width <= _WIDEST_WRAP and full * 2 >= len(pairs) and low * 3 >= len(pairs)
    return width if is_wrapped else 0


def _neighbours(lines: list[str]) -> Iterable[tuple[str, str]]:
    return itertools.pairwise(lines)


class _Hyphens:
    """Decides whether a hyphen at the end of a line belongs to the word, from how the document writes the word elsewhere."""

    def __init__(self, blocks: Sequence[RawBlock]) -> None:
        self._blocks = blocks
        self._words: frozenset[str] | None = None

    def glue(self, first: str, second: str) -> str:
        """Join two lines into one text."""
        return "".join(self.glued(first, second))

    def glued(self, first: str, second: str) -> tuple[str, str, str]:
        """Give the two lines with what belongs between them."""
        broken = _HYPHENATED.search(first[-40:])
        following = second.split(maxsplit=1)[0] if second else ""
        if not broken or not following[:1].islower() or following.strip(",.") in _KEEPS_HYPHEN:
            return first, " ", second
        tail = following.rstrip(",.;:!?)")
        keeps = f"{broken.group(1)}-{tail}".lower() in self._known()
        return (first if keeps else first[:-1]), "", second

    def _known(self) -> frozenset[str]:
        if self._words is None:
            found = (re.findall(r"\w+-\w+", block.text) for block in self._blocks)
            self._words = frozenset(word.lower() for words in found for word in words)
        return self._words


def _paragraphs(text: str, width: int, known: _Hyphens) -> Iterator[str]:
    """Give the paragraphs in one run of lines, folded."""
    parts: list[str] = []  # one string growing line by line would be copied at every line
    for raw in text.split("\n"):
        line = fold(raw)
        if not line:
            continue
        if parts and _goes_on(parts[-1], line, width):
            parts[-1:] = known.glued(parts[-1], line)
        else:
            if parts:
                yield "".join(parts)
            parts = [line]
    if parts:
        yield "".join(parts)


def _goes_on(line: str, following: str, width: int) -> bool:
    """Tell whether a line and the one after it belong to one paragraph."""
    was_full = bool(width) and len(line) + 1 + len(following.split(maxsplit=1)[0]) >= width * 0.95
    is_open = bool(_UNFINISHED.search(line))
    begins_low = following[:1].islower()
    if marker_length(following) or _DASH.match(following):
        return was_full and is_open and not _BULLET.match(following) and following.lstrip("–—―0123456789. ")[:1].islower()
    if was_full:
        return True
    return is_open and begins_low and (len(line) >= 25 or bool(_HYPHENATED.search(line[-40:])))


def _over_gaps(pieces: list[Piece], known: _Hyphens) -> list[Piece]:
    """Join what blank lines, or the foot and head of two pages, have torn apart."""
    out: list[Piece] = []
    for piece in pieces:
        earlier = _open_end(out) if _may_continue(piece) else None
        if earlier is None:
            out.append(piece)
        else:
            out[earlier] = replace(out[earlier], text=known.glue(out[earlier].text, piece.text))
    return out


def _may_continue(piece: Piece) -> bool:
    if piece.hint or piece.marker or not piece.text[:1].islower():
        return False
    is_more_than_a_label = len(piece.text.split()) >= 4 or not _UNFINISHED.search(piece.text)
    return is_more_than_a_label and date_line(piece.text) is None


def _open_end(pieces: list[Piece]) -> int | None:
    """Find the piece that a following lower-case beginning continues: the last one that is not a page mark."""
    for index in range(len(pieces) - 1, max(-1, len(pieces) - 6), -1):
        piece = pieces[index]
        if is_page_mark(piece.text) or piece.hint in {"header", "footer"}:
            continue
        is_running_text = len(piece.said) >= 25 or (piece.marker > 0 and len(piece.said.split()) >= 4)
        return index if piece.hint == "" and is_running_text and _UNFINISHED.search(piece.text) else None
    return None


def is_page_mark(text: str) -> bool:
    """Tell whether a text is nothing but the number of a page."""
    return len(text) <= 24 and bool(cues("arrange_documents", "page_mark").find(text.lower()))
