"""What every template may count on."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from safeconduct.kit.languages import PUBLIC_LANGUAGES, direction_of


def page(request: HttpRequest) -> dict[str, Any]:
    """Give the product's name, the languages, the direction of writing, the member who is signed in, and where to ask for help."""
    language = get_language() or "en"
    intake = getattr(settings, "INTAKE_ADDRESS", "")
    return {
        "product_name": settings.PRODUCT_NAME,
        "language": language,
        "direction": direction_of(language),
        "languages": PUBLIC_LANGUAGES,
        "member": getattr(request, "member", None),
        "help_address": f"{intake.rstrip('/')}/{language}/" if intake else "",
    }
