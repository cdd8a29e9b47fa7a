"""DOCX: paragraphs in order with their styles, tables, text boxes, notes, heads and feet. Macros and embedded files are never opened.

Runs inside the sandbox; its answer is plain data (see ``read_parts``).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.opc.exceptions import OpcError
from lxml import etree

from safeconduct.evidence.reading.errors import Damaged, NoText, TooLarge

MOST_PARTS = 5000
MOST_EXPANDED = 300 * 1024 * 1024
MOST_PART = 100 * 1024 * 1024
MOST_RATIO = 200  # expanded to packed; honest documents stay below 50
RATIO_FROM = 10 * 1024 * 1024  # smaller files may pack as well as they like
MOST_CHARACTERS = 10_000_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BROKEN = (
    OpcError,
    zipfile.BadZipFile,
    etree.XMLSyntaxError,
    KeyError,
    ValueError,
    AttributeError,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
)
_STYLE_HINTS = (
    (re.compile(r"^title$|^titel$|^titre$", re.IGNORECASE), "h1"),
    (re.compile(r"^(?:heading|überschrift|rubrik|overskrift|titre|kop)\s*1$", re.IGNORECASE), "h1"),
    (re.compile(r"^(?:heading|überschrift|rubrik|overskrift|titre|kop)\s*\d$|^subtitle$", re.IGNORECASE), "h2"),
    (re.compile(r"quote|zitat|citat|citation|citaat", re.IGNORECASE), "blockquote"),
    (re.compile(r"^caption$|beschriftung|bildtext|légende", re.IGNORECASE), "figcaption"),
    (re.compile(r"^list\b|^liste", re.IGNORECASE), "li"),
)


def read_parts(data: bytes) -> dict[str, Any]:
    """Give the blocks of a DOCX as ``[text, hint, None]`` with title, author, dates and warnings; raises refusals."""
    warnings = _weigh(data)
    try:
        document = Document(io.BytesIO(data))
        blocks = [(text, hint, None) for text, hint in _blocks(document, warnings) if text.strip()]
        properties = _properties(document)
    except _BROKEN as error:
        raise Damaged from error
    if not blocks:
        raise NoText("This Word document holds no text. If its pages are pictures, run text recognition (OCR) first.")
    if sum(len(block[0]) for block in blocks) > MOST_CHARACTERS:
        raise TooLarge
    return {"blocks": blocks, "warnings": warnings, "reader": f"python-docx {version('python-docx')}", **properties}


def _weigh(data: bytes) -> list[str]:
    """Refuse what would unfold to too much, from the directory alone; tell which embedded files are left unread."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        raise Damaged from error
    expanded = sum(part.file_size for part in parts)
    sentence = "This Word document would unfold to far more than it should. It was not opened. Ask for it as PDF."
    if len(parts) > MOST_PARTS or expanded > MOST_EXPANDED or max((part.file_size for part in parts), default=0) > MOST_PART:
        raise TooLarge(sentence)
    if expanded > RATIO_FROM and expanded > MOST_RATIO * max(1, sum(part.compress_size for part in parts)):
        raise TooLarge(sentence)
    if len({part.filename for part in parts}) < len(parts):
        raise Damaged
    inside = [part.filename for part in parts if part.filename.startswith("word/embeddings/") or part.filename.endswith((".zip", ".docm"))]
    return [f"{len(inside)} files embedded in the document were not opened."] if inside else []


def _blocks(document: DocumentObject, warnings: list[str]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for section in document.sections:
        yield from _edge(section.header, "header", seen)
    body = document.element.body
    styles = {style.style_id: style.name or "" for style in document.styles}
    for element in body.iter(f"{_W}p"):
        if not any(_is_box_copy(above) for above in element.iterancestors()):
            yield _text(element), _hint(element, styles)
    yield from _notes(document)
    if body.iter(f"{_W}delText") and next(body.iter(f"{_W}delText"), None) is not None:
        warnings.append("The document holds deletions that were tracked; the deleted words are not shown.")
    comments = [comment.text for comment in document.comments]
    if comments:
        warnings.append(f"The document holds {len(comments)} comments in its margin; they are marked as comments.")
        yield from ((text, "comment") for text in comments)
    for section in document.sections:
        yield from _edge(section.footer, "footer", seen)


def _is_box_copy(element: Any) -> bool:
    """Tell the second copy that Word keeps of a text box for old readers."""
    return str(element.tag).endswith("}Fallback")


def _edge(part: Any, hint: str, seen: set[str]) -> Iterator[tuple[str, str]]:
    for paragraph in part.paragraphs:
        text = _text(paragraph._p)  # noqa: SLF001 -- the element is the only way to the notes in it
        if text.strip() and text not in seen:
            seen.add(text)
            yield text, hint


def _text(paragraph: Any) -> str:
    """Give the words of a paragraph with its line breaks and the marks of its notes, without the text boxes in it."""
    out: list[str] = []
    for element in paragraph.iter():
        tag = element.tag
        if tag in {f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen", f"{_W}footnoteReference", f"{_W}endnoteReference"}:
            if next(element.iterancestors(f"{_W}p")) is not paragraph:
                continue
            out.append(_piece(element))
    return "".join(out)


def _piece(element: Any) -> str:
    tag = element.tag.removeprefix(_W)
    if tag == "t":
        return element.text or ""
    if tag in {"br", "cr"}:
        return "\n"
    if tag == "tab":
        return "\t"
    return "-" if tag == "noBreakHyphen" else f"[{element.get(f'{_W}id')}]"


def _hint(paragraph: Any, styles: dict[str, str]) -> str:
    if next(paragraph.iterancestors(f"{_W}tbl"), None) is not None:
        return "table"
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = styles.get(style.get(f"{_W}val"), "") if style is not None else ""
    for pattern, hint in _STYLE_HINTS:
        if pattern.search(name):
            return hint
    return "li" if paragraph.find(f"{_W}pPr/{_W}numPr") is not None else ""


def _notes(document: DocumentObject) -> Iterator[tuple[str, str]]:
    """Give footnotes and endnotes, each with the mark that the text refers to."""
    for part in document.part.package.iter_parts():
        name = str(part.partname)
        if not name.endswith(("/footnotes.xml", "/endnotes.xml")):
            continue
        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        for note in root:
            if note.get(f"{_W}type") is None:
                yield f"[{note.get(f'{_W}id')}] " + " ".join(_text(p) for p in note.iter(f"{_W}p")), ""


def _properties(document: DocumentObject) -> dict[str, Any]:
    about = document.core_properties
    dates = [
        [when.date().isoformat(), where]
        for when, where in ((about.created, "created: the document's own data"), (about.modified, "modified: the document's own data"))
        if when is not None
    ]
    return {"title": (about.title or "")[:300], "author": (about.author or "")[:300], "dates": dates, "language": about.language or ""}
