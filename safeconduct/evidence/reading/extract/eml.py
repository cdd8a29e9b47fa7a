"""E-mail: the text of the message, who sent it and when, and which attachments were left unread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from safeconduct.evidence.reading.errors import Damaged, NoText
from safeconduct.evidence.reading.extract import html
from safeconduct.evidence.reading.extract.encoding import decode
from safeconduct.evidence.reading.extract.text import blocks_of
from safeconduct.evidence.reading.shapes import Extraction, RawBlock

MEDIA_TYPE = "message/rfc822"
_QUOTED_LINE = re.compile(r"^\s*>+ ?")


# What the parser of the standard library fails with at headers and parts that break the rules.
_BROKEN = (AttributeError, IndexError, LookupError, RecursionError, TypeError, ValueError)


def read(data: bytes, *, address: str = "") -> Extraction:
    """Give the text part of a message, or its HTML part where it has no other; attachments are named, not opened."""
    try:
        return _read(data, address)
    except _BROKEN as error:
        raise Damaged from error


def _read(data: bytes, address: str) -> Extraction:
    body = data.split(b"\n", 1)[1] if data.startswith(b"From ") else data
    message = BytesParser(policy=policy.default).parsebytes(body.lstrip(b"\xef\xbb\xbf\r\n"))
    part = message.get_body(preferencelist=("plain", "html", "related"))
    if part is None:
        raise NoText("This message holds no text, only attachments. Bring the attachments one by one.")
    chosen = part if isinstance(part, EmailMessage) else message
    raw = chosen.get_payload(decode=True)
    decoded = decode(raw if isinstance(raw, bytes) else b"", str(chosen.get("Content-Type", "")))
    warnings = [*decoded.warnings, *_attachments(message)]
    if chosen.get_content_type() == "text/html":
        page = html.read(decoded.text, address=address)
        blocks, warnings = page.blocks, [*page.warnings, *warnings]
    else:
        blocks = tuple(_plain(decoded.text))
    if not any(block.text.strip() for block in blocks):
        raise NoText("This message holds no text. If it has attachments, bring them one by one.")
    return Extraction(
        blocks=blocks,
        media_type=MEDIA_TYPE,
        reader="email",
        title=_header(message, "Subject"),
        author=_header(message, "From"),
        address=address,
        declared_dates=_sent(message),
        warnings=tuple(warnings),
    )


def _plain(text: str) -> Iterator[RawBlock]:
    """Give the blocks of a plain message; lines that quote an earlier one are marked."""
    for block in blocks_of(text):
        lines = block.text.split("\n")
        if block.text and all(_QUOTED_LINE.match(line) for line in lines if line.strip()):
            unquoted = "\n".join(_QUOTED_LINE.sub("", line) for line in lines)
            yield from (RawBlock(inner.text, hint="blockquote") for inner in blocks_of(unquoted) if inner.text)
        else:
            yield block


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())[:500]
    except (ValueError, IndexError, LookupError):  # a broken header must not cost us the message
        return ""


def _sent(message: EmailMessage) -> tuple[tuple[str, str], ...]:
    try:
        when = parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError, IndexError):
        return ()
    return ((when.date().isoformat(), "published: the message's Date line"),)


def _attachments(message: EmailMessage) -> list[str]:
    names = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()] if message.is_multipart() else []
    if not names:
        return []
    return [f"Attachments were not read: {', '.join(names[:20])}. Bring each of them by itself."]
