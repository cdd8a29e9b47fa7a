"""Find numbers in a sentence, written in figures or in words, and tell their value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from safeconduct.evidence.reading.propose.lexicon import fold, languages_for, table_of, words_of

HUNDRED = 100
TWENTY = 20
FRENCH_SCORES = (60, 80)

_FIGURES = re.compile(
    r"(?<![\w.,:/@#])(?P<whole>\d{1,3}(?:[ \u00a0\u202f\u2009.,'’]\d{3})+(?!\d)|\d+)"
    r"(?P<part>[.,]\d{1,2}(?![\d.,]*\d))?(?P<tail>\+)?(?![\d/@])"
)


MOST_DIGITS = 15  # what is longer is the number of an account or of nothing


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its place; ``is_word``: written in words; ``is_about``: a word like *centaine*; ``tail``: a plus sign."""

    value: int
    start: int
    end: int
    is_word: bool = False
    is_about: bool = False
    is_risky: bool = False
    has_plus: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    values: dict[str, int]
    multipliers: dict[str, int]
    collectives: dict[str, int]
    joiners: frozenset[str]
    articles: frozenset[str]
    risky: frozenset[str]
    pattern: re.Pattern[str]


def numbers(text: str, language: str) -> tuple[Number, ...]:
    """Find every number of the sentence, from left to right, without judging whether it counts anything."""
    words = _words(language)
    found = [*_in_figures(text, words), *_in_words(text, words)]
    found.sort(key=lambda n: (n.start, -n.end))
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return tuple(kept)


def _in_figures(text: str, words: _Words) -> Iterator[Number]:
    for hit in _FIGURES.finditer(text):
        digits, part = re.sub(r"\D", "", hit["whole"]), hit["part"]
        if len(digits) > MOST_DIGITS:
            continue
        whole = int(digits)
        end = hit.end()
        multiplier, after = _multiplier_after(text, end, words)
        if part and multiplier == 1:
            continue  # 1.5 counts no people; "2.5 million" does
        fraction = float("0." + part[1:]) if part else 0.0
        value = round((whole + fraction) * multiplier)
        yield Number(value, hit.start(), after if multiplier > 1 else end, has_plus=bool(hit["tail"]))


def _multiplier_after(text: str, end: int, words: _Words) -> tuple[int, int]:
    hit = re.compile(r"[\s\u00a0-]?([^\W\d_]+)\.?").match(text, end)
    if hit is None:
        return 1, end
    word = fold(hit[1])
    if word not in words.multipliers or (len(word) == 1 and hit[1] != "m"):
        return 1, end
    return words.multipliers[word], hit.end(1)


def _in_words(text: str, words: _Words) -> Iterator[Number]:
    low = fold(text)
    at = 0
    while True:
        hit = words.pattern.search(low, at)
        if hit is None:
            return
        number = _read_words(low, hit, words)
        at = hit.end()
        if number is not None:
            yield number
            at = number.end


def _read_words(low: str, hit: re.Match[str], words: _Words) -> Number | None:
    """Read as many words from here as form one number."""
    first = hit[0]
    if first in words.collectives:
        return Number(words.collectives[first], hit.start(), hit.end(), is_word=True, is_about=True)
    total, current, last = 0, 0, 0
    end = hit.start()
    step: re.Match[str] | None = hit
    while step is not None:
        word = step[0]
        if word in words.multipliers:
            value = words.multipliers[word]
            if last >= value:
                break
            if value == HUNDRED or value < HUNDRED:
                current = max(1, current) * value
            else:
                total, current = total + max(1, current) * value, 0
            last = value
        else:
            value = words.values[word]
            if last and not _may_follow(value, last):
                break
            current, last = current + value, value
        end = step.end()
        step = _next_word(low, end, words, last)
    if end == hit.start():
        return None
    return Number(total + current, hit.start(), end, is_word=True, is_risky=low[hit.start() : end] in words.risky)


def _may_follow(value: int, last: int) -> bool:
    """Tell whether this number word can continue a number: *twenty* five, *hundred* twelve, but not *two* three."""
    room = 1
    while last % (room * 10) == 0:
        room *= 10
    return value < room or (last in FRENCH_SCORES and value < TWENTY)


def _next_word(low: str, end: int, words: _Words, last: int) -> re.Match[str] | None:
    gap = re.compile(r"[\s\u00a0-]+").match(low, end)
    if gap is None:
        return None
    at = gap.end()
    joiner = re.compile(r"([^\W\d_]+)[\s\u00a0]+").match(low, at)
    if joiner and joiner[1] in words.joiners and (last % HUNDRED == 0 or (last % 10 == 0 and last >= TWENTY)):
        following = words.pattern.match(low, joiner.end())
        if following and following[0] in words.values and _may_follow(words.values[following[0]], last):
            return following
        return None
    return words.pattern.match(low, at)


@lru_cache(maxsize=32)
def _words(language: str) -> _Words:
    values: dict[str, int] = {}
    multipliers: dict[str, int] = {}
    collectives: dict[str, int] = {}
    table = table_of("lexicon_numbers")
    for code in languages_for(language):
        rules = table.get(code, {})
        values.update(_compounds(rules))
        for name in ("units", "teens", "tens"):
            values.update(rules.get(name, {}))
        multipliers.update(rules.get("multipliers", {}))
        collectives.update(rules.get("collectives", {}))
    values, multipliers, collectives = ({fold(k): v for k, v in d.items()} for d in (values, multipliers, collectives))
    alternatives = sorted({*values, *multipliers, *collectives} - {"m"}, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w])(?:{'|'.join(map(re.escape, alternatives)) or '(?!)'})(?![\w])")
    listed = {name: [w for c in languages_for(language) for w in table.get(c, {}).get(name, ())] for name in ("and", "articles", "risky")}
    return _Words(
        values,
        multipliers,
        collectives,
        frozenset(fold(w) for w in listed["and"]),
        frozenset(fold(w) for w in listed["articles"]),
        frozenset(fold(w) for w in listed["risky"]),
        pattern,
    )


def _compounds(rules: dict[str, dict[str, int]]) -> dict[str, int]:
    """Write out the numbers that a language joins into one word: einundzwanzig, femogfyrre, tjugofem, zweihundert."""
    made: dict[str, int] = {}
    units = {**rules.get("compounding", {}), **rules.get("units", {})}
    join = str(rules.get("join", ""))
    for unit, one in units.items():
        for ten, many in rules.get("tens", {}).items():
            if join:
                made[f"{unit}{join}{ten}"] = one + many
                made[f"{unit}ën{ten}"] = one + many  # Dutch after a vowel: tweeëntwintig
            else:
                made[f"{ten}{unit}"] = one + many
        for word, size in rules.get("multipliers", {}).items():
            if size in {HUNDRED, 1000}:
                made[f"{unit}{word}"] = one * size
    return made


def article_before(text: str, start: int, language: str) -> int:
    """Give where an article that belongs to the number begins (*a* hundred), or the start itself."""
    words = _words(language)
    hit = re.compile(r"([^\W\d_]+)[\s\u00a0]+$").search(text[max(0, start - 12) : start])
    if hit and fold(hit[1]) in words.articles:
        return start - (len(hit[0]))
    return start


def listed_words(name: str, concept: str, language: str) -> tuple[str, ...]:
    """Give the plain words of a concept of a lexicon in the languages that apply, the longest first."""
    table = table_of(f"lexicon_{name}").get(concept, {})
    return tuple(sorted({fold(w) for w in words_of(table, language)}, key=len, reverse=True))
