"""Read a mail: to which of our addresses it came, from whom, what it says as plain text, what is attached.

Anybody can write to a reply address. So nothing here believes a header more than it must, every step has a limit, and whatever a mail
is made of, reading it ends with a ``Mail``: of one that cannot be understood, an empty one.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime

from safeconduct.outbox.reading.markup import text_of
from safeconduct.outbox.rules import is_address, on_one_line, safe_name

MOST_PARTS, DEEPEST = 200, 20
LONGEST_TEXT = 200_000  # letters of a text that is kept; the bytes are kept whole
LONGEST_HEADER, MOST_HEADERS = 20_000, 100
# Where the address stands that a mail was delivered to, the surest first: what our own mail server wrote, then what the sender wrote.
ADDRESSED = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to", "cc", "resent-to")
TOKEN = re.compile(r"\bletter\+([23456789a-z]{22})@", re.IGNORECASE)
MESSAGE_ID = re.compile(r"<([^<>\s]{3,200})>")
# What Python's library is known to raise at mail that was made to confuse it.
TROUBLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError, MessageError, HeaderParseError)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in a mail, under a name that is safe to save."""

    name: str
    media_type: str  # as the sender says; nothing believes it
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says."""

    tokens: tuple[str, ...] = ()  # of our reply addresses that it came to
    answers: tuple[str, ...] = ()  # Message-IDs it names as what it answers
    sender: str = ""  # one plain address, else empty
    subject: str = ""
    text: str = ""
    on: date | None = None  # as its header says
    attached: tuple[Attached, ...] = ()


def read_mail(raw: bytes) -> Mail:
    """Give what the bytes say; an empty mail where they say nothing that can be read."""
    message = parsed(raw)
    if message is None:
        return Mail()
    texts, attached = _contents(message)
    return Mail(
        tokens=tokens_in(message),
        answers=answered_by(message),
        sender=_sender(message),
        subject=header(message, "subject")[:300],
        text=texts[:LONGEST_TEXT],
        on=_day(message),
        attached=attached,
    )


def parsed(raw: bytes) -> Message | None:
    """Parse the bytes, with the policy that touches headers least; ``None`` where the library gives up."""
    try:
        return message_from_bytes(raw, policy=compat32)
    except TROUBLE:
        return None


def headers(message: Message, name: str) -> list[str]:
    """Give all headers of a name, decoded, each on one line."""
    with suppress(*TROUBLE):
        values = (message.get_all(name) or [])[:MOST_HEADERS]
        return [on_one_line(_decoded(str(value)[:LONGEST_HEADER])) for value in values]
    return []


def header(message: Message, name: str) -> str:
    """Give the first header of a name, decoded, on one line; empty where there is none."""
    return next(iter(headers(message, name)), "")


def tokens_in(message: Message) -> tuple[str, ...]:
    """Give the tokens of our reply addresses that it came to, the surest first."""
    found = [token.lower() for name in ADDRESSED for value in headers(message, name) for token in TOKEN.findall(value)]
    return tuple(dict.fromkeys(found))


def answered_by(message: Message) -> tuple[str, ...]:
    """Give the Message-IDs that it says it answers, the nearest first."""
    nearest = [one for value in headers(message, "in-reply-to") for one in MESSAGE_ID.findall(value)]
    before = [one for value in headers(message, "references") for one in reversed(MESSAGE_ID.findall(value))]
    return tuple(dict.fromkeys([*nearest, *before]))[:50]


def parts_of(message: Message) -> Iterator[Message]:
    """Give the parts that are no containers, without going into mails that are enclosed; so many, so deep, and no further."""
    waiting = [(message, 0)]
    seen = 0
    while waiting and seen < MOST_PARTS:
        part, depth = waiting.pop(0)
        seen += 1
        inner = part.get_payload()
        if isinstance(inner, list) and part.get_content_maintype() == "multipart":
            if depth < DEEPEST:
                waiting[0:0] = [(one, depth + 1) for one in inner[:MOST_PARTS] if isinstance(one, Message)]
            continue
        yield part


def _contents(message: Message) -> tuple[str, tuple[Attached, ...]]:
    """Give the text, plain where there is any, and what else is in it."""
    plain: list[str] = []
    marked_up: list[str] = []
    attached: list[Attached] = []
    with suppress(*TROUBLE):
        for number, part in enumerate(parts_of(message), start=1):
            kind = part.get_content_type()
            if _is_text(part) and kind == "text/plain":
                plain.append(_text(part))
            elif _is_text(part) and kind == "text/html":
                marked_up.append(text_of(_text(part)))
            else:
                attached.append(_attachment(part, number))
    words = "\n\n".join(text.strip() for text in (plain if any(text.strip() for text in plain) else marked_up) if text.strip())
    return words, tuple(attached)


def _is_text(part: Message) -> bool:
    return part.get_content_disposition() != "attachment" and not part.get_filename()


def _text(part: Message) -> str:
    content = _bytes(part)
    try:
        text = content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, ValueError):
        text = content.decode("utf-8", "replace")
    kept = (
        letter
        for letter in text.replace("\r\n", "\n").replace("\r", "\n")
        if letter in "\n\t" or letter.isprintable() or letter == "\u200d"
    )
    return "".join(kept)


def _attachment(part: Message, number: int) -> Attached:
    name = ""
    with suppress(*TROUBLE):
        name = _decoded(str(part.get_filename() or ""))
    return Attached(safe_name(name, fallback=f"attachment-{number}"), on_one_line(part.get_content_type())[:120], _bytes(part))


def _bytes(part: Message) -> bytes:
    """Give a part's bytes; of an enclosed mail, the mail."""
    if part.is_multipart():
        inner = part.get_payload()
        return b"".join(one.as_bytes() for one in inner if isinstance(one, Message)) if isinstance(inner, list) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _sender(message: Message) -> str:
    for name in ("from", "sender"):
        with suppress(*TROUBLE):
            raw = [str(value)[:LONGEST_HEADER] for value in (message.get_all(name) or [])[:1]]
            for _display, address in getaddresses(raw):
                if is_address(address):
                    return address
    return ""


def _day(message: Message) -> date | None:
    with suppress(*TROUBLE, OverflowError):
        moment = parsedate_to_datetime(header(message, "date"))
        return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
    return None


def _decoded(value: str) -> str:
    """Decode the encoded words of a header; what cannot be decoded stays as it is."""
    try:
        pieces = decode_header(value)
    except TROUBLE:
        return value
    words = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            words.append(piece)
            continue
        try:
            words.append(piece.decode(charset or "utf-8"))
        except (LookupError, ValueError):
            words.append(piece.decode("utf-8", "replace"))
    return "".join(words)
