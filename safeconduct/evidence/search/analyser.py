"""Turning text into the tokens that are stored and searched, the same for every engine.

Each word gives its lemma, its stem and its folded surface, side by side: lemmas know that *mænd* is *mand*, stems reach words
no dictionary holds, the surface ranks the exact word first. Concepts of the lexicons (``c_detention``) let *tilbageholdt* find
*arresterats* and *задержаны*; keys of names (``n_…``) cross scripts; numbers (``q_100``) cross ways of writing.
"""

from __future__ import annotations

import re
import threading
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import Stemmer
from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES
from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

from safeconduct.evidence.reading.propose.lexicon import Match, lexicon
from safeconduct.evidence.reading.propose.names import match_key
from safeconduct.evidence.reading.propose.numbers import numbers
from safeconduct.evidence.search.folding import fold

LANGUAGES = ("en", "da", "sv", "nb", "de", "fr", "nl", "ru", "uk", "ar")
PLACES = "places"
LEXICONS = ("acts", "groups", PLACES)
SHORTEST_NAME = 4  # letters of a word that may be a name though it was typed small
CONCEPT, NAME, NUMBER = "c_", "n_", "q_"

_STEMMERS = {
    "ar": "arabic", "cs": "czech", "da": "danish", "de": "german", "en": "english", "es": "spanish", "et": "estonian",
    "fa": "persian", "fi": "finnish", "fr": "french", "hu": "hungarian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_CYRILLIC = frozenset({"ru", "uk", "be", "bg", "sr", "mk", "ce"})
_ARABIC = frozenset({"ar", "fa", "ur", "ps"})

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_NUMBER = r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?!\d)|\d+"
_WORD = re.compile(rf"(?P<number>{_NUMBER})|(?:[^\W\d_][{_MARKS}]*)(?:[^\W_][{_MARKS}]*)*")
_NOT_DIGIT = re.compile(r"\D")

# The dictionaries are read where they lie: ten languages take 90 MB so, and 700 MB as ordinary ones.
_lemmas = Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=StreamDictionaryFactory(cache_max_size=40)))
_own = threading.local()  # a stemmer must not be shared between threads


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as it is stored: tokens parted by single spaces."""

    tokens: str
    concepts: frozenset[str] = frozenset()
    quantities: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query and the tokens that count as that word, the nearest first."""

    word: str
    exact: tuple[str, ...]  # as it was typed
    forms: tuple[str, ...] = ()  # its other forms, its spelling in another script
    related: tuple[str, ...] = ()  # other words of the same concept, the same number or place

    @property
    def alternatives(self) -> tuple[str, ...]:
        return (*self.exact, *self.forms, *self.related)


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: all terms, each by any of its alternatives. Empty where nothing was asked."""

    text: str
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that answers a query."""

    start: int
    end: int


def analyse(text: str, language: str) -> Tokens:
    """Turn a text in one language into its tokens; an unknown language gives surfaces only."""
    language = _primary(language)
    common = stopwords().get(language, frozenset())
    tokens: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if match["number"]:
            tokens.append(_NOT_DIGIT.sub("", word))
        elif len(word) > 1 and word.lower() not in common:
            tokens.extend(word_tokens(word, language))
    concepts = concepts_of(text, (language,))
    quantities = frozenset(number.value for number in numbers(text, language))
    marks = sorted({*map(concept_token, concepts), *map(number_token, quantities)})
    return Tokens(" ".join([*tokens, *marks]), concepts, quantities)


def analyse_query(text: str, languages: Sequence[str] = LANGUAGES) -> Query:
    """Turn what a person typed into a query over all these languages at once, the reader's own first.

    Words that say nothing in the language they are likeliest of are left out, unless nothing else was typed.
    """
    found = list(_WORD.finditer(text))
    languages = tuple(dict.fromkeys(_primary(language) for language in languages))
    common = _likeliest_common([m.group().lower() for m in found], languages)
    kept = [m for m in found if m["number"] or (len(m.group()) > 1 and m.group().lower() not in common)] or found
    marks = _marks_by_place(text, languages)
    terms: list[Term] = []
    for match in kept:
        around = sorted(token for start, end, token in marks if start <= match.start() and match.end() <= end)
        exact = _exact(match)
        forms = dict.fromkeys(token for token in _forms(match, languages) if token not in exact)
        term = Term(match.group(), exact, tuple(forms), tuple(dict.fromkeys(around)))
        if term.alternatives and all(other.alternatives != term.alternatives for other in terms):
            terms.append(term)
    return Query(text, tuple(terms))


def highlight(text: str, query: Query, language: str) -> tuple[Span, ...]:
    """Give the stretches of a text that answer the query, in order, touching ones joined. No engine is asked."""
    language = _primary(language)
    wanted = {token for term in query.terms for token in term.alternatives}
    spans = [Span(start, end) for start, end, token in _marks_by_place(text, (language,)) if token in wanted]
    words = (m for m in _WORD.finditer(text) if not wanted.isdisjoint((*_exact(m), *_forms(m, (language,)))))
    spans.extend(Span(match.start(), match.end()) for match in words)
    return _joined(spans)


def concepts_of(text: str, languages: Sequence[str]) -> frozenset[str]:
    """Give the codes of the lexicons' concepts that the text names."""
    return frozenset(match.code for language in languages for match in _concepts(text, language))


def concept_token(code: str) -> str:
    """Give the token under which a concept is stored."""
    return CONCEPT + code.replace("-", "_").lower()


def number_token(value: int) -> str:
    """Give the token under which a number is stored, however it was written."""
    return f"{NUMBER}{value}"


@lru_cache(maxsize=60_000)
def word_tokens(word: str, language: str) -> tuple[str, ...]:
    """Give the tokens of one word in one language: surface, lemma, stem, the key of a name."""
    found = [*fold(word), fold(_lemma(word, language))[0], fold(_stem(word, language))[0]]
    if word[0].isupper() or language in _ARABIC:
        found.append(_name_token(word))
    return tuple(dict.fromkeys(token for token in found if token))


@cache
def stopwords() -> dict[str, frozenset[str]]:
    """Load the words that say nothing, by language."""
    text = files("safeconduct.evidence.search").joinpath("stopwords.toml").read_text(encoding="utf-8")
    return {language: frozenset(words.split()) for language, words in tomllib.loads(text).items()}


def _name_token(word: str) -> str:
    key = "".join(letter for letter in match_key(word) if letter.isalnum())
    return NAME + key if key else ""


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def _lemma(word: str, language: str) -> str:
    return _lemmas.lemmatize(word, language) if language in SUPPORTED_LANGUAGES else word


def _stem(word: str, language: str) -> str:
    name = _STEMMERS.get(language)
    if name is None:
        return word
    stemmers: dict[str, Stemmer.Stemmer] = _own.__dict__
    if name not in stemmers:
        stemmers[name] = Stemmer.Stemmer(name, 0)  # no cache of its own: word_tokens keeps what it gives
    return str(stemmers[name].stemWord(word.lower()))


def _likeliest_common(words: Sequence[str], languages: Iterable[str]) -> frozenset[str]:
    lists = [stopwords().get(language, frozenset()) for language in languages]
    return max(lists, key=lambda common: sum(word in common for word in words), default=frozenset())


def _exact(match: re.Match[str]) -> tuple[str, ...]:
    word = match.group()
    return (_NOT_DIGIT.sub("", word),) if match["number"] else tuple(token for token in fold(word) if token)


def _forms(match: re.Match[str], languages: Iterable[str]) -> Iterator[str]:
    word = match.group()
    if match["number"]:
        return
    for language in languages:
        if _may_be(word, language):
            yield from word_tokens(word, language)
    if len(word) >= SHORTEST_NAME:
        yield _name_token(word)


def _may_be(word: str, language: str) -> bool:
    """Tell whether the script of the word is one in which the language is written."""
    if "\u0400" <= word[0] <= "\u052f":
        return language in _CYRILLIC
    if "\u0600" <= word[0] <= "\u06ff":
        return language in _ARABIC
    return language not in _CYRILLIC | _ARABIC


def _concepts(text: str, language: str) -> Iterator[Match]:
    """Find the concepts; a place written small is a place only when somebody typed nothing but it."""
    is_typed_small = text.islower()
    for name in LEXICONS:
        for match in lexicon(name).find(text, language):
            if name != PLACES or is_typed_small or not match.text[0].islower():
                yield match


def _marks_by_place(text: str, languages: Sequence[str]) -> set[tuple[int, int, str]]:
    """Give the concepts and numbers named in a text, with their places, as tokens."""
    found = {(match.start, match.end, concept_token(match.code)) for language in languages for match in _concepts(text, language)}
    return found | {(n.start, n.end, number_token(n.value)) for language in languages for n in numbers(text, language)}


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
