"""Which language a block is in: a restricted set, and a prior from the long blocks of the document for the short ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

UNKNOWN = "und"
# The languages of the work and of those who write to it. The wider the set, the more ghosts among short fragments.
LANGUAGES = ("en", "da", "sv", "no", "de", "fr", "nl", "ru", "uk", "ar", "es", "it", "pl", "fi", "tr", "fa")
_CODES = {"no": "nb", "nn": "nb", "nb": "nb"}
_LONG = 40  # characters from which the identifier was right in 158 of 158 sentences (measured on the samples' shapes)
_VERY_LONG = 150
_CERTAIN = 0.98
_SAMPLE = 600
_LETTERS = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CYRILLIC_LANGUAGES = frozenset({"ru", "uk"})
_ARABIC_LANGUAGES = frozenset({"ar", "fa"})


def tag(code: str) -> str:
    """Give the BCP 47 primary tag for a declared language such as ``sv-SE`` or ``no``; "" for none."""
    primary = code.strip().lower().replace("_", "-").split("-")[0]
    return _CODES.get(primary, primary) if 2 <= len(primary) <= 3 and primary.isalpha() else ""


def of_blocks(texts: Sequence[str], declared: str = "") -> list[str]:
    """Give the language of each block; short ones choose among the languages that the document has for certain."""
    found = [_identify(text[:_SAMPLE]) if _signs(text) >= _LONG else "" for text in texts]
    prior = _prior(texts, found, tag(declared))
    chosen = []
    for text, known in zip(texts, found, strict=True):
        is_sure = known and (known in prior or _signs(text) >= _VERY_LONG or _certainty(text[:_SAMPLE]) >= _CERTAIN)
        chosen.append(known if is_sure else _short(text, prior))
    return chosen


def of_sentence(text: str, block_language: str) -> str:
    """Give the language of a sentence: its block's, unless it is long and plainly in another, or in another script."""
    if _signs(text) < 4:
        return block_language
    if _fits_script(text, block_language) and len(text) < 2 * _LONG:
        return block_language
    own = _identify(text[:_SAMPLE])
    return own if own != block_language and (_signs(text) >= 2 * _LONG or not _fits_script(text, block_language)) else block_language


def _prior(texts: Sequence[str], found: Sequence[str], declared: str) -> tuple[str, ...]:
    """Give the languages of the document, by the number of letters; single long blocks count only when nothing else does."""
    weights: Counter[str] = Counter()
    blocks: Counter[str] = Counter()
    for text, language in zip(texts, found, strict=True):
        if language:
            weights[language] += len(text)
            blocks[language] += 1
    ranked = [language for language, _ in weights.most_common()]
    sure = [language for language in ranked if blocks[language] >= 2] or ranked[:1]
    if not sure and declared:
        return (declared,)
    return tuple(sure)


def _short(text: str, prior: tuple[str, ...]) -> str:
    if not _LETTERS.search(text):
        return UNKNOWN
    fitting = tuple(language for language in prior if _fits_script(text, language))
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        return _identify(text, fitting)
    if prior:  # another script than the whole document: a name; letters alone do not tell whose
        return _identify(text) if _signs(text) >= _LONG // 2 else UNKNOWN
    return _identify(text) if _signs(text) >= 12 else UNKNOWN


def _signs(text: str) -> int:
    return sum(map(len, text[:_SAMPLE].split())) if text else 0


def _fits_script(text: str, language: str) -> bool:
    """Tell whether at least half of the letters are of the script the language is written in."""
    letters = len(_LETTERS.findall(text)) or 1
    cyrillic, arabic = len(_CYRILLIC.findall(text)), len(_ARABIC.findall(text))
    if language in _CYRILLIC_LANGUAGES:
        return cyrillic * 2 >= letters
    if language in _ARABIC_LANGUAGES:
        return arabic * 2 >= letters
    return (cyrillic + arabic) * 2 < letters


def _identify(text: str, among: tuple[str, ...] = ()) -> str:
    """Ask the identifier, among all languages or some of them."""
    ranked = (_CODES.get(code, code) for code, _ in _ranked(text))
    return next((language for language in ranked if not among or language in among), UNKNOWN)


def _certainty(text: str) -> float:
    return _ranked(text)[0][1]


@lru_cache(maxsize=4096)
def _ranked(text: str) -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = _identifier().rank(text)
    return found


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 -- takes 100 MB; loaded when first asked

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
