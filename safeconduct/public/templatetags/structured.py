"""What pages of publications lay out beyond text: data for search engines, and the finished HTML of a sheet."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
NEVER_MARKUP = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


@register.filter
def structured_data(said: dict[str, Any]) -> SafeString:
    """Lay JSON-LD on the page. It is data and never run, so the policy against scripts in line has nothing to say to it."""
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":")).translate(NEVER_MARKUP)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))  # noqa: S308 — escaped above


@register.filter
def sheet_fragment(page: str) -> SafeString:
    """Put a sheet on the page. Only for what ``publications.exports.page.make_page`` returned: there every text is escaped already."""
    return mark_safe(page)  # noqa: S308 — escaped where it was made, see above
