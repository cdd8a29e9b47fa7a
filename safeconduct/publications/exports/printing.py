"""From the page of a sheet to a tagged PDF (PDF/UA-1). Runs only in the process of ``apart``: it is slow to load and hungry."""

from __future__ import annotations

import logging
from functools import cache
from importlib.resources import files
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from safeconduct.publications.exports.ornament import guilloche_tile

VARIANT = "pdf/ua-1"
ORNAMENT = "press:line"  # as the style names it; a background, since readers of the page's structure should not meet it
ORNAMENT_SIZE = (27.5, 3.4)  # millimetres; six fit on a line
INK = "#0B5563"
_MISSING = ".notdef glyph rendered"


class GlyphMissing(Exception):
    """No font on this machine has a letter that the text needs."""

    def __init__(self, letters: str) -> None:
        super().__init__(letters)
        self.letters = letters


class FetchesNothing(URLFetcher):  # type: ignore[misc]
    """Refuses every address: a sheet brings all that it shows. Only our own ornament has one, and it is drawn here."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002 — the library's own signature
        if url != ORNAMENT:
            raise ValueError(f"refused: {url[:60]}")
        return URLFetcherResponse(url, guilloche_tile(*ORNAMENT_SIZE, ink=INK), {"Content-Type": "image/svg+xml"})


class _Listener(logging.Handler):
    """Hears which letters no font has."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.missing: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        if str(record.msg).startswith(_MISSING) and isinstance(record.args, tuple):
            self.missing[str(record.args[0])] = None


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style() -> CSS:
    text = files("safeconduct.publications.exports").joinpath("styles", "paper.css").read_text(encoding="utf-8")
    return CSS(string=text, font_config=_fonts(), url_fetcher=FetchesNothing())


def print_page(page: str) -> bytes:
    """Give the PDF of a page of HTML. The same page gives the same bytes.

    :raises GlyphMissing: if a letter would come out as an empty box
    """
    listener = _Listener()
    logger = logging.getLogger("weasyprint")
    logger.handlers, logger.propagate = [listener], False
    document = HTML(string=page, url_fetcher=FetchesNothing())
    printed: bytes = document.write_pdf(stylesheets=[_style()], font_config=_fonts(), pdf_variant=VARIANT)
    if listener.missing:
        raise GlyphMissing(" ".join(listener.missing))
    return printed
