"""Where sentences end: own rules, because general tools break on abbreviations, ordinals, closing quotes and note markers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from safeconduct.evidence.reading.arrange.cues import table, words

# What may end a sentence: the mark itself, closing quotes and brackets, note markers; then space; then what comes next.
_CANDIDATE = re.compile(
    r"(?P<stop>[.!?…؟۔]+)(?P<close>[\"'”’»“)\]]*(?:\s»(?=\s))?)(?P<note>(?:\[\d{1,3}\])*[¹²³⁴-⁹]*)"
    r"\s+(?=(?P<next>[\"'“”‘’„«»(\[¿¡–—-]*\s*(?P<first>\S)))"
)
_LAST_WORD = re.compile(r"[\w.'’°/-]*$")
_NEXT_WORD = re.compile(r"[\"'“”‘’„«»(\[¿¡–—\s-]*([\w'’]+)(?:\s+([\w'’]+))?(?:\s+([\w'’]+))?(?:\s+([\w'’]+))?")
_ORDINAL = re.compile(r"(?:^|\s)(?:(\w+)\s+)?(\d{1,2})$")
_INITIAL = re.compile(r"(?:^|[\s.(\"“„«-])(?P<letter>[^\W\d_])$")
_NUMBERED_SPEAKER = 4


def split(text: str, language: str, begin: int = 0) -> list[tuple[int, int]]:
    """Give the spans of the sentences of one paragraph, from ``begin`` on; together they hold all its words."""
    spans: list[tuple[int, int]] = []
    start = begin
    for match in _CANDIDATE.finditer(text, begin):
        if _ends(text, start, match, language):
            end = match.end("note")
            spans.append((start, end))
            start = match.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


def _ends(text: str, start: int, match: re.Match[str], language: str) -> bool:
    """Tell whether a sentence ends at this mark."""
    first = match["first"]
    if first.islower():
        return False
    stop = match["stop"]
    if stop[-1] in "!?…" or len(stop) > 1:
        return not (match["close"] and _is_speech_tag(text, match.end(), language))
    if match["note"] or match["close"]:
        return True
    before = text[max(start, match.start() - 24) : match.start()]
    return not _is_inside(before, text, match.end(), language)


def _is_inside(before: str, text: str, after: int, language: str) -> bool:
    """Tell whether a full stop belongs to the word before it rather than to the sentence."""
    known = _known(language)
    word = _LAST_WORD.search(before)
    last = word.group().lower().strip("'’-(") if word else ""
    pair = " ".join(before.lower().split()[-2:])
    if last in known.never or pair in known.never:
        return True
    initial = _INITIAL.search(before)
    if initial and (initial["letter"].isupper() or last not in known.seldom) and not (last == "i" and language == "en"):
        return True
    if last in known.seldom or pair in known.seldom:
        return _next_words(text, after)[:1] != [] and _next_words(text, after)[0] not in known.starters
    return _is_ordinal(before, text, after, language)


def _is_ordinal(before: str, text: str, after: int, language: str) -> bool:
    number = _ORDINAL.search(before)
    if not number:
        return False
    following = _next_words(text, after)
    if following and following[0] in _months(language):
        return True
    return (number.group(1) or "").lower() in _known(language).before_ordinal


def _is_speech_tag(text: str, after: int, language: str) -> bool:
    """Tell whether what follows a quoted question or cry says who said it: ``"Why?" Anna asked.``"""
    following = _next_words(text, after)[:_NUMBERED_SPEAKER]
    begins_quote = text[after : after + 1] in '"“„«»”'
    return not begins_quote and any(word in _known(language).speech for word in following[:3])


def _next_words(text: str, after: int) -> list[str]:
    match = _NEXT_WORD.match(text, after)
    return [word.lower() for word in match.groups() if word] if match else []


class _Known:
    """What is known of one language; the lists of all languages where the language is not known."""

    def __init__(self, language: str) -> None:
        self.never = self._set("never_final", language)
        self.seldom = self._set("seldom_final", language) - self.never
        self.starters = self._set("starters", language)
        self.before_ordinal = self._set("before_ordinal", language)
        self.speech = self._set("speech", language)

    @staticmethod
    def _set(section: str, language: str) -> frozenset[str]:
        lists = words("arrange_sentences", section)
        own = lists.get(language, ())
        return frozenset(lists.get("any", ())) | frozenset(own)


@cache
def _known(language: str) -> _Known:
    return _Known(language)


@cache
def _months(language: str) -> frozenset[str]:
    months: dict[str, list[list[str]]] = table("calendar")["months"]
    chosen: Iterator[list[list[str]]] = iter([months[language]] if language in months else [])
    return frozenset(form for year in chosen for forms in year for form in forms)
