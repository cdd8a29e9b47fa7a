"""What the component templates need beyond Django's own tags."""

from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, ClearableFileInput, FileInput, Textarea
from django.http import HttpRequest
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from safeconduct.kit.languages import PUBLIC_LANGUAGES, direction_of

register = template.Library()


@register.simple_tag(takes_context=True)
def language_addresses(context: Context) -> list[dict[str, Any]]:
    """Give the address of this page in each language: ``language_links`` if the view says so, else by the first part of the path."""
    if "language_links" in context:
        return list(context["language_links"])
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    here, slash, rest = request.path.lstrip("/").partition("/")
    if here not in dict(PUBLIC_LANGUAGES):
        return []
    return [{"code": code, "name": name, "address": f"/{code}{slash}{rest}", "is_here": code == here} for code, name in PUBLIC_LANGUAGES]


@register.filter
def direction(language: str) -> str:
    """Give ``rtl`` or ``ltr`` for a language tag, for the ``dir`` of a quotation; ``auto`` where the language is unknown."""
    return direction_of(language) if language and language != "und" else "auto"


@register.filter
def drawing(svg: str) -> SafeString:
    """Put a chart on the page. Only for what ``safeconduct.theme.charts`` returned: there every text is escaped already."""
    if not svg.startswith("<svg "):
        raise ValueError("not a drawing of safeconduct.theme.charts")
    return mark_safe(svg)  # noqa: S308 - escaped where it was made, see above


@register.filter
def kind_of_field(field: BoundField) -> str:
    """Tell which markup a field needs: ``checkbox``, ``group``, ``file``, ``textarea`` or ``line``."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "checkbox"
    if field.use_fieldset:
        return "group"
    if isinstance(widget, FileInput | ClearableFileInput):
        return "file"
    return "textarea" if isinstance(widget, Textarea) else "line"


@register.filter
def longest(field: BoundField) -> int | None:
    """Give the number of characters a field takes, where its widget asks for a counter (``attrs={"data-count": True}``)."""
    if not field.field.widget.attrs.get("data-count"):
        return None
    length: int | None = getattr(field.field, "max_length", None)
    return length


@register.filter
def has_number(columns: str, column: int) -> bool:
    """Tell whether a column (from 1) is among those named in ``"3,4"``."""
    return str(column) in (columns or "").replace(" ", "").split(",")
