"""What the pages of a person who asks lay out beyond their own sentences."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from safeconduct.ask.words import sentences

register = template.Library()
NEVER_MARKUP = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


@register.simple_tag
def sentences_for_scripts() -> dict[str, str]:
    """Give the sentences that only scripts say, by name, in the language of the page."""
    return sentences()


@register.filter
def as_data(said: dict[str, str], name: str) -> SafeString:
    """Lay sentences on the page as data. Django's own filter writes each Cyrillic letter with six, and these travel over bad lines."""
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":")).translate(NEVER_MARKUP)
    return format_html('<script id="{}" type="application/json">{}</script>', name, mark_safe(written))  # noqa: S308 — escaped above
