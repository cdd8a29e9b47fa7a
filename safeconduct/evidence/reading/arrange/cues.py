"""The cue words that rules go by, read from the data files and made searchable."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"

_NUMBER = r"\d+(?:[.,\s]\d+)*"
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
    """Turn a phrase as a linguist writes it into a regular expression for lower-case text."""
    opens, closes = phrase.startswith("^"), phrase.endswith("$")
    body = phrase.removeprefix("^").removesuffix("$").strip()
    parts = re.split(r"(\[[^\]]+\]| :|[*# ])", body)
    out = []
    for part in parts:
        if part == " :":
            out.append(r"\s?:")
        elif part.startswith("[") and part.endswith("]"):
            out.append(r"\s?" + part)
        else:
            out.append(_TRANSLATED.get(part, re.escape(part)))
    begin = r"^[^\w#]{0,4}" if opens else (r"(?<!\w)" if body[:1].isalnum() else "")
    end = r"[^\w]{0,3}$" if closes else r"(?!\w)" if body[-1:].isalnum() else ""
    return begin + "".join(out) + end


class Cues:
    """A set of phrases of several languages, asked which of them stand in a text."""

    def __init__(self, phrases: dict[str, tuple[str, ...]]) -> None:
        self._any = self._compiled([p for listed in phrases.values() for p in listed])
        self._by_language = {language: self._compiled(list(listed)) for language, listed in phrases.items() if listed}

    @staticmethod
    def _compiled(phrases: list[str]) -> tuple[re.Pattern[str], ...]:
        opening = sorted({_expression(p)[len(r"^[^\w#]{0,4}") :] for p in phrases if p.startswith("^")})
        floating = sorted({_expression(p) for p in phrases if not p.startswith("^")})
        patterns = []
        if opening:
            patterns.append(re.compile(r"^[^\w#]{0,4}(?:" + "|".join(opening) + ")"))
        if floating:
            patterns.append(re.compile("|".join(floating)))
        return tuple(patterns)

    def find(self, lowered: str) -> str:
        """Give the first phrase found in lower-case text, as it stands there; "" when there is none."""
        for pattern in self._any:
            if match := pattern.search(lowered):
                return match.group().strip(" \t«»\"'“”()[]:•-–—")
        return ""

    def languages(self, lowered: str) -> frozenset[str]:
        """Give the languages whose phrases stand in lower-case text."""
        return frozenset(language for language, patterns in self._by_language.items() if any(p.search(lowered) for p in patterns))

    def count(self, lowered: str) -> int:
        """Count the different phrases found in lower-case text."""
        return len({m.group().strip() for pattern in self._any for m in pattern.finditer(lowered)})


@cache
def cues(name: str, section: str) -> Cues:
    """Give the phrases of one section of a data file, ready to be searched."""
    return Cues(words(name, section))
