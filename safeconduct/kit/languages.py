"""The languages of the interface, and which text to show to whom."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

# The public pages are complete in these; each language is named in itself.
PUBLIC_LANGUAGES: tuple[tuple[str, str], ...] = (
    ("en", "English"),
    ("sv", "Svenska"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("ar", "العربية"),
)

# Languages that documents may be written in, beyond those of the interface.
DOCUMENT_LANGUAGES: tuple[tuple[str, str], ...] = (
    *PUBLIC_LANGUAGES,
    ("nb", "Norsk bokmål"),
    ("nl", "Nederlands"),
    ("ce", "Нохчийн"),
    ("uk", "Українська"),
    ("pl", "Polski"),
    ("es", "Español"),
    ("it", "Italiano"),
    ("fi", "Suomi"),
    ("lt", "Lietuvių"),
    ("tr", "Türkçe"),
    ("fa", "فارسی"),
    ("und", "—"),
)

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur", "he", "ps", "prs"})


def direction_of(language: str) -> str:
    """Give ``rtl`` or ``ltr`` for a BCP 47 tag."""
    return "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"


class Written(Protocol):
    """A text in one language, as ``CrisisText`` or ``ClaimText`` are."""

    language: str
    is_original: bool


W = TypeVar("W", bound=Written)


def text_in(texts: Iterable[W], language: str) -> W | None:
    """Choose the text in the reader's language; else the English, else the original, else any; ``None`` if there is none."""
    by_language = {text.language: text for text in texts}
    if language in by_language:
        return by_language[language]
    if "en" in by_language:
        return by_language["en"]
    original = [text for text in by_language.values() if text.is_original]
    return original[0] if original else next(iter(by_language.values()), None)
