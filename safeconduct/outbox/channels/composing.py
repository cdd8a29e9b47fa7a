"""Write a message as a mail: RFC 5322, headers beyond ASCII by RFC 2047, lines that every server takes.

The headers are written here and not by the library: what ours hold is ASCII in words of at most 75 characters, folded between words, so
that nobody's text can begin a header and no server has to break a line. The body is the library's.
"""

import base64
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from safeconduct.outbox.channels.carrying import Letter
from safeconduct.outbox.rules import on_one_line, safe_name, wire_address

WORD = 42  # bytes of UTF-8 in one encoded word: 56 of base64, and 12 around them
LINE = 76
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;!?'()/&+-_")


def compose(letter: Letter, *, sender: str, at: datetime) -> bytes:
    """Give the mail as bytes with CRLF. ``sender`` is the address that stands in From; nothing in it is fetched by who reads it."""
    headers = [
        ("Date", [format_datetime(at)]),
        ("Message-ID", [f"<{letter.message_id}>"]),
        ("From", [*_phrase(letter.from_name), f"<{sender}>"]),
        ("To", [*_phrase(letter.to_name), f"<{wire_address(letter.to_address)}>"]),
        ("Reply-To", [f"<{letter.reply_address}>"]),
        ("Subject", _words(letter.subject)),
    ]
    if letter.language.replace("-", "").isascii() and letter.language.replace("-", "").isalnum():
        headers.append(("Content-Language", [letter.language]))
    if letter.answers:
        headers += [("In-Reply-To", [f"<{letter.answers}>"]), ("References", [f"<{letter.answers}>"])]
    return b"".join(_folded(name, words) for name, words in headers) + _body(letter)


def _body(letter: Letter) -> bytes:
    body = EmailMessage(policy=SMTP)
    body.set_content(letter.text, cte="quoted-printable")
    if letter.page:
        body.add_alternative(letter.page, subtype="html", cte="quoted-printable")
    for number, file in enumerate(letter.files, start=1):
        kind, _slash, subtype = file.media_type.partition("/")
        if not (kind.isalnum() and subtype and all(letter.isalnum() or letter in ".+-" for letter in subtype)):
            kind, subtype = "application", "octet-stream"
        name = safe_name(file.name, fallback=f"attachment-{number}")
        body.add_attachment(file.content, maintype=kind, subtype=subtype, filename=name, cte="base64")
    return body.as_bytes()


def _folded(name: str, words: list[str]) -> bytes:
    """Give one header, folded between its words."""
    lines, line = [], f"{name}:"
    for word in words:
        if len(line) + 1 + len(word) > LINE and line != f"{name}:":
            lines.append(line)
            line = ""
        line = f"{line} {word}"
    return ("\r\n".join([*lines, line]) + "\r\n").encode("ascii")


def _words(text: str) -> list[str]:
    """Give a text as words for a header: as they are where they are plain, else encoded."""
    line = on_one_line(text)
    plain = set(line) <= PLAIN and all(len(word) <= LINE - 2 for word in line.split(" "))
    return line.split(" ") if plain else _encoded(line)


def _phrase(name: str) -> list[str]:
    """Give a display name: quoted where it is plain, else encoded."""
    line = on_one_line(name)
    if not line:
        return []
    return [f'"{line}"'] if set(line) <= PLAIN and len(line) <= LINE - 12 else _encoded(line)


def _encoded(line: str) -> list[str]:
    """Give the line as encoded words, none of which breaks a letter."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode("utf-8")
        if len(piece) + len(octets) > WORD:
            pieces.append(piece)
            piece = b""
        piece += octets
    pieces.append(piece)
    return [f"=?utf-8?B?{base64.b64encode(piece).decode('ascii')}?=" for piece in pieces]
