"""A sheet as a tagged PDF."""

from safeconduct.publications.exports.apart import set_once
from safeconduct.publications.rules.sheet import Sheet


def make_pdf(sheet: Sheet) -> bytes:
    """Give the sheet as PDF/UA-1. The same sheet gives the same bytes. Whoever makes many keeps one ``apart.Press`` open instead.

    :raises apart.CannotSet: if no font has one of its letters, or it is too large
    """
    return set_once("pdf", sheet)
