"""A sheet as a mail: subject, text, the same as HTML, the PDF attached; and as a draft that a person sends with their own program. Pure."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP

from safeconduct.publications.exports.page import make_whole_page
from safeconduct.publications.exports.text import make_text
from safeconduct.publications.rules.furniture import furniture
from safeconduct.publications.rules.sheet import Sheet

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Mail:
    """What a message is made of; its PDF is made apart."""

    subject: str
    text: str
    page: str
    file_name: str


def make_mail(sheet: Sheet, *, kind: str = "letter", copy_of: str = "") -> Mail:
    """Give the parts of a mail. ``kind`` is a ``rules.sending.DispatchKind``; ``copy_of`` names whom the letter itself went to."""
    words = furniture(sheet.language)
    subject = words.subject["copy" if copy_of and kind == "letter" else kind].format(title=sheet.title)
    before = words.copy.format(who=copy_of) if copy_of else ""
    page = make_whole_page(sheet, before=before)
    return Mail(subject, f"{before}\n\n{make_text(sheet)}" if before else make_text(sheet), page, file_name(sheet, "pdf"))


def file_name(sheet: Sheet, ending: str) -> str:
    """Give the name of a file: "PU-7Q4MZK-2-da.pdf". No title, no addressee: names of files travel further than files."""
    return re.sub(r"[^A-Za-z0-9.-]", "", f"{sheet.reference}-{sheet.version}-{sheet.language}.{ending}")


def make_draft(mail: Mail, *, to_name: str, to_address: str, pdf: bytes) -> bytes:
    """Give the mail as an ``.eml`` file that mail programs open as a draft (``X-Unsent``); it has no sender and no date."""
    draft = EmailMessage(policy=SMTP)
    draft["X-Unsent"] = "1"
    draft["To"] = f"{_name(to_name)} <{to_address}>" if to_address else ""
    draft["Subject"] = mail.subject
    draft.set_content(mail.text, cte="quoted-printable")
    draft.add_alternative(mail.page, subtype="html", cte="quoted-printable")
    draft.add_attachment(pdf, maintype="application", subtype="pdf", filename=mail.file_name)
    _fix_boundaries(draft, hashlib.sha256(pdf + mail.text.encode()).hexdigest())
    return draft.as_bytes()


def _name(said: str) -> str:
    return '"' + re.sub(r'[\r\n"\\<>]', " ", said).strip() + '"'


def _fix_boundaries(draft: MIMEPart, mark: str) -> None:
    """Let the parts be parted by the same marks each time: the same letter gives the same file."""
    for number, part in enumerate(part for part in draft.walk() if part.is_multipart()):
        part.set_boundary(f"={mark[:40]}-{number}=")
