"""What colleagues call a crisis."""

from safeconduct.crises.models import Crisis
from safeconduct.kit.languages import text_in


def title_of(crisis: Crisis) -> str:
    """Give the English title of a crisis, or another one where there is none; else its slug."""
    text = text_in(crisis.texts.all(), "en")
    return text.title if text else crisis.slug
