"""Numbers as the reader's language writes them."""

from babel.numbers import format_decimal
from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def in_figures(number: int | None) -> str:
    """Write a whole number with the language's own marks between thousands; nothing for none."""
    return "" if number is None else str(format_decimal(number, locale=(get_language() or "en").replace("-", "_")))


@register.filter
def of(names: dict[str, str], code: str) -> str:
    """Give the name that stands under a code; nothing where none does."""
    return names.get(code, "")
