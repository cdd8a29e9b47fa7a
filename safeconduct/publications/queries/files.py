"""Every file that a member can have of a version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from safeconduct.advocacy.queries.posts import card_of
from safeconduct.publications.exports.bundle import make_bundle, make_labels
from safeconduct.publications.exports.docx import MEDIA_TYPE as DOCX
from safeconduct.publications.exports.docx import make_docx
from safeconduct.publications.exports.mail import PDF, file_name, make_draft, make_mail
from safeconduct.publications.exports.page import make_whole_page
from safeconduct.publications.exports.pdf import make_pdf
from safeconduct.publications.exports.text import make_text
from safeconduct.publications.models import Dispatch, Publication, Recipient, Version
from safeconduct.publications.queries.sheets import ADDRESSEE, Composer, sheet_for, version_shown
from safeconduct.publications.rules.agreeing import Progress
from safeconduct.publications.rules.sheet import Sheet

HTML, TEXT, MAIL = "text/html; charset=utf-8", "text/plain; charset=utf-8", "message/rfc822"


@dataclass(frozen=True, slots=True)
class File:
    """A file to be given to a member."""

    name: str
    media_type: str
    content: bytes


def file_of(version: Version, language: str, form: str, *, audience: str, on: date, at: datetime) -> File | None:
    """Give the version as ``pdf``, ``docx``, ``html`` or ``txt``; ``None`` for another form, or a language it has no title in.

    :raises CannotSet: if it cannot be made
    """
    if form not in {"pdf", "docx", "html", "txt"} or language not in version.content["titles"]:
        return None
    sheet = sheet_for(version, language=language, audience=audience, on=on, at=at)
    media_type, content = _set(sheet, form)
    return File(file_name(sheet, form), media_type, content)


def letter_of(recipient: Recipient, *, on: date, at: datetime) -> File:
    """Give the letter to a recipient as PDF, as it would go today.

    :raises CannotSet: if it cannot be made
    """
    sheet = _letter(recipient, on=on, at=at)
    return File(_named(sheet, recipient, "pdf"), PDF, make_pdf(sheet))


def draft_of(recipient: Recipient, *, on: date, at: datetime) -> File:
    """Give the letter to a recipient as a draft of a mail, with the PDF in it.

    :raises CannotSet: if it cannot be made
    """
    sheet = _letter(recipient, on=on, at=at)
    card = card_of(recipient.post, language=recipient.language, on=on)
    draft = make_draft(make_mail(sheet), to_name=card.holder_name or card.title, to_address=card.email, pdf=make_pdf(sheet))
    return File(_named(sheet, recipient, "eml"), MAIL, draft)


def bundle_of(publication: Publication, *, on: date, at: datetime) -> File | None:
    """Give all copies that wait to be taken by hand as one PDF; ``None`` where none waits.

    :raises CannotSet: if one of them cannot be made
    """
    sheets = list(_waiting_sheets(publication, on=on, at=at))
    return File(f"{publication.reference}-print.pdf", PDF, make_bundle(sheets)) if sheets else None


def labels_of(publication: Publication) -> File | None:
    """Give the addresses of those copies as labels; ``None`` where none waits.

    :raises CannotSet: if no font has one of their letters
    """
    addresses = [row.address.splitlines() for row in waiting_by_hand(publication) if row.address]
    return File(f"{publication.reference}-labels.pdf", PDF, make_labels(addresses)) if addresses else None


def waiting_by_hand(publication: Publication) -> list[Dispatch]:
    """Give the copies that wait to be taken by hand, in the order in which they are printed."""
    rows = Dispatch.objects.filter(version__publication=publication, progress=Progress.BY_HAND, recipient__isnull=False)
    return list(rows.select_related("version__publication__organisation", "recipient__post").order_by("version", "pk"))


def _waiting_sheets(publication: Publication, *, on: date, at: datetime) -> Iterator[Sheet]:
    composers: dict[int, Composer] = {}
    for row in waiting_by_hand(publication):
        composer = composers.setdefault(row.version_id, Composer(row.version, on=on, at=at))
        yield composer.sheet(row.language, audience=ADDRESSEE, dispatch=row)


def _letter(recipient: Recipient, *, on: date, at: datetime) -> Sheet:
    version = version_shown(recipient.publication)
    return sheet_for(version, language=recipient.language, audience=ADDRESSEE, recipient=recipient, on=on, at=at)


def _named(sheet: Sheet, recipient: Recipient, ending: str) -> str:
    return file_name(sheet, f"{recipient.post.reference}.{ending}")


def _set(sheet: Sheet, form: str) -> tuple[str, bytes]:
    match form:
        case "pdf":
            return PDF, make_pdf(sheet)
        case "docx":
            return DOCX, make_docx(sheet)
        case "html":
            return HTML, make_whole_page(sheet).encode()
        case _:
            return TEXT, make_text(sheet).encode()
