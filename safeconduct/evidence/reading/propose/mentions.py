"""Find who and where is named in a sentence: places, offices, states that act, persons and organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from safeconduct.evidence.reading.propose.lexicon import Match, fold, lexicon, table_of, words_of
from safeconduct.evidence.reading.propose.names import match_key

_WORD = re.compile(r"[^\W_][\w'’\-]*")
_QUOTED_NAME = re.compile(r"[«„“\"]([A-ZÀ-ÞА-ЯЁ][^\s«»„“”\".,!?;:]*(?: [^\s«»„“”\".,!?;:]+){0,3})[»“”\"]")
_PARTICLES = frozenset(
    [
        "van",
        "von",
        "de",
        "den",
        "der",
        "af",
        "av",
        "al",
        "el",
        "bin",
        "ibn",
        "da",
        "di",
        "du",
        "la",
        "le",
        "ter",
        "zu",
        "zum",
        "ten",
        "of",
        "for",
    ]
)
_GERMAN_PARTICLES = frozenset({"von", "van", "zu", "de", "al"})
_JOINERS = frozenset(["of", "for"])  # inside names of organisations only
_LINK = frozenset(
    [
        "of",
        "in",
        "i",
        "von",
        "vom",
        "des",
        "der",
        "de",
        "du",
        "la",
        "van",
        "for",
        "av",
        "af",
        "from",
        "the",
        "l",
        "d",
        "på",
        "för",
        "het",
        "dem",
        "den",
        "med",
        "und",
    ]
)
STATE_KINDS = frozenset(
    {
        "authorities",
        "police",
        "government",
        "foreign-ministry",
        "agency",
        "parliament",
        "court",
        "head",
        "minister",
        "politician",
        "spokesperson",
    }
)
NEAR_BEFORE, NEAR_AFTER, FEW_WORDS = 4, 6, 4


@dataclass(frozen=True, slots=True)
class Place:
    """A place, country or body named; ``is_adjective``: only by its adjective or inhabitants."""

    code: str
    text: str
    start: int
    end: int
    is_adjective: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name of a person or an organisation."""

    text: str
    start: int
    end: int
    is_person: bool


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who can answer or act: a state, a body, an office, with the person who holds it where named."""

    text: str
    start: int
    end: int
    place: str = ""
    name: str = ""
    role: str = ""
    office: str = ""

    @property
    def is_state(self) -> bool:
        """Tell whether it speaks or acts for a state or a public body."""
        return bool(self.place) and (not self.office or self.office in STATE_KINDS)


def with_joined_names(text: str) -> str:
    """Join the words of a short name in quotation marks («Open Door»), so that it is read as one name; lengths stay."""
    return _QUOTED_NAME.sub(lambda hit: f" {hit[1].replace(' ', '_')} ", text)


def places(text: str, language: str) -> tuple[Place, ...]:
    """Find the places, countries and bodies of a sentence, by name or adjective, from left to right."""
    return _places(text, language)


@lru_cache(maxsize=4096)
def _places(text: str, language: str) -> tuple[Place, ...]:
    found = [Place(m.code, m.text, m.start, m.end, is_adjective=False) for m in lexicon("places").find(text, language) if _is_capital(m)]
    found += [
        Place(m.code, m.text, m.start, m.end, is_adjective=True)
        for m in lexicon("adjectives").find(text, language)
        if language != "en" or _is_capital(m)
    ]
    found.sort(key=lambda p: (p.start, -p.end, p.is_adjective))
    kept: list[Place] = []
    for place in found:
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return tuple(kept)


def _is_capital(match: Match) -> bool:
    return match.text[0].isupper() or not match.text[0].isalpha() or match.text[0].lower() == match.text[0].upper()


def country_of(code: str) -> str:
    """Give the country or body a place belongs to; a region that acts by itself stays itself."""
    table = lexicon("places")
    return str(table.attribute(code, "parent", code)) if table.attribute(code, "kind") == "city" else code


@lru_cache(maxsize=4096)
def names(text: str, language: str, known: frozenset[str] = frozenset()) -> tuple[Name, ...]:
    """Find proper names; a single capitalised word at the start counts only if the document knows it."""
    found: list[Name] = []
    for run in _capital_runs(text, language):
        words = _trimmed(run, language)
        if not words or not _may_be_name(text, words, language, known):
            continue
        start, end = words[0].start(), words[-1].end()
        written = re.sub(r"(?:['’]s?)$", "", text[start:end])
        end = start + len(written)
        if any(p.start <= start and p.end >= end for p in places(text, language)) or not written:
            continue
        found.append(Name(written.replace("_", " "), start, end, "_" not in written and _is_person(written, language)))
    return tuple(found)


def _capital_runs(text: str, language: str) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    held: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        between = text[(held or run)[-1].end() : word.start()] if run else ""
        if run and between.strip(" \u00a0"):
            yield run
            run, held = [], []
        if word[0][0].isupper():
            run, held = [*run, *held, word], []
        elif run and word[0] in _PARTICLES and (language != "de" or word[0] in _GERMAN_PARTICLES) and len(held) < 2:
            held.append(word)
        elif run:
            yield run
            run, held = [], []
        if run and re.search(r"['’]s$", word[0]) and word is run[-1]:
            yield run
            run, held = [], []
    if run:
        yield run


@lru_cache(maxsize=32)
def _listed(concept: str, language: str) -> frozenset[str]:
    return frozenset(fold(w) for w in words_of(table_of("lexicon_cues").get(concept, {}), language))


def _is_generic(word: str, language: str) -> bool:
    low = fold(word)
    for entry in _listed("generic-nouns", language):
        if low == entry or (entry.endswith("*") and low.startswith(entry[:-1])):
            return True
    endings = tuple(_listed("noun-endings", language))
    return bool(endings) and low.endswith(endings)


def _trimmed(words: list[re.Match[str]], language: str) -> list[re.Match[str]]:
    """Take off leading function words and titles, trailing letters like MEP, and joiners that join two names."""
    while words and (fold(words[0][0]) in _listed("no-names", language) or _is_generic(words[0][0], language)):
        words = words[1:]
    while words and _is_generic(words[-1][0], language):
        words = words[:-1]
    words = words[_office_words(words, language) :]
    if language == "ru" and len(words) == len(("of", "whom", "the", "name")):
        words = words[2:]  # "spokesman of Given Family, Given Family": the second is the one who holds the office
    while words and words[0][0] in _PARTICLES:
        words = words[1:]
    while len(words) > 2 and places(words[0][0], language) and not _is_organisation(" ".join(w[0] for w in words), language):
        words = words[1:]
    cut = next(
        (i for i, w in enumerate(words) if w[0] in _JOINERS and not _is_organisation(" ".join(x[0] for x in words[:i]), language)), None
    )
    return words[:cut] if cut is not None else words


def _office_words(words: list[re.Match[str]], language: str) -> int:
    """Count the words before a name that name an office: "Interior Minister", "COC-voorzitter"."""
    if len(words) <= 1:
        return 0
    run = " ".join(w[0] for w in words)
    ends = [
        m.end
        for m in lexicon("offices").find(run, language)
        if m.code != "organisation-words" and not run[: m.start].rstrip("-").count(" ") and m.start < len(words[0][0])
    ]
    return max([run[:end].count(" ") + 1 for end in ends if end < len(run)], default=0)


def _may_be_name(text: str, words: list[re.Match[str]], language: str, known: frozenset[str]) -> bool:
    word = words[0][0]
    if len(words) > 1 or "_" in word:
        return True
    if match_key(re.sub(r"['’]s?$", "", word)) in known:
        return True
    if _is_organisation(word, language) and len(re.findall(r"[^\W_]+", word)) > 1:
        return True
    is_initial = not re.search(r"\w", text[: words[0].start()])
    is_shaped = len(word) > 2 and (word.isupper() or bool(re.search(r"[a-zа-я][A-ZА-Я]", word)))
    if is_shaped:
        return not lexicon("groups").has(word, language)
    return (
        not is_initial
        and language != "de"
        and not lexicon("groups").has(word, language)
        and not any(m.code != "organisation-words" for m in lexicon("offices").find(word, language))
    )


def _is_organisation(name: str, language: str) -> bool:
    found = lexicon("offices").find(name, language)
    return any(m.code == "organisation-words" for m in found)


def _is_person(name: str, language: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 4 and not _is_organisation(name, language) and not any(w.isupper() and len(w) > 2 for w in words)


def actors(text: str, language: str, known: frozenset[str] = frozenset()) -> tuple[Actor, ...]:
    """Find those who can answer or act, from left to right: states, bodies, offices with their holders."""
    return _actors(text, language, known)


@lru_cache(maxsize=4096)
def _actors(text: str, language: str, known: frozenset[str]) -> tuple[Actor, ...]:
    where = places(text, language)
    offices = _longest([m for m in lexicon("offices").find(text, language) if m.code != "organisation-words"])
    found: list[Actor] = []
    used: set[Place] = set()
    for office in offices:
        place = _place_near(text, office, where)
        if place:
            used.add(place)
        found.append(_with_holder(text, office, place, language, known))
    found = _joined(found)
    for place in where:
        if place not in used and not place.is_adjective and not any(a.start <= place.start < a.end for a in found):
            found.append(Actor(place.text, place.start, place.end, country_of(place.code)))
    return tuple(sorted(found, key=lambda a: a.start))


def _longest(matches: Sequence[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.start, -m.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def _joined(found: list[Actor]) -> list[Actor]:
    """Keep one actor where two offices name the same holder or overlap."""
    kept: list[Actor] = []
    for actor in sorted(found, key=lambda a: (a.start, -a.end)):
        if kept and actor.start < kept[-1].end:
            last = kept[-1]
            if actor.is_state and not last.is_state and actor.name:
                kept[-1] = replace(actor, end=max(last.end, actor.end), text=last.text)
            elif actor.place and not last.place:
                kept[-1] = replace(last, place=actor.place, end=max(last.end, actor.end), text=last.text)
            continue
        kept.append(actor)
    return kept


def _place_near(text: str, office: Match, where: Sequence[Place]) -> Place | None:
    for place in reversed(where):
        if place.end <= office.start:
            between = text[place.end : office.start]
            if re.search(r"[,;:.!?()\"“”„«»]", between) or len(between.split()) > NEAR_BEFORE:
                break
            if place.is_adjective or len(between.replace("'s", "").replace("’s", "").split()) <= 1:
                return place
            break
    for place in where:
        if place.start <= office.end and place.end >= office.start:
            return place
        if place.start >= office.end:
            between = text[office.end : place.start]
            words = between.split()
            if re.search(r"[,;:.!?()\"“”„«»]", between) or len(words) > NEAR_AFTER:
                return None
            opens = (
                not words
                or fold(words[0]).strip("'’") in _LINK
                or bool(re.match(r"\s*[dl]['’]", between))
                or (place.is_adjective and len(words) == 0)
            )
            if opens and (not words or fold(words[-1]).strip("'’") in _LINK or re.search(r"[dl]['’]$", between)):
                return place
            return place if re.search("[а-я]", between) and len(words) <= 3 else None
    return None


def _with_holder(text: str, office: Match, place: Place | None, language: str, known: frozenset[str]) -> Actor:
    start = min(office.start, place.start) if place else office.start
    end = max(office.end, place.end) if place else office.end
    code = country_of(place.code) if place else ""
    role = text[start:end]
    is_held = bool(lexicon("offices").attribute(office.code, "person", default=False))
    persons = [n for n in names(text, language, known) if n.is_person or _is_surname(n, text, end)] if is_held else []
    for person in persons:
        after = text[end : person.start] if person.start >= end else None
        if after is not None and "," not in after and len(after.split()) > FEW_WORDS:
            after = None
        if (
            after is not None
            and re.fullmatch(r"(?:\s+(?:for|of|für|för|for|de|des|voor|van|по|и)\b[^.;:\"“”]{0,70}?)?,?\s*", after)
            and len(after) < 90
        ):
            if after.strip(" ,"):
                role = text[start : end + len(after.rstrip(" ,"))] if after.rstrip().endswith(",") else role
            return Actor(text[start : person.end], start, person.end, code, person.text, role, office.code)
        before = text[person.end : start] if person.end <= start else None
        if before is not None and re.fullmatch(r"(?:\s+[A-Z]{2,4})?(?:\s*\([^)]*\))?,\s+(?:[^\W\d_]+[\s-]+){0,4}", before):
            return Actor(text[person.start : end], person.start, end, code, person.text, text[start:end], office.code)
    return Actor(role, start, end, code, "", role, office.code)


def _is_surname(name: Name, text: str, end: int) -> bool:
    """Tell whether a single name stands directly behind an office: "minister Koenders"."""
    return " " not in name.text and not name.text.isupper() and name.start > end and text[end : name.start] == " "
