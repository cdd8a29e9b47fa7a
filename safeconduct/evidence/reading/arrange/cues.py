"""The cue words that rules go by, read from the data files and made searchable."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"

_NUMBER = r"\d+(?:[.,\s]\d+)*"
_WORD = re.compile(r"\w+")
_SIGN = re.compile(r"[\s\"'“”«»„(\[•·*–—-]{0,4}")
_LEADING = 4  # quotation marks, bullets or brackets that may stand before a phrase
_TRANSLATED = {"*": r"[\w'’]*", "#": _NUMBER, " ": r"\s+"}


@cache
def table(name: str) -> dict[str, Any]:
    """Give the data file ``name`` (without ``.toml``) as it was written."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def words(name: str, section: str) -> dict[str, tuple[str, ...]]:
    """Give the lists of one section by language; ``section`` may be dotted."""
    found: Any = table(name)
    for key in section.split("."):
        found = found[key]
    return {language: tuple(entries) for language, entries in found.items()}


def _expression(phrase: str) -> str:
    """Turn a phrase as a linguist writes it into a regular expression for lower-case text, without its anchors."""
    body = phrase.removeprefix("^").removesuffix("$").strip()
    out = []
    for part in re.split(r"(\[[^\]]+\]| :|[*# ])", body):
        if part == " :":
            out.append(r"\s?:")
        elif part.startswith("[") and part.endswith("]"):
            out.append(r"\s?" + part)
        else:
            out.append(_TRANSLATED.get(part, re.escape(part)))
    closing = r"[^\w]{0,3}$" if phrase.endswith("$") else ""
    return "".join(out) + (closing or (r"(?!\w)" if body[-1:].isalnum() else ""))


class _Index:
    """Phrases found by the first letters of their first word, because trying hundreds at every word is slow."""

    def __init__(self, phrases: Iterable[str]) -> None:
        grouped: dict[str, set[str]] = {}
        for phrase in phrases:
            grouped.setdefault(_key(phrase), set()).add(_expression(phrase))
        self._patterns = {key: re.compile("|".join(sorted(each, key=len, reverse=True))) for key, each in grouped.items()}
        self._loose = self._patterns.pop("", None)
        self._lengths = sorted({len(key) for key in self._patterns}, reverse=True)

    def at(self, text: str, position: int) -> re.Match[str] | None:
        """Match a phrase that begins with the word at a position."""
        for length in self._lengths:
            pattern = self._patterns.get(text[position : position + length])
            if pattern and (match := pattern.match(text, position)):
                return match
        return None

    def everywhere(self, text: str) -> Iterator[re.Match[str]]:
        """Give the phrases that stand anywhere in a text."""
        if self._patterns:
            for word in _WORD.finditer(text):
                if match := self.at(text, word.start()):
                    yield match
        if self._loose:
            yield from self._loose.finditer(text)

    def opening(self, text: str) -> re.Match[str] | None:
        """Match a phrase at the beginning of a text, after quotation marks or bullets."""
        word = _WORD.search(text)
        if word and word.start() <= _LEADING and (match := self.at(text, word.start())):
            return match
        sign = _SIGN.match(text)
        return self._loose.match(text, sign.end() if sign else 0) if self._loose else None


def _key(phrase: str) -> str:
    """Give the first letters of a phrase, three at most, by which it is looked up; "" where it begins with no letter."""
    first = re.match(r"\w*", phrase.removeprefix("^"))
    return first.group()[:3] if first else ""


class Cues:
    """A set of phrases of several languages, asked which of them stand in a text."""

    def __init__(self, phrases: dict[str, tuple[str, ...]]) -> None:
        every = [phrase for listed in phrases.values() for phrase in listed]
        self._opening = _Index(phrase for phrase in every if phrase.startswith("^"))
        self._floating = _Index(phrase for phrase in every if not phrase.startswith("^"))
        self._by_language = {language: Cues({"any": listed}) for language, listed in phrases.items() if listed and len(phrases) > 1}

    def find(self, lowered: str) -> str:
        """Give the first phrase found in lower-case text, as it stands there; "" when there is none."""
        match = self._opening.opening(lowered) or next(self._floating.everywhere(lowered), None)
        return match.group().strip(" \t«»\"'“”()[]:•-–—") if match else ""

    def languages(self, lowered: str) -> frozenset[str]:
        """Give the languages whose phrases stand in lower-case text."""
        return frozenset(language for language, own in self._by_language.items() if own.find(lowered))

    def count(self, lowered: str) -> int:
        """Count the different phrases found in lower-case text."""
        found = {match.group().strip() for match in self._floating.everywhere(lowered)}
        opening = self._opening.opening(lowered)
        return len(found | ({opening.group().strip()} if opening else set()))


@cache
def cues(name: str, section: str) -> Cues:
    """Give the phrases of one section of a data file, ready to be searched."""
    return Cues(words(name, section))
