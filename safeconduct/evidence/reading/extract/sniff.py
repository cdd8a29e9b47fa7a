"""What a file is, told by its bytes; its name and declared type only break ties."""

from __future__ import annotations

import io
import re
import zipfile

from safeconduct.evidence.reading.errors import Damaged, Encrypted, UnknownFormat

TEXT, HTML, PDF, EML = "text/plain", "text/html", "application/pdf", "message/rfc822"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_HEAD = 4096
_OTHER = "Bring text, a web page, a PDF, a Word document (DOCX) or an e-mail (EML)."
_MAGIC: tuple[tuple[bytes, int, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "an image"),
    (b"\xff\xd8\xff", 0, "an image"),
    (b"GIF87a", 0, "an image"),
    (b"GIF89a", 0, "an image"),
    (b"II*\x00", 0, "an image"),
    (b"MM\x00*", 0, "an image"),
    (b"8BPS", 0, "an image"),
    (b"\x00\x00\x01\x00", 0, "an image"),
    (b"WEBP", 8, "an image"),
    (b"ftyp", 4, "a film, a recording or an image"),
    (b"AVI ", 8, "a film"),
    (b"\x1aE\xdf\xa3", 0, "a film"),
    (b"WAVE", 8, "a recording"),
    (b"OggS", 0, "a recording"),
    (b"ID3", 0, "a recording"),
    (b"fLaC", 0, "a recording"),
    (b"\xff\xfb", 0, "a recording"),
    (b"\x1f\x8b", 0, "a packed archive"),
    (b"BZh", 0, "a packed archive"),
    (b"7z\xbc\xaf\x27\x1c", 0, "a packed archive"),
    (b"Rar!\x1a\x07", 0, "a packed archive"),
    (b"\xfd7zXZ\x00", 0, "a packed archive"),
    (b"\x28\xb5\x2f\xfd", 0, "a packed archive"),
    (b"ustar", 257, "a packed archive"),
    (b"WARC/", 0, "a web archive"),
    (b"MZ", 0, "a program"),
    (b"\x7fELF", 0, "a program"),
    (b"\xcf\xfa\xed\xfe", 0, "a program"),
    (b"\xca\xfe\xba\xbe", 0, "a program"),
    (b"\x00asm", 0, "a program"),
    (b"SQLite format 3\x00", 0, "a database"),
    (b"wOF2", 0, "a font"),
    (b"wOFF", 0, "a font"),
    (b"\x00\x01\x00\x00\x00", 0, "a font"),
)
_PRINTABLE_MAGIC = frozenset({b"MZ", b"BZh", b"ID3", b"ftyp"})  # might begin an honest text
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_START = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_TAG = re.compile(r"<(?:p|div|a|span|table|meta|link|script|style|h[1-6]|ul|li|br|article|section|nav|img)\b[^<>]*>", re.IGNORECASE)
_HEADER_LINE = re.compile(r"^([A-Za-z][A-Za-z0-9-]*):[ \t]?(.*)$")
_MAIL_HEADERS = frozenset(
    [
        "from",
        "to",
        "subject",
        "date",
        "received",
        "message-id",
        "return-path",
        "delivered-to",
        "mime-version",
        "content-type",
        "reply-to",
        "cc",
        "bcc",
        "x-mailer",
        "sender",
    ]
)
_MAIL_PROOF = frozenset(["received", "message-id", "return-path", "mime-version", "delivered-to"])
_NAMED = {".html": HTML, ".htm": HTML, ".xhtml": HTML, ".eml": EML, ".mht": EML, ".mhtml": EML, ".txt": TEXT}


def media_type(data: bytes, head: str, *, name: str = "", declared_type: str = "") -> str:
    """Give the media type of a file from its bytes and the decoded beginning of it; raises UnknownFormat, Damaged or Encrypted."""
    if b"%PDF-" in data[:1024]:
        return PDF
    if data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        return _inside_zip(data)
    _refuse_binary(data)
    if _is_mail(head, name):
        return EML
    lowered = head[:_HEAD].lower()
    if _HTML_START.search(head[:_HEAD]):  # before drawings: many a page begins with its own mark, drawn
        return HTML
    if "<svg" in lowered[:600]:
        raise UnknownFormat(f"This file is a drawing (SVG). {_OTHER}")
    expected = declared_type.split(";", maxsplit=1)[0].strip().lower() or _NAMED.get(_suffix(name), "")
    tags = len(_TAG.findall(head))
    if tags >= 4 or (tags and expected in {HTML, "application/xhtml+xml"}):
        return HTML
    if lowered.lstrip().startswith("<?xml"):
        raise UnknownFormat(f"This file is structured data (XML), not a document. {_OTHER}")
    return TEXT


def _suffix(name: str) -> str:
    return "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""


def _refuse_binary(data: bytes) -> None:
    """Raise for everything that is known not to be text."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Encrypted
        raise UnknownFormat("This is an old Office file. Save it as DOCX or PDF and bring that.")
    if data.startswith(b"{\\rtf"):
        raise UnknownFormat("This is a rich-text file (RTF). Save it as DOCX or PDF and bring that.")
    is_binary = _looks_binary(data[: 64 * 1024])
    for magic, at, what in _MAGIC:
        if data[at : at + len(magic)] == magic and (is_binary or magic not in _PRINTABLE_MAGIC):
            raise UnknownFormat(f"This file is {what}, not a document. {_OTHER}")
    if is_binary:
        raise UnknownFormat


def _looks_binary(sample: bytes) -> bool:
    if not sample or sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return False
    nulls = sample.count(0)
    if nulls * 4 > len(sample):  # UTF-16 without a mark has its null bytes all on one side
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        if min(even, odd) * 20 <= max(even, odd):
            return False
    control = sum(sample.count(code) for code in (*range(1, 9), 11, *range(14, 27), 28, 29, 30, 31))
    return nulls > len(sample) // 500 + 4 or control > len(sample) // 50 + 2


def _inside_zip(data: bytes) -> str:
    """Tell a Word document from other packed files, from the directory alone: nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        if b"word/" in data or b"[Content_Types].xml" in data[:2000]:
            raise Damaged from error
        raise UnknownFormat(f"This file is a damaged packed archive. {_OTHER}") from error
    if "word/document.xml" in names:
        return DOCX
    if any(each.startswith("xl/") for each in names):
        raise UnknownFormat("This is a spreadsheet. Export the sheet you need as PDF or text and bring that.")
    if any(each.startswith("ppt/") for each in names):
        raise UnknownFormat("This is a set of slides. Export it as PDF and bring that.")
    if "mimetype" in names and "content.xml" in names:
        raise UnknownFormat("This is an OpenDocument file. Save it as DOCX or PDF and bring that.")
    raise UnknownFormat("This file is a packed archive. Unpack it and bring the documents in it one by one.")


def _is_mail(head: str, name: str) -> bool:
    """Tell whether a text begins with the headers of an e-mail."""
    found: set[str] = set()
    lines = head.lstrip("\ufeff").splitlines()
    if lines and lines[0].startswith("From "):
        lines = lines[1:]
    for line in lines[:200]:
        if not line.strip():
            break
        if line[0] in " \t" and found:
            continue
        match = _HEADER_LINE.match(line)
        if not match:
            return False
        found.add(match[1].lower())
    is_named = _NAMED.get(_suffix(name)) == EML
    known = found & _MAIL_HEADERS
    return bool("from" in found and len(known) >= 2 and (found & _MAIL_PROOF or len(known) >= 4 or is_named))
