"""Write mails to signers: plain text, nothing to be fetched, made once for each language and kind; then slots are filled."""

import base64
import quopri
import secrets
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.outbox.rules import wire_address
from safeconduct.signing.rules.kinds import DAYS_TO_CONFIRM, MailKind
from safeconduct.signing.words import SENDER, SUBJECTS, TEXTS

CODES = frozenset(code for code, _name in PUBLIC_LANGUAGES)
LINK, CODE, STOP = "SLOT-LINK", "SLOT-CODE", "SLOT-STOP"
WORD, PIECE = 42, 70  # bytes of one encoded word of a header; letters of a line of the body
SENDER_NAME = "signatures"  # @ the mail domain


@dataclass(frozen=True, slots=True)
class Mail:
    """What one mail needs. ``token`` is empty where the link is not known: then the mail leads to the page where it is asked for."""

    kind: MailKind
    language: str
    to: str
    token: str
    code: str
    return_path: str
    page: str = ""  # where it leads instead, if the link is not known
    stop: str = ""  # where one press ends mails of this kind


def write_mail(mail: Mail, *, at: datetime) -> bytes:
    """Give the mail as bytes with CRLF. Its date is the hour: when exactly somebody signed is nobody's business."""
    head, body = _form(mail.kind, spoken(mail.language), settings.PUBLIC_ADDRESS, settings.MAIL_DOMAIN)
    ours = [
        f"Date: {format_datetime(at.replace(minute=0, second=0, microsecond=0))}",
        f"Message-ID: <{secrets.token_hex(16)}@{settings.MAIL_DOMAIN}>",
        f"To: <{wire_address(mail.to)}>",
        f"Reply-To: <{mail.return_path}>",
        # One press in the mail program, by POST alone (RFC 8058): scanners that open every address end nothing.
        *([f"List-Unsubscribe: <{mail.stop}>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"] if mail.stop else []),
    ]
    address = mail.page if mail.page and not mail.token else link_of(mail.token, mail.language)
    filled = body.replace(LINK, _slot(address)).replace(STOP, _slot(mail.stop)).replace(CODE, _slot(f"{mail.code[:5]}-{mail.code[5:]}"))
    return ("\r\n".join([*ours, head, "", filled])).encode("ascii")


def link_of(token: str, language: str) -> str:
    """Give the address of a signer's own page; without a token, of the page that leads there."""
    path = (
        reverse("public:signature", args=[spoken(language), token]) if token else reverse("public:signature-code", args=[spoken(language)])
    )
    return settings.PUBLIC_ADDRESS.rstrip("/") + path


def spoken(language: str) -> str:
    """Give the language of the public pages that a campaign's language is answered in."""
    return language if language in CODES else "en"


@lru_cache(maxsize=64)
def _form(kind: MailKind, language: str, address: str, domain: str) -> tuple[str, str]:
    """Give the head and the body of a kind of mail in a language, with slots for the link and the code."""
    with override(language):
        slots = {
            "site": urlsplit(address).netloc,
            "page": address.rstrip("/") + reverse("public:signature-code", args=[language]),
            "days": DAYS_TO_CONFIRM,
            "link": LINK,
            "code": CODE,
            "stop": STOP,
        }
        text = "\n\n".join(str(part) % slots for part in TEXTS[kind])
        subject, sender = _words(str(SUBJECTS[kind])), _words(str(SENDER))
    head = [
        f"From: {sender} <{SENDER_NAME}@{domain}>",
        f"Subject: {subject}",
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
        f"Content-Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
    ]
    body = quopri.encodestring(text.encode()).decode("ascii").replace("\n", "\r\n")
    return "\r\n".join(head), body + "\r\n"


def _words(text: str) -> str:
    """Give a text for a header: as it is where it is plain, else as encoded words, folded."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return text
    pieces, piece = [], b""
    for letter in text:
        octets = letter.encode()
        if len(piece) + len(octets) > WORD:
            pieces.append(piece)
            piece = b""
        piece += octets
    return "\r\n ".join(f"=?utf-8?B?{base64.b64encode(one).decode('ascii')}?=" for one in [*pieces, piece])


def _slot(text: str) -> str:
    """Give what fills a slot, encoded like the body around it: long lines are cut softly."""
    pieces = [text[place : place + PIECE].replace("=", "=3D") for place in range(0, len(text), PIECE)]
    return "=\r\n".join(pieces)
