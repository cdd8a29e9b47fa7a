"""A sheet as a Word file."""

from safeconduct.publications.exports.apart import set_once
from safeconduct.publications.rules.sheet import Sheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def make_docx(sheet: Sheet) -> bytes:
    """Give the sheet as DOCX. The same sheet gives the same bytes.

    :raises apart.CannotSet: if it cannot be made
    """
    return set_once("docx", sheet)
