"""Which languages of a text are missing, and which have drifted from the original since they were made of it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from safeconduct.publications.rules.content import text_hash


@dataclass(frozen=True, slots=True)
class Kept:
    """A text in one language, with the ``content.text_hash`` of the original that it translates; empty: nobody said."""

    text: str
    made_from: str = ""


@dataclass(frozen=True, slots=True)
class Drift:
    """Languages in which there is no text, and those whose text translates another original than the one that stands now."""

    missing: tuple[str, ...] = ()
    drifted: tuple[str, ...] = ()


def drift_of(texts: Mapping[str, Kept], *, original: str, languages: Iterable[str]) -> Drift:
    """Tell what is the matter with the texts by language; nothing is expected of a part without any words.

    A translation of which nobody said what it was made from counts as drifted: better looked at once too often.
    """
    source = texts.get(original)
    now = text_hash(source.text) if source else ""
    said = [language for language, kept in texts.items() if kept.text.strip()]
    if not said:
        return Drift()
    wanted = [original, *sorted(set(languages) - {original})]
    return Drift(
        missing=tuple(language for language in wanted if language not in said),
        drifted=tuple(language for language in wanted if language in said and language != original and texts[language].made_from != now),
    )
