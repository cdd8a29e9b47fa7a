"""Load the lexicons and find their phrases in a sentence.

A lexicon is a TOML file ``data/lexicon_<name>.toml``: one table a concept, in it one list of phrases a language, so that
a linguist can extend it without reading this file. How a phrase is written:

=============  ==========================================================================
``word``       that word, in upper or lower case; an all-capitals word up to four letters only in capitals
``word*``      any word that begins so; ``*word`` ends so; ``*word*`` has it inside
``one|two``    either word in this place
``(word)``     the word may be missing
``a .. b``     up to seven words may stand between, no full stop, semicolon or quotation mark
=============  ==========================================================================
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"
LANGUAGES = ("en", "da", "sv", "nb", "de", "fr", "nl", "ru", "ar")
# Danish and Norwegian Bokmål are told apart badly and read alike, so each also hears the other's phrases.
NEIGHBOURS = {"da": ("da", "nb"), "nb": ("nb", "da"), "no": ("nb", "da"), "nn": ("nb", "da")}
MAX_GAP = 7
SHORT_NAME = 4
STEM_KEY = 3

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_STOPS = frozenset('.;:!?"“”„«»()[]')


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of a sentence, with its place in it."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Tell whether it is a word or a number and not a mark."""
        return self.text[0].isalnum()


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: which concept, where, and the words as they stand."""

    code: str
    start: int
    end: int
    text: str
    first: int  # index of the first token
    last: int  # index of the last token


@lru_cache(maxsize=4096)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Cut a sentence into words and marks; hyphens and apostrophes part words and are dropped."""
    found = []
    for hit in _TOKEN.finditer(text):
        word = hit.group()
        if word in "'’-‐‑`´":
            continue
        found.append(Token(word, fold(word), hit.start(), hit.end()))
    return tuple(found)


def fold(word: str) -> str:
    """Give the form in which words are compared: lower case, ё as е; accents stay."""
    return word.lower().replace("ё", "е").replace("\u0301", "")


def languages_for(language: str) -> tuple[str, ...]:
    """Give the languages whose phrases apply to a text in this language; all of them where nobody can tell."""
    primary = language.split("-", maxsplit=1)[0].lower()
    known = NEIGHBOURS.get(primary)
    if known:
        return known
    return (primary,) if primary in LANGUAGES else LANGUAGES


@dataclass(frozen=True, slots=True)
class _Piece:
    """One place of a phrase: the words that may stand in it."""

    exact: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    is_gap: bool = False
    may_miss: bool = False

    def fits(self, token: Token) -> bool:
        low = token.low
        if low in self.exact or token.text in self.capitals:
            return True
        return (
            (bool(self.begins) and low.startswith(self.begins))
            or (bool(self.ends) and low.endswith(self.ends))
            or any(part in low for part in self.inside)
        )


@dataclass(frozen=True, slots=True)
class _Phrase:
    code: str
    pieces: tuple[_Piece, ...]


@dataclass(slots=True)
class _Index:
    """Phrases by what their first word looks like, so that a sentence is passed only once."""

    by_word: dict[str, list[_Phrase]] = field(default_factory=dict)
    by_stem: dict[str, list[_Phrase]] = field(default_factory=dict)
    others: list[_Phrase] = field(default_factory=list)

    def add(self, phrase: _Phrase) -> None:
        first = phrase.pieces[0]
        if first.ends or first.inside or any(len(b) < STEM_KEY for b in first.begins):
            self.others.append(phrase)
            return
        for word in first.exact | {c.lower() for c in first.capitals}:
            self.by_word.setdefault(word, []).append(phrase)
        for key in {b[:STEM_KEY] for b in first.begins}:
            self.by_stem.setdefault(key, []).append(phrase)

    def candidates(self, token: Token) -> Iterator[_Phrase]:
        yield from self.by_word.get(token.low, ())
        yield from self.by_stem.get(token.low[:STEM_KEY], ())
        yield from self.others


class Lexicon:
    """The concepts of one file, ready to be looked for."""

    def __init__(self, concepts: dict[str, dict[str, Any]]) -> None:
        """Take the tables of the file."""
        self.concepts = concepts
        self._indexes: dict[str, _Index] = {}

    def find(self, text: str, language: str) -> tuple[Match, ...]:
        """Find every phrase of every concept in the sentence, the longest at each place, in order."""
        tokens = tokens_of(text)
        found: dict[tuple[str, int], Match] = {}
        for code in (*languages_for(language), "any"):
            index = self._index(code)
            for at, token in enumerate(tokens):
                for phrase in index.candidates(token):
                    last = _match_at(phrase.pieces, tokens, at)
                    if last is None:
                        continue
                    start, end = token.start, tokens[last].end
                    kept = found.get((phrase.code, at))
                    if kept is None or kept.end < end:
                        found[(phrase.code, at)] = Match(phrase.code, start, end, text[start:end], at, last)
        return tuple(sorted(found.values(), key=lambda m: (m.start, -m.end, m.code)))

    def first(self, text: str, language: str) -> Match | None:
        """Find the first phrase, or none."""
        found = self.find(text, language)
        return found[0] if found else None

    def has(self, text: str, language: str) -> bool:
        """Tell whether any phrase stands in the sentence."""
        return bool(self.find(text, language))

    def attribute(self, code: str, name: str, default: Any = "") -> Any:
        """Give what the file says of a concept beside its phrases: ``weight``, ``kind`` and the like."""
        return self.concepts.get(code, {}).get(name, default)

    def _index(self, language: str) -> _Index:
        if language not in self._indexes:
            index = _Index()
            for code, table in self.concepts.items():
                for written in table.get(language, ()):
                    index.add(_Phrase(code, read_phrase(written)))
            self._indexes[language] = index
        return self._indexes[language]


@lru_cache(maxsize=64)
def lexicon(name: str) -> Lexicon:
    """Load ``data/lexicon_<name>.toml`` once; ``adjectives`` are those of the places.

    :raises FileNotFoundError: if there is no such file
    """
    if name == "adjectives":
        return Lexicon({code: table.get("adjectives", {}) for code, table in table_of("lexicon_places").items()})
    return Lexicon(table_of(f"lexicon_{name}"))


@lru_cache(maxsize=64)
def table_of(name: str) -> dict[str, dict[str, Any]]:
    """Load any data file by its name without ``.toml``."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def words_of(table: dict[str, Any], language: str) -> list[str]:
    """Collect a table's lists for a language, its neighbours and ``any``."""
    return [str(word) for code in (*languages_for(language), "any") for word in table.get(code, ())]


def read_phrase(written: str) -> tuple[_Piece, ...]:
    """Read a phrase as the linguist wrote it.

    :raises ValueError: if nothing stands in it
    """
    pieces = tuple(_read_piece(part) for part in _parts(written))
    if not pieces or pieces[0].is_gap:
        msg = f"A phrase must begin with a word: {written!r}"
        raise ValueError(msg)
    return pieces


def _parts(written: str) -> Iterable[str]:
    for part in written.split():
        if part == ".." or "|" in part or part.startswith("("):
            yield part
        else:
            yield from (p for p in re.split(r"['’\-]", part) if p)


def _read_piece(part: str) -> _Piece:
    if part == "..":
        return _Piece(is_gap=True)
    may_miss = part.startswith("(") and part.endswith(")")
    exact, capitals, begins, ends, inside = set(), set(), [], [], []
    for word in part.strip("()").split("|"):
        bare = fold(word.strip("*"))
        if word.startswith("*") and word.endswith("*"):
            inside.append(bare)
        elif word.startswith("*"):
            ends.append(bare)
        elif word.endswith("*"):
            begins.append(bare)
        elif word.isupper() and word.isalpha() and 1 < len(word) <= SHORT_NAME:
            capitals.add(word)
        else:
            exact.add(bare)
    return _Piece(frozenset(exact), frozenset(capitals), tuple(begins), tuple(ends), tuple(inside), may_miss=may_miss)


def _match_at(pieces: tuple[_Piece, ...], tokens: tuple[Token, ...], at: int) -> int | None:
    """Give the index of the last token of the phrase that begins at this token, or none."""
    if not pieces:
        return at - 1
    piece, rest = pieces[0], pieces[1:]
    if piece.is_gap:
        return _after_gap(rest, tokens, at)
    if at < len(tokens) and piece.fits(tokens[at]):
        last = _match_at(rest, tokens, at + 1)
        if last is not None:
            return last
    return _match_at(rest, tokens, at) if piece.may_miss else None


def _after_gap(rest: tuple[_Piece, ...], tokens: tuple[Token, ...], at: int) -> int | None:
    for skipped in range(MAX_GAP + 1):
        here = at + skipped
        last = _match_at(rest, tokens, here)
        if last is not None:
            return last
        if here >= len(tokens) or tokens[here].text in _STOPS:
            return None
    return None
