"""PDF: lines put together from positions, paragraphs from the space between lines, running heads and feet marked.

Runs inside the sandbox; its answer is plain data (see ``read_pages``).
"""

from __future__ import annotations

import io
import itertools
import logging
import re
import statistics
from collections import Counter
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PasswordType, PdfReader, __version__
from pypdf.errors import DependencyError, PyPdfError

from safeconduct.evidence.reading.errors import Damaged, Encrypted, NoText, TooLarge

MOST_PAGES = 3000
MOST_CHARACTERS = 10_000_000

_BROKEN = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    AssertionError,
    RecursionError,
    OSError,
    ZeroDivisionError,
)
_DIGITS = re.compile(r"\d+")
_PDF_DATE = re.compile(r"D?:?(\d{4})(\d{2})?(\d{2})?")


@dataclass(slots=True)
class Line:
    """A line of a page: where it begins, how large its letters are, what it says."""

    x: float
    y: float
    size: float
    text: str


def read_pages(data: bytes) -> dict[str, Any]:
    """Give the blocks of a PDF as ``[text, hint, page]`` with title, author, dates and warnings; raises refusals."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    if b"%%EOF" not in data[-65536:]:
        raise Damaged("This PDF breaks off before its end. Get it again from where it came from.")
    reader = _opened(data)
    pages, warnings, empty = _pages(reader)
    if not any(line.text.strip() for page in pages for line in page):
        raise NoText("This PDF holds pictures of pages but no text: it is a scan. Run text recognition (OCR) on it and bring the result.")
    if empty:
        warnings.append(f"No text was found on page {_listed(empty)}; if they are scans, they need text recognition (OCR).")
    blocks: list[list[Any]] = []
    body, leading = _body_size(pages), _leading(pages)
    running = _running_lines(pages, leading)
    for number, lines in enumerate(pages, 1):
        blocks += [[text, hint, number] for text, hint in _page_blocks(lines, running, body, leading)]
    return {"blocks": blocks, "warnings": warnings, "reader": f"pypdf {__version__}", **_properties(reader)}


def _opened(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise Encrypted
        count = len(reader.pages)
    except DependencyError as error:
        raise Encrypted from error
    except _BROKEN as error:
        raise Damaged from error
    if count > MOST_PAGES:
        raise TooLarge(f"This PDF has {count} pages; {MOST_PAGES} is the most. Bring only the pages you need.")
    if not count:
        raise Damaged("This PDF holds no pages. Get it again from where it came from.")
    return reader


def _pages(reader: PdfReader) -> tuple[list[list[Line]], list[str], list[int]]:
    """Give the lines of every page, what went wrong, and the pages without text."""
    pages: list[list[Line]] = []
    broken: list[int] = []
    empty: list[int] = []
    size = 0
    for number in range(len(reader.pages)):
        try:
            lines = _lines(reader.pages[number])
        except _BROKEN:
            lines = []
            broken.append(number + 1)
        else:
            if not lines:
                empty.append(number + 1)
        size += sum(len(line.text) for line in lines)
        if size > MOST_CHARACTERS:
            raise TooLarge
        pages.append(lines)
    if broken and len(broken) == len(pages):
        raise Damaged
    warnings = [f"Page {_listed(broken)} could not be read; the file is damaged there."] if broken else []
    return pages, warnings, empty


def _lines(page: PageObject) -> list[Line]:
    """Put the lines of a page together from the pieces of text and their positions."""
    lines: list[Line] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scaled = abs(size * (tm[3] or tm[1] or 1.0) * (cm[3] or cm[1] or 1.0)) or 10.0
        for index, part in enumerate(text.split("\n")):
            is_new = index > 0 or not lines or (part.strip() and abs(lines[-1].y - y) > 0.4 * scaled)
            if is_new and (part.strip() or index > 0):
                lines.append(Line(x, y, scaled, part))
            elif lines:
                _extend(lines[-1], part, x, y, scaled)

    page.extract_text(visitor_text=visit)
    return [line for line in lines if line.text.strip()]


def _extend(line: Line, part: str, x: float, y: float, size: float) -> None:
    if part.strip() and not line.text.strip():
        line.x, line.y, line.size = x, y, size
    line.text += part


def _running_lines(pages: list[list[Line]], leading: float) -> frozenset[str]:
    """Find the lines at the head or foot of the pages that come again on other pages, numbers aside."""
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_shape(line.text) for line in _edges(lines, leading)})
    needed = 2 if len(pages) <= 4 else max(3, len(pages) // 3)
    return frozenset(shape for shape, count in counts.items() if count >= needed)


def _edges(lines: list[Line], leading: float) -> list[Line]:
    """Give the lines at the head and the foot of a page that a gap parts from its text, two at most on each side."""
    ordered = sorted(lines, key=lambda line: -line.y)
    return _edge(ordered, leading) + _edge(ordered[::-1], leading)


def _edge(ordered: list[Line], leading: float) -> list[Line]:
    for count in (1, 2):
        if len(ordered) > count and abs(ordered[count - 1].y - ordered[count].y) > 1.35 * leading:
            return ordered[:count]
    return ordered[:1] if len(ordered) == 1 else []


def _shape(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.split())).lower()


def _body_size(pages: list[list[Line]]) -> float:
    """Give the size of letters that most of the text is set in."""
    weights: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            weights[round(line.size, 1)] += len(line.text)
    return weights.most_common(1)[0][0]


def _page_blocks(lines: list[Line], running: frozenset[str], body: float, leading: float) -> list[tuple[str, str]]:
    """Part the lines of a page into paragraphs and give each its hint."""
    edges = {id(line) for line in _edges(lines, leading)}
    top = max((line.y for line in lines), default=0.0)
    out: list[tuple[str, str]] = []
    current: list[Line] = []

    def flush() -> None:
        if current:
            out.append(("\n".join(line.text.strip() for line in current), _size_hint(current, body)))
            current.clear()

    for line in lines:
        is_number = bool(re.fullmatch(r"\W*\d{1,4}\W*", line.text.strip()))
        if id(line) in edges and (_shape(line.text) in running or is_number):
            flush()
            out.append((line.text.strip(), "header" if line.y > top - 3 * body else "footer"))
            continue
        if current and _parts(current[-1], line, leading):
            flush()
        current.append(line)
    flush()
    return out


def _leading(pages: list[list[Line]]) -> float:
    """Give the step from line to line inside paragraphs: the lower quarter, because the rest holds the gaps between them."""
    steps = sorted(before.y - line.y for lines in pages for before, line in itertools.pairwise(lines) if 4 < before.y - line.y < 60)
    return steps[(len(steps) - 1) // 4] if steps else 14.0


def _parts(before: Line, line: Line, leading: float) -> bool:
    """Tell whether a new paragraph begins with this line."""
    step = before.y - line.y
    if step > 1.35 * leading or abs(before.size - line.size) > 0.15 * max(before.size, line.size):
        return True
    ends = before.text.rstrip()[-1:] in '.!?:”"'
    if step < -leading:  # the next column
        return ends
    return ends and line.x > before.x + 0.8 * line.size


def _size_hint(lines: list[Line], body: float) -> str:
    """Tell a heading by its letters."""
    size = statistics.median(line.size for line in lines)
    length = sum(len(line.text) for line in lines)
    if length > 200 or size < 1.15 * body:
        return ""
    return "h1" if size >= 1.5 * body else "h2"


def _properties(reader: PdfReader) -> dict[str, Any]:
    """Give title, author and dates as the file declares them; the day it was made is not the day of publication."""
    found: dict[str, Any] = {"title": "", "author": "", "dates": [], "language": ""}
    try:
        about = reader.metadata
        root = reader.root_object
        found["language"] = str(root.get("/Lang", "") or "")
    except _BROKEN:
        return found
    if about is None:
        return found
    for key, name in (("title", "/Title"), ("author", "/Author")):
        value = about.get(name)
        found[key] = " ".join(str(value).split())[:300] if value else ""
    if re.search(r"\.(docx?|pdf|indd|odt)$|^Microsoft Word|^untitled", found["title"], re.IGNORECASE):
        found["title"] = ""
    for name, where in (("/CreationDate", "created: the PDF's own data"), ("/ModDate", "modified: the PDF's own data")):
        if match := _PDF_DATE.match(str(about.get(name, ""))):
            found["dates"].append(["-".join(part for part in match.groups() if part), where])
    return found


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:12])
    return shown + (" and others" if len(numbers) > 12 else "")
