"""What would give somebody away: names, places, days and small numbers that a text says and nothing public says already. Pure.

The same finding of facts runs in the browser (client/sealed/annex_facts.js), where the confidential annex is compared with what everybody
will read; both are held to client/vectors/leaks.json. docs/reference/leak-check.md says what it finds and what it cannot.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import Any

from safeconduct.evidence.reading.propose.lexicon import table_of

SMALL = 9  # a count of people up to this can point at them; the public sums of the fund use the same kind of limit
STEM = 6  # a known word at least this long is recognised without its last two letters
SHORTEST = 3
ENDING = 3  # names are inflected: two are the same when all but so many letters of the longer one agree, and at least
COMMON = 4  # so many

Texts = Mapping[str, Mapping[str, str]]  # part -> language -> text in Markdown


class FactKind(StrEnum):
    """What can point at a person."""

    NAME = "name"  # of a person or of a place: capitals do not tell
    DAY = "day"  # exact to the day
    NUMBER = "number"  # a small count of people


class LeakKind(StrEnum):
    """Why it is a finding."""

    ADDRESSEE_ONLY = "addressee-only"  # the addressee's part says it, and now the public part does
    UNKNOWN_NAME = "unknown-name"  # in the public part, and in no claim, demand or office that it rests on
    EXACT_DAY = "exact-day"
    SMALL_NUMBER = "small-number"


@dataclass(frozen=True, slots=True)
class Fact:
    """One telling thing in a text. Its keys: the folded words of a name, the month and day, or the count."""

    kind: FactKind
    words: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Known:
    """What may be said because it is public already: sentences of cited claims and demands, offices, holders, organisations, places."""

    texts: tuple[str, ...] = ()
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Leak:
    """One finding in the public part."""

    kind: LeakKind
    part: str
    language: str
    words: str


_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_STARTS = re.compile(r"(?:^|[.!?…:]\s+|\n\s*|[-–—•]\s+|[“„«\"(])$")
_NUMERIC_DAY = re.compile(r"\b(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[./](\d{1,2})[./](?:\d{4}|\d{2}))\b")
_FIGURE = re.compile(r"(?<![\d.,-])(\d{1,2})(?![\d.,]*\d)(?!\s*[%°])")
_NOUNS_ARE_CAPITALISED = frozenset({"de", "lb"})
_NO_CAPITALS = frozenset({"ar", "fa", "ur", "he", "ps", "prs", "ka"})


def finds_names_in(language: str) -> bool:
    """Tell whether names can be found in this language: in scripts without capitals they cannot, and a person must look."""
    return language not in _NO_CAPITALS


def find_leaks(public: Texts, addressee: Texts, known: Known) -> list[Leak]:
    """Give what stands in the public part and may give somebody away, in order of parts.

    A fact of the addressee's part that the public part repeats is found even inside the words of a reference; the others are looked for
    outside references only, since a claim that is cited is public.
    """
    allowed, kept = known_words(known.texts, known.language), set[str]()
    for by_language in addressee.values():
        for language, text in by_language.items():
            kept |= _unknown(facts_in(plain(text), language), allowed)
    leaks = []
    for part, texts in public.items():
        for language, text in texts.items():
            repeated = [fact for fact in facts_in(plain(text), language) if _is_among(fact, kept)]
            leaks += [Leak(LeakKind.ADDRESSEE_ONLY, part, language, fact.words) for fact in repeated]
            leaks += [
                Leak(_alone(fact), part, language, fact.words)
                for fact in facts_in(_without_references(text), language)
                if fact not in repeated and _unknown([fact], allowed) == fact.keys
            ]
    return leaks


def annex_only(annex: str, public: Texts, known: Known, language: str) -> list[Leak]:
    """Give what the annex says, nothing public says already, and a public text repeats. Nobody can allow such a thing."""
    kept = _unknown(facts_in(annex, language), known_words(known.texts, known.language))
    return [
        Leak(LeakKind.ADDRESSEE_ONLY, part, tongue, fact.words)
        for part, texts in public.items()
        for tongue, text in texts.items()
        for fact in facts_in(plain(text), tongue)
        if _is_among(fact, kept)
    ]


def facts_in(text: str, language: str) -> list[Fact]:
    """Give names, exact days and small counts of people in a text without marks, in that order, each once."""
    found = [*_names(text, language), *_days(text), *_numbers(text, language)]
    return list({(fact.kind, fact.words): fact for fact in found}.values())


def known_words(texts: Iterable[str], language: str) -> frozenset[str]:
    """Give everything that these texts say, as stems of words, days and counts: a known name may stand anywhere."""
    said: set[str] = set()
    for text in texts:
        said |= {_stem(_fold(word)) for word in _WORD.findall(text)}
        said |= {key for fact in (*_days(text), *_numbers(text, language)) for key in fact.keys}
    return frozenset(said)


def plain(text: str) -> str:
    """Give the text without Markdown's marks, the words of references kept."""
    return re.sub(r"[*_`#>]+", "", _LINK.sub(r"\1", text))


def tables() -> dict[str, Any]:
    """Give what the browser needs to find the same facts: months, number words and nouns for people, by language, and the limits."""
    return {**_tables(), "small": SMALL, "stem": STEM, "shortest": SHORTEST, "ending": ENDING, "common": COMMON}


def _alone(fact: Fact) -> LeakKind:
    match fact.kind:
        case FactKind.NAME:
            return LeakKind.UNKNOWN_NAME
        case FactKind.DAY:
            return LeakKind.EXACT_DAY
        case FactKind.NUMBER:
            return LeakKind.SMALL_NUMBER


def _without_references(text: str) -> str:
    return re.sub(r"[*_`#>]+", "", _LINK.sub(" … ", text))


def _unknown(facts: Iterable[Fact], known: frozenset[str]) -> set[str]:
    return {key for fact in facts for key in fact.keys if key not in known and _stem(key) not in known}


def _is_among(fact: Fact, kept: set[str]) -> bool:
    return any(_is_same(key, other) for key in fact.keys for other in kept)


def _is_same(one: str, other: str) -> bool:
    if one == other:
        return True
    if not (one.isalpha() and other.isalpha()):
        return False
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return common >= COMMON and common >= max(len(one), len(other)) - ENDING


def _fold(word: str) -> str:
    low = unicodedata.normalize("NFKD", re.sub(r"['’]s?$", "", word).casefold())
    return "".join(letter for letter in low if not unicodedata.combining(letter))


def _stem(word: str) -> str:
    return word[:-2] if len(word) >= STEM and word.isalpha() else word


def _names(text: str, language: str) -> Iterable[Fact]:
    """Give runs of capitalised words. One word alone counts where no sentence begins; in German only a run does."""
    if not finds_names_in(language):
        return
    for run in _runs(text):
        first = run[0]
        begins = bool(_STARTS.search(text[: first.start()]))
        is_shortened = begins and len(run) > 1 and len(first.group()) < SHORTEST  # "Of Ruslan"
        words = run[1:] if is_shortened else run
        if len(words) == 1 and ((begins and not is_shortened) or language in _NOUNS_ARE_CAPITALISED):
            continue
        keys = frozenset(_fold(word.group()) for word in words if len(word.group()) >= SHORTEST and not _is_coarse(word.group()))
        # "Leaving Chechnya": the first word is capitalised for the sentence, the others are coarse.
        is_opening = begins and len(words) > 1 and all(_is_coarse(word.group()) for word in words[1:])
        if keys and not is_opening:
            yield Fact(FactKind.NAME, text[words[0].start() : words[-1].end()], keys)


def _runs(text: str) -> Iterable[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        is_name = word.group()[0].isupper() and (len(word.group()) > 1)
        follows = bool(run) and not text[run[-1].end() : word.start()].strip(" \u00a0")
        if run and (not is_name or not follows):
            yield run
            run = []
        if is_name:
            run.append(word)
    if run:
        yield run


def _days(text: str) -> Iterable[Fact]:
    months = _tables()["months"]
    low = text.casefold()
    for hit in _day_pattern().finditer(low):
        day, month = hit["day"] or hit["after"], hit["month"] or hit["before"]
        yield _day(text[hit.start() : hit.end()], months[month], int(day))
    for hit in _NUMERIC_DAY.finditer(text):
        year, month, day = (int(hit[1] or 0), int(hit[2] or hit[5]), int(hit[3] or hit[4]))
        if year or day:
            yield _day(hit.group(), month, day)


def _day(words: str, month: int, day: int) -> Fact:
    return Fact(FactKind.DAY, words.strip(), frozenset({f"{month:02}-{day:02}"}))


def _numbers(text: str, language: str) -> Iterable[Fact]:
    numbers, people, months = _tables()["numbers"].get(language, {}), _tables()["people"].get(language, []), _tables()["months"]
    words = list(re.finditer(r"\d{1,2}(?![\d.,]*\d)|[^\W\d_]+", text))
    for at, word in enumerate(words):
        low = word.group().casefold()
        value = int(low) if low.isdecimal() else numbers.get(low, 0)
        if not 0 < value <= SMALL or (low.isdecimal() and not _FIGURE.match(text, word.start())):
            continue
        if at + 1 < len(words) and words[at + 1].group().casefold() in months:
            continue  # it is a day
        for near in words[at + 1 : at + 4]:
            if any(char in ",.;:!?" for char in text[word.end() : near.start()]):
                break
            if _counts_people(near.group().casefold(), people):
                yield Fact(FactKind.NUMBER, text[word.start() : near.end()], frozenset({f"{value} people"}))
                break


def _counts_people(word: str, people: Iterable[str]) -> bool:
    return any(word.startswith(one[:-1]) if one.endswith("*") else word == one for one in people)


def _is_coarse(word: str) -> bool:
    """Tell whether it names a country, a region as a whole, a body, a month or a weekday: too coarse to point at anybody."""
    low = re.sub(r"['’]s?$", "", word.casefold())
    exact, prefixes = _coarse()
    return low in exact or low.startswith(prefixes)


@cache
def _coarse() -> tuple[frozenset[str], tuple[str, ...]]:
    words = _tables()["coarse"]
    return frozenset(word for word in words if not word.endswith("*")), tuple(word[:-1] for word in words if word.endswith("*"))


@cache
def _day_pattern() -> re.Pattern[str]:
    month = "|".join(re.escape(name) for name in sorted(_tables()["months"], key=len, reverse=True))
    return re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er|-го)?\s+(?:of\s+|de\s+)?(?P<month>{month})(?!\w)"
        rf"|(?<!\w)(?P<before>{month})\.?\s+(?P<after>\d{{1,2}})(?!\d)"
    )


@cache
def _tables() -> dict[str, Any]:
    people = tomllib.loads(files("safeconduct.publications.rules").joinpath("leak_words.toml").read_text(encoding="utf-8"))["people"]
    numbers = {}
    for language, rules in table_of("lexicon_numbers").items():
        words = {**rules.get("units", {}), **rules.get("compounding", {})}
        numbers[language] = {word: value for word, value in words.items() if 0 < value <= SMALL}
    months = {
        str(form): number + 1 for names in table_of("calendar")["months"].values() for number, forms in enumerate(names) for form in forms
    }
    return {
        "months": months,
        "numbers": numbers,
        "people": people,
        "coarse": sorted({word for word in _coarse_words() if len(word) >= SHORTEST}),
    }


def _coarse_words() -> Iterable[str]:
    for table in table_of("lexicon_places").values():
        if table.get("kind") == "city":
            continue
        # A region's first name is its own; after it stand towns that are read as it.
        most = 1 if table.get("kind") == "region" else None
        for by_language in (table, table.get("adjectives", {})):
            phrases = [phrase for names in by_language.values() if isinstance(names, list) for phrase in names[:most]]
            yield from (word.casefold() for phrase in phrases for word in re.findall(r"[^\W\d_]+\*?", phrase))
    for kind in ("months", "weekdays"):
        for names in table_of("calendar")[kind].values():
            yield from {str(form) for forms in names for form in forms}
