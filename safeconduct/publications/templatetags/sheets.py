"""Put a sheet on a page."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.publications.exports.page import make_page
from safeconduct.publications.rules.sheet import Sheet

register = template.Library()


@register.filter
def sheet_page(sheet: Sheet) -> SafeString:
    """Give the sheet as HTML without its title, which the page around it has already."""
    return mark_safe(make_page(sheet, with_title=False))  # noqa: S308 — make_page escapes every text, and lets in no markup


@register.filter
def public_language(language: str) -> str:
    """Give the language of the public pages on which a text in this language is read: its own, or English."""
    base = language.split("-", maxsplit=1)[0]
    return base if base in dict(PUBLIC_LANGUAGES) else "en"
