"""Find how many: numbers with their qualifier, bounds and the thing counted.

"over 100" is more than 100 with no upper bound, "around 45" is 45 *about* with no margin made up, "hundreds" is an order
of magnitude, "several men" is indefinite. Telephone and account numbers, pages, years, ages and ordinals are not counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from safeconduct.evidence.reading.propose.lexicon import Lexicon, Token, fold, lexicon, table_of, tokens_of, words_of
from safeconduct.evidence.reading.propose.numbers import Number, article_before, listed_words, numbers
from safeconduct.evidence.reading.shapes import Qualifier, Quantity

HEAD_WINDOW = 7
LEFT_WINDOW = 28
YEARS = range(1500, 2101)
CURRENCY_MARKS = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "₽": "RUB",
    "eur": "EUR",
    "usd": "USD",
    "sek": "SEK",
    "dkk": "DKK",
    "nok": "NOK",
    "gbp": "GBP",
    "chf": "CHF",
}
MONTH_OR_ORDINAL = re.compile(r"\s?(?:st|nd|rd|th|er|ère|e|ème|:a|:e|-?й|-?го|-?е|-?ю|-?я)\b", re.IGNORECASE)

_BEFORE = (Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.LESS_THAN, Qualifier.MORE_THAN, Qualifier.ABOUT)
_AFTER = (("at-least-after", Qualifier.AT_LEAST), ("about-after", Qualifier.ABOUT))


@dataclass(frozen=True, slots=True)
class Head:
    """The thing counted: its code, whether it is people, and where the noun ends."""

    unit: str
    end: int
    is_people: bool = False
    is_money: bool = False
    is_skipped: bool = False


def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Find the quantities of a sentence; spans count from the start of ``text``.

    Money, visas, signatures and durations come with their unit; an indefinite number only before a people-like noun or
    where it stands for people by itself ("several were killed").
    """
    found = [*_counted(text, language), *_magnitudes(text, language), *_indefinite(text, language)]
    found.sort(key=lambda q: (q.start, -(q.end - q.start)))
    kept: list[Quantity] = []
    for quantity in found:
        if all(quantity.start >= k.end or quantity.end <= k.start for k in kept):
            kept.append(quantity)
    return tuple(kept)


def is_people(quantity: Quantity) -> bool:
    """Tell whether the quantity counts persons, by its noun."""
    return bool(quantity.unit) and bool(_units().attribute(quantity.unit, "people", default=False))


def is_duration_or_share(quantity: Quantity) -> bool:
    """Tell whether it counts time, distance or per cent, which is never the number of a claim about people."""
    return bool(quantity.unit) and bool(_units().attribute(quantity.unit, "skip", default=False))


def is_money(quantity: Quantity) -> bool:
    """Tell whether it is an amount of money."""
    return bool(quantity.unit) and bool(_units().attribute(quantity.unit, "money", default=False))


def _units() -> Lexicon:
    return lexicon("units")


def _counted(text: str, language: str) -> Iterator[Quantity]:
    found = list(numbers(text, language))
    skip = -1
    for at, number in enumerate(found):
        if number.start < skip or not _may_count(text, number, language):
            continue
        partner = found[at + 1] if at + 1 < len(found) else None
        ranged = _as_range(text, number, partner, language) if partner else None
        if ranged is not None and partner is not None:
            skip = partner.end
            yield _with_head(text, ranged, partner.end, language)
            continue
        quantity = _qualified(text, number, language)
        head = head_after(text, number.end, language)
        if _lacks_noun(text, number, head):
            continue
        yield _with_head(text, quantity, number.end, language)


def _lacks_noun(text: str, number: Number, head: Head | None) -> bool:
    if number.is_risky and (head is None or head.is_skipped):
        return True
    is_year = not number.is_word and number.value in YEARS and number.end - number.start == len("2017")
    return is_year and (head is None or head.is_skipped) and _money_before(text, number.start) == ""


def _may_count(text: str, number: Number, language: str) -> bool:
    left, right = text[max(0, number.start - LEFT_WINDOW) : number.start], text[number.end : number.end + LEFT_WINDOW]
    if _label_before(language).search(fold(left)):
        return False
    if not number.is_word and _looks_like_a_code(left, right, text[number.start : number.end]):
        return False
    if re.match(r"\s?%", right):
        return False
    return not _part_after(language).match(fold(right).lstrip()) if number.value == 1 else True


def _looks_like_a_code(left: str, right: str, written: str) -> bool:
    """Tell whether the figures are an ordinal, a time, a date, a telephone or an account number."""
    if (
        written.startswith("0")
        or re.search(r"[\d+][\s\u00a0-]*$", left)
        or (re.search(r"\d[.,:/]$|\[$|\($", left) and re.match(r"[\])]", right))
    ):
        return True
    if re.match(r"[:.]\d|\s?(?:-|\u2013)?\d{3}[ -]\d|[\s\u00a0-]\d{2}[\s\u00a0-]\d{2}|-\d{4}\b|[/@_]", right):
        return True
    if MONTH_OR_ORDINAL.match(right) or (len(written) <= 2 and _is_month_next(right)):
        return True
    return bool(re.match(r"[-\s]?(?:years?|yr)[- ]old", right)) or bool(re.search(r"[A-Za-z]-?\d*$", left))


@lru_cache(maxsize=1)
def _month_names() -> frozenset[str]:
    months = table_of("calendar")["months"]
    return frozenset(fold(str(name)) for lists in months.values() for forms in lists for name in forms)


def _is_month_next(right: str) -> bool:
    hit = re.match(r"\.?\s*([^\W\d_]+)", right)
    return bool(hit) and fold(hit[1]) in _month_names() if hit else False


@lru_cache(maxsize=64)
def _label_before(language: str) -> re.Pattern[str]:
    words = listed_words("qualifiers", "not-a-count", language)
    return re.compile(rf"(?:^|[^\w])(?:{'|'.join(map(re.escape, words)) or '(?!)'})[\s\u00a0.:#]*$")


@lru_cache(maxsize=64)
def _part_after(language: str) -> re.Pattern[str]:
    words = listed_words("qualifiers", "part-of", language)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words)) or '(?!)'})\b")


@lru_cache(maxsize=128)
def _before(concept: str, language: str) -> re.Pattern[str]:
    words = listed_words("qualifiers", concept, language)
    return re.compile(
        rf"(?<![\w])(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?:[\s\u00a0]+|(?<=['’]))"
        r"(?:(?:the|a|an|en|et|ett|de|les|die|der|den|une?|eine[rmn]?|eur|sek|dkk|nok|usd|[€$£])[\s\u00a0]*)?$"
    )


@lru_cache(maxsize=64)
def _after(concept: str, language: str) -> re.Pattern[str]:
    words = listed_words("qualifiers", concept, language)
    return re.compile(rf"[\s\u00a0]+(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?![\w])")


def _qualified(text: str, number: Number, language: str) -> Quantity:
    """Read the qualifier before or after the number."""
    start = article_before(text, number.start, language) if number.is_word else number.start
    left, right = fold(text[:start]), fold(text[number.end :])
    for qualifier in _BEFORE:
        hit = _before(str(qualifier), language).search(left[-40:])
        if hit:
            begin = start - len(left[-40:]) + hit.start()
            return _bounds(qualifier, number.value, text, begin, number.end)
    for concept, qualifier in _AFTER:
        hit = _after(concept, language).match(right)
        if hit:
            return _bounds(qualifier, number.value, text, start, number.end + hit.end())
    if number.has_plus:
        return _bounds(Qualifier.AT_LEAST, number.value, text, start, number.end)
    about = number.is_about or (re.match(r"-?tal(?:et)?\b", right) is not None)
    return _bounds(Qualifier.ABOUT if about else Qualifier.EXACT, number.value, text, start, number.end)


def _bounds(qualifier: Qualifier, value: int, text: str, start: int, end: int) -> Quantity:
    plain = Quantity(qualifier, text[start:end], start=start, end=end)
    match qualifier:
        case Qualifier.MORE_THAN:
            return replace(plain, low=value, low_exclusive=True)
        case Qualifier.AT_LEAST:
            return replace(plain, low=value)
        case Qualifier.AT_MOST:
            return replace(plain, high=value)
        case Qualifier.LESS_THAN:
            return replace(plain, high=value, high_exclusive=True)
        case _:
            return replace(plain, low=value, high=value)


def _as_range(text: str, low: Number, high: Number, language: str) -> Quantity | None:
    """Read "between 30 and 40", "30-40", "two or three" as one quantity."""
    if high.value <= low.value or low.end >= high.start:
        return None
    joint = fold(text[low.end : high.start]).strip()
    left = fold(text[: low.start])
    opened = _before("between", language).search(left[-24:]) or _before("from", language).search(left[-24:])
    joins = listed_words("qualifiers", "range-joins", language)
    is_dash = joint in {"-", "–", "—"}
    is_or = joint in joins and (opened is not None or joint not in {"and", "og", "och", "und", "et", "en", "и"})
    if not (is_dash or is_or):
        return None
    if low.value in YEARS and high.value in YEARS and not head_after(text, high.end, language):
        return None
    start = low.start - (len(left[-24:]) - opened.start()) if opened else low.start
    return Quantity(Qualifier.BETWEEN, text[start : high.end], low.value, high.value, start=start, end=high.end)


def _with_head(text: str, quantity: Quantity, end: int, language: str) -> Quantity:
    money = _money_before(text, quantity.end - len(quantity.verbatim)) or _money_before(text, _first_figure(text, quantity))
    head = head_after(text, end, language)
    if money:
        return replace(quantity, unit=money)
    if head is None:
        return quantity
    if head.is_money:
        return replace(quantity, unit=head.unit, verbatim=text[quantity.start : head.end], end=head.end)
    return replace(quantity, unit=head.unit)


def _first_figure(text: str, quantity: Quantity) -> int:
    hit = re.compile(r"\d").search(text, quantity.start, quantity.end)
    return hit.start() if hit else quantity.start


def _money_before(text: str, start: int) -> str:
    hit = re.search(r"([€$£₽]|\b(?:EUR|USD|SEK|DKK|NOK|GBP|CHF))\s?$", text[:start])
    return CURRENCY_MARKS.get(hit[1].lower(), "") if hit else ""


def head_after(text: str, end: int, language: str) -> Head | None:
    """Find the noun counted: the first known one within a few words, before any mark that ends the phrase."""
    window = text[end : end + 90]
    window = re.split(r"[.;:!?()\"“”„«»\[\]]|,\s|\s[–—-]\s", window, maxsplit=1)[0]
    another = numbers(window, language)
    if another:
        window = window[: another[0].start]
    tokens = tokens_of(window)[:HEAD_WINDOW]
    stop = min(_first_verb(tokens, language), len(tokens))
    best: Head | None = None
    for match in _units().find(window, language):
        if match.first >= stop:
            continue
        head = Head(
            match.code, end + match.end, *(bool(_units().attribute(match.code, a, default=False)) for a in ("people", "money", "skip"))
        )
        if best is None or (best.is_people and head.is_people):
            best = head  # of "homosexual men" the last noun is the thing counted
    return best or _people_by_group(end, window, stop, language)


def _people_by_group(end: int, window: str, stop: int, language: str) -> Head | None:
    """Take a group or the name of inhabitants for the noun: "40 Chechens"."""
    for name in ("groups", "adjectives"):
        for match in lexicon(name).find(window, language):
            if match.first < min(stop, 3) and (name == "groups" or _is_demonym(match.text, language)):
                return Head("people", end + match.end, is_people=True)
    return None


def _is_demonym(word: str, language: str) -> bool:
    endings = tuple(words_of(table_of("lexicon_cues").get("demonym-endings", {}), language))
    return bool(endings) and fold(word).endswith(endings)


@lru_cache(maxsize=32)
def _verbs(language: str) -> frozenset[str]:
    return frozenset(fold(w) for w in words_of(table_of("lexicon_cues").get("auxiliaries", {}), language))


def _first_verb(tokens: tuple[Token, ...], language: str) -> int:
    """Give where an auxiliary verb ends the noun phrase."""
    verbs = _verbs(language)
    for at, token in enumerate(tokens):
        if token.low in verbs:
            return at
    return len(tokens)


def _magnitudes(text: str, language: str) -> Iterator[Quantity]:
    low = fold(text)
    for concept, table in table_of("lexicon_magnitudes").items():
        if concept == "indefinite":
            continue
        for hit in _listed(concept, language).finditer(low):
            head = head_after(text, hit.end(), language)
            if head is not None and head.is_skipped:
                continue
            verbatim = text[hit.start() : hit.end()]
            unit = head.unit if head else ""
            yield Quantity(Qualifier.ORDER_OF_MAGNITUDE, verbatim, low=int(table["low"]), unit=unit, start=hit.start(), end=hit.end())


def _indefinite(text: str, language: str) -> Iterator[Quantity]:
    for hit in _listed("indefinite", language).finditer(fold(text)):
        head = head_after(text, hit.end(), language)
        unit = head.unit if head and head.is_people else ""
        if not unit and _stands_for_people(text, hit.end(), language):
            unit = "people"
        if unit:
            yield Quantity(Qualifier.INDEFINITE, text[hit.start() : hit.end()], unit=unit, start=hit.start(), end=hit.end())


def _stands_for_people(text: str, end: int, language: str) -> bool:
    """Tell whether the word is itself the subject: "several were killed", "flere blev dræbt"."""
    following = tokens_of(text[end : end + 40])
    return bool(following) and following[0].low in _verbs(language)


@lru_cache(maxsize=256)
def _listed(concept: str, language: str) -> re.Pattern[str]:
    words = listed_words("magnitudes", concept, language)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?![\w-])")
