"""Words by which a sentence says who says it, and shares in per cent. Pure; the words are those that the reading of documents knows."""

import re
from collections.abc import Iterator
from functools import lru_cache

from safeconduct.evidence.reading.propose.lexicon import LANGUAGES, Match, fold, languages_for, lexicon, table_of
from safeconduct.evidence.reading.shapes import Qualifier, Quantity

_ATTRIBUTING = frozenset({"says", "according-to", "hedge", "first-hand"})
_PER_CENT = r"%|٪|per cent\b|percent\b|procent\b|Prozent\b|pour cent\b|процент\w*"
_SHARE = re.compile(rf"(?<![\w.,])(\d{{1,3}})(?:[.,]\d+)?[\s\u00a0\u202f]?(?:{_PER_CENT})")


def is_attributed(sentence: str, language: str) -> bool:
    """Tell whether the sentence says that somebody says it, or that it is not known for sure: "according to", "reported", "allegedly".

    In a language whose words are not known nothing counts as attributed; then a person decides.
    """
    if language.partition("-")[0] not in _spoken():
        return False
    return any(match.code in _ATTRIBUTING and _counts(match, sentence) for match in lexicon("speech").find(sentence, language))


def shares(text: str) -> Iterator[Quantity]:
    """Give the shares in per cent, which the reading of documents leaves out."""
    for hit in _SHARE.finditer(text):
        value = int(hit[1])
        yield Quantity(Qualifier.EXACT, hit[0], low=value, high=value, unit="percent", start=hit.start(), end=hit.end())


@lru_cache(maxsize=1)
def _spoken() -> frozenset[str]:
    """Give the languages whose verbs of saying are known."""
    said = table_of("lexicon_speech")["says"]
    return frozenset(language for language in (*LANGUAGES, "no", "nn") if any(said.get(code) for code in languages_for(language)))


def _counts(match: Match, sentence: str) -> bool:
    """Leave out words that say who says it only in one place: German "so" after a comma, "per" before a name."""
    low = fold(match.text)
    if low == "so":
        return bool(re.search(r"[,\"“”»]\s*$", sentence[: match.start]))
    return low != "per" or sentence[match.end + 1 : match.end + 2].isupper()
