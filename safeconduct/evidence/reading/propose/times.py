"""Find when: dates and periods in a sentence, as EDTF (ISO 8601-2, levels 0 to 2).

A day without a year is ``XXXX-04-01`` unless an anchor tells the year. Relative times ("last month") are resolved only
against an anchor, which the caller gives only where the date of publication is stated or set by a person; otherwise the
words are kept, ``edtf`` is empty and the note says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from safeconduct.evidence.reading.propose.calendar import is_real, last_weekday, nearest_year, shifted, weekday_of, written
from safeconduct.evidence.reading.propose.lexicon import LANGUAGES, fold, languages_for, table_of
from safeconduct.evidence.reading.propose.numbers import listed_words, numbers
from safeconduct.evidence.reading.shapes import When

NO_ANCHOR = "Relative to the day of publication, which is not known for certain, so it stays open."
NO_YEAR = "The text gives no year."
NEAREST = "The year is the one nearest to the day of publication."
WRONG_WEEKDAY = "The weekday does not fit this date."
AMBIGUOUS = "Day and month could be the other way round."
RELATIVE = "Counted from the day of publication."
VAGUE = "No date can be told from these words."
SHORT_FORM, YEAR_LENGTH = 3, 4
MONTH_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 0)}
YEAR_THIRDS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
FLAGS = re.IGNORECASE
YEAR = r"(?:1[89]|20)\d\d"


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The patterns of one language."""

    months: dict[str, int]
    weekdays: dict[str, int]
    patterns: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Calendar, str], When | None]], ...]
    relatives: re.Pattern[str]
    meanings: dict[str, tuple[str, int]]
    language: str


def times(text: str, language: str, anchor: str = "") -> tuple[When, ...]:
    """Find the times of a sentence, left to right; spans count from the start of ``text``.

    ``anchor`` is the EDTF date of publication where relative times may be resolved against it, else "".
    """
    rules = _calendar(language)
    found: list[tuple[int, When]] = []
    for rank, (pattern, read) in enumerate(rules.patterns):
        for hit in pattern.finditer(text):
            when = read(hit, rules, anchor)
            if when is not None:
                found.append((rank, when))
    found += [(90, w) for w in (*_relative(text, rules, anchor), *_ago(text, rules, anchor), *_weekdays(text, rules, anchor))]
    found.sort(key=lambda item: (item[0], -(item[1].end - item[1].start)))
    kept: list[When] = []
    for _rank, when in found:
        if all(when.start >= k.end or when.end <= k.start for k in kept):
            kept.append(when)
    return tuple(_with_edges(text, w, rules.language) for w in sorted(kept, key=lambda w: w.start))


def _when(hit: re.Match[str], edtf: str, note: str = "", *, is_relative: bool = False) -> When:
    return When(hit[0], edtf, hit.start(), hit.end(), is_relative, note)


def _full(hit: re.Match[str], rules: _Calendar, anchor: str) -> When | None:
    """Read a day and a month, with or without a year and a weekday."""
    groups = hit.groupdict()
    month = rules.months[fold(groups["month"]).rstrip(".")]
    day = int(groups["day"])
    year, note = int(groups["year"] or 0), ""
    if not year:
        year = nearest_year(anchor, month, day)
        note = NEAREST if year else NO_YEAR
    if not is_real(year, month, day):
        return None
    name = fold(groups.get("weekday") or "")
    if name and year and weekday_of(year, month, day) != _weekday_number(name, rules):
        note = WRONG_WEEKDAY
    last = groups.get("last")
    edtf = written(year, month, day)
    if last:
        edtf = f"{edtf}/{written(year, month, int(last))}" if is_real(year, month, int(last)) else edtf
    start, end = hit.span()
    if hit[0].startswith("("):
        start += 1
    elif "(" in hit[0] and hit.string[end : end + 1] == ")":
        end += 1
    return When(hit.string[start:end], edtf, start, end, bool(anchor) and not groups["year"], note)


def _numeric(hit: re.Match[str], rules: _Calendar, _anchor: str) -> When | None:
    first, second, year = int(hit["first"]), int(hit["second"]), int(hit["year"])
    day, month, note = first, second, ""
    if second > 12 or (second == 0):
        day, month = second, first
    elif "/" in hit[0] and rules.language == "en" and first <= 12 and first != second:
        note = AMBIGUOUS
    return _when(hit, written(year, month, day), note) if month and is_real(year, month, day) else None


def _iso(hit: re.Match[str], _rules: _Calendar, _anchor: str) -> When | None:
    year, month, day = int(hit["year"]), int(hit["month"]), int(hit["day"])
    return _when(hit, written(year, month, day)) if 0 < month <= 12 and is_real(year, month, day) else None


def _month(hit: re.Match[str], rules: _Calendar, anchor: str) -> When | None:
    """Read a month with or without a year, whole or its beginning, middle or end."""
    groups = hit.groupdict()
    name = groups["month"]
    month = rules.months[fold(name).rstrip(".")]
    if rules.language == "en" and not name[0].isupper():
        return None
    year, note = int(groups.get("year") or 0), ""
    if not year:
        if len(name.rstrip(".")) <= SHORT_FORM and fold(name).rstrip(".") != "may" and rules.language == "en":
            return None
        year = nearest_year(anchor, month, 0)
        note = NEAREST if year else NO_YEAR
    third = _third_of(groups.get("third") or "", rules.language)
    edtf = written(year, month)
    if third and year:
        first, last = MONTH_THIRDS[third]
        last = last or _days_in(year, month)
        edtf = f"{written(year, month, first)}~/{written(year, month, last)}~"
        note = (
            note
            or f"The {'beginning' if third == 'early' else 'middle' if third == 'mid' else 'end'} of the month, taken as ten days or so."
        )
    begin = hit.start("third") if groups.get("third") else hit.start("month")
    end = hit.end() - 1 if hit[0].endswith(".") else hit.end()
    return When(hit.string[begin:end], edtf, begin, end, bool(anchor) and not groups.get("year"), note)


def _month_range(hit: re.Match[str], rules: _Calendar, anchor: str) -> When | None:
    first, last = (rules.months[fold(hit[g]).rstrip(".")] for g in ("month", "other"))
    year = int(hit["year"] or 0) or nearest_year(anchor, first, 0)
    if not year or (rules.language == "en" and not hit["month"][0].isupper()):
        return None
    return _when(hit, f"{written(year if first <= last else year - 1, first)}/{written(year, last)}")


def _days_in(year: int, month: int) -> int:
    return next(day for day in (31, 30, 29, 28) if is_real(year, month, day))


def _third_of(words: str, language: str) -> str:
    low = fold(words).strip(" -")
    return next((t for t in MONTH_THIRDS if low in listed_words("times", t, language)), "") if low else ""


def _season(hit: re.Match[str], rules: _Calendar, anchor: str) -> When | None:
    low = fold(hit["season"])
    code = next((int(t["season"]) for t in table_of("lexicon_times").values() if "season" in t and _lists(t, low, rules.language)), 0)
    year, note = int(hit["year"] or 0), ""
    if not year:
        if not hit["lead"]:
            return None
        year = nearest_year(anchor, {21: 4, 22: 7, 23: 10, 24: 1}[code], 0)
        note = NEAREST if year else NO_YEAR
    return _when(hit, f"{year:04d}-{code}" if year else "", note, is_relative=not hit["year"])


def _lists(table: dict[str, list[str]], low: str, language: str) -> bool:
    return any(low in [fold(w) for w in table.get(code, ())] for code in languages_for(language))


def _year_pair(hit: re.Match[str], rules: _Calendar, _anchor: str) -> When | None:
    """Read two years: a span, or one of two, or both."""
    first, second, joint = int(hit["first"]), int(hit["second"]), fold(hit["joint"]).strip()
    if second <= first:
        return None
    if joint in {"or", "eller", "oder", "ou", "of", "или"}:
        return _when(hit, f"[{first},{second}]")
    opened = fold(hit["lead"] or "").strip()
    if joint in {"and", "og", "och", "und", "et", "en", "и"} and not _is_between(opened, rules.language):
        return _when(hit, f"{{{first},{second}}}")
    return _when(hit, f"{first}/{second}")


def _is_between(words: str, language: str) -> bool:
    return words in listed_words("qualifiers", "between", language)


def _year(hit: re.Match[str], rules: _Calendar, _anchor: str) -> When | None:
    edtf = hit["year"]
    third = _third_of(hit["third"] or "", rules.language)
    if third:
        first, last = YEAR_THIRDS[third]
        edtf = f"{written(int(edtf), first)}~/{written(int(edtf), last)}~"
    elif hit["decade"]:
        edtf = f"{edtf[:3]}X"
    begin = hit.start("third") if hit["third"] else hit.start("year")
    return When(hit.string[begin : hit.end()], edtf, begin, hit.end())


def _with_edges(text: str, when: When, language: str) -> When:
    """Take in a word before that makes the time open-ended or approximate: since, until, around."""
    if not when.edtf or any(mark in when.edtf for mark in "/[{~"):
        return when
    left = text[: when.start].rstrip(" (")
    for concept in ("since", "until", "around"):
        for words in listed_words("times", concept, language):
            tail = fold(left[-len(words) :])
            if tail != words or re.search(r"\w$", left[: -len(words)]) or re.search(r"[\d(]", text[len(left) : when.start]):
                continue
            edtf = {"since": f"{when.edtf}/..", "until": f"../{when.edtf}", "around": f"{when.edtf}~"}[concept]
            if "X" in when.edtf or (concept == "around" and "-2" in when.edtf and len(when.edtf) == len("2017-21")):
                return when
            start = len(left) - len(words)
            return replace(when, edtf=edtf, start=start, verbatim=text[start : when.end])
    return when


def _relative(text: str, rules: _Calendar, anchor: str) -> Iterator[When]:
    for hit in rules.relatives.finditer(fold(text)):
        unit, offset = rules.meanings[re.sub(r"\s+", " ", hit[0])]
        edtf = shifted(anchor, unit, offset) if unit and anchor else ""
        note = VAGUE if not unit else RELATIVE if edtf else NO_ANCHOR
        yield When(text[hit.start() : hit.end()], edtf, hit.start(), hit.end(), is_relative=True, note=note)


def _ago(text: str, rules: _Calendar, anchor: str) -> Iterator[When]:
    """Read "two weeks ago", "vor zwei Wochen", "for to uger siden"."""
    low = fold(text)
    for number in numbers(text, rules.language):
        before = any(
            low[: number.start].rstrip().endswith((" " + w, w + "\u00a0")) or low[: number.start].strip() == w
            for w in listed_words("times", "ago-before", rules.language)
        )
        after = listed_words("times", "ago-after", rules.language)
        for unit in ("day", "week", "month", "year"):
            words = "|".join(map(re.escape, listed_words("times", f"units-{unit}", rules.language))) or "(?!)"
            hit = re.compile(rf"\s+(?:{words})\b(\s+(?:{'|'.join(map(re.escape, after)) or '(?!)'})\b)?").match(low, number.end)
            if hit is None or not (hit[1] or (before and rules.language in {"de", "fr"})):
                continue
            edtf = shifted(anchor, unit, -number.value) if anchor else ""
            yield When(
                text[number.start : hit.end()], edtf, number.start, hit.end(), is_relative=True, note=RELATIVE if edtf else NO_ANCHOR
            )


def _weekday_number(name: str, rules: _Calendar) -> int:
    return next((number for form, number in rules.weekdays.items() if name.startswith(form)), -1)


def _weekdays(text: str, rules: _Calendar, anchor: str) -> Iterator[When]:
    for hit in _weekday_pattern(rules.language).finditer(text):
        if rules.language == "en" and not hit[0][0].isupper():
            continue
        number = _weekday_number(fold(hit[0]), rules)
        edtf = last_weekday(anchor, number) if anchor else ""
        yield _when(hit, edtf, RELATIVE if edtf else NO_ANCHOR, is_relative=True)


@lru_cache(maxsize=32)
def _weekday_pattern(language: str) -> re.Pattern[str]:
    names = sorted((f for f in _names("weekdays", language) if len(f) > YEAR_LENGTH + (language in {"en", "fr"})), key=len, reverse=True)
    tail = r"(?:s?(?:kväll|morgon|natt|aften|abend|nacht|morgen|mittag|kveld|eftermiddag|formiddag)\w*|[sn]|ens|en|es)?"
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'}){tail}(?!\w)", re.IGNORECASE)


def _names(kind: str, language: str) -> dict[str, int]:
    table = table_of("calendar").get(kind, {})
    chosen = languages_for(language)
    return {
        fold(str(form)): number
        for code in chosen
        if code in LANGUAGES
        for number, forms in enumerate(table.get(code, ()))
        for form in forms
    }


@lru_cache(maxsize=32)
def _calendar(language: str) -> _Calendar:
    months = {name: number + 1 for name, number in _names("months", language).items()}
    weekdays = dict(sorted(_names("weekdays", language).items(), key=lambda item: -len(item[0])))
    meanings: dict[str, tuple[str, int]] = {}
    for concept, table in table_of("lexicon_times").items():
        if "unit" in table:
            for words in listed_words("times", concept, language):
                meanings[words] = (str(table["unit"]), int(table.get("offset", 0)))
    whitespace = r"\s+"
    longest = sorted(meanings, key=len, reverse=True)
    relatives = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(w).replace(re.escape(' '), whitespace) for w in longest) or '(?!)'})(?!\w)")
    return _Calendar(months, weekdays, _patterns(months, weekdays, language), relatives, meanings, language)


_Reader = Callable[[re.Match[str], _Calendar, str], When | None]


def _patterns(months: dict[str, int], weekdays: dict[str, int], language: str) -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    """Write the patterns of a language, the most telling first."""
    month = rf"(?:{_any_of(sorted(map(re.escape, months), key=len, reverse=True))})(?!\w)\.?"
    third = _any_of(re.escape(w) for t in MONTH_THIRDS for w in listed_words("times", t, language))
    named = _day_patterns(month, _any_of(sorted(map(re.escape, weekdays), key=len, reverse=True)), language)
    return (*named, *_month_patterns(month, third, language), *_year_patterns(third, language))


def _any_of(alternatives: Iterable[str]) -> str:
    return "|".join(alternatives) or "(?!)"


def _day_patterns(month: str, day_names: str, language: str) -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    weekday = rf"(?:(?P<weekday>{day_names})[a-z]{{0,2}}\.?,?\s+\(?(?:(?:the|den|dem|d\.|le)\s+)?)?"
    year = rf"(?:,?\s+(?:(?:de|of|von)\s+)?(?P<year>{YEAR})(?!\d))?"
    day = r"(?P<day>[0-3]?\d)(?:\.|st|nd|rd|th|er|ère|:a|:e|-?го|-?е)?"
    span = r"(?:\s?[-–—]\s?|\s+(?:to|and|til|till|bis|au|tot|по|og|und|och|et|en|и)\s+)"
    return (
        (re.compile(rf"(?<![\d-])(?P<year>{YEAR})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\d-])"), _iso),
        (re.compile(rf"(?<![\d./])(?P<first>[0-3]?\d)[./](?:\s?)(?P<second>[0-3]?\d)[./]\s?(?P<year>{YEAR})(?!\d)"), _numeric),
        (
            re.compile(rf"(?<!\w){weekday}(?<![\d.,])(?P<day>[0-3]?\d)\.?{span}(?P<last>[0-3]?\d)\.?\s+(?P<month>{month}){year}\)?", FLAGS),
            _full,
        ),
        (re.compile(rf"(?<!\w){weekday}(?<![\d.,:])\(?{day}\s*(?:of\s+|de\s+)?(?P<month>{month}){year}", FLAGS), _full),
        (
            re.compile(
                rf"(?<!\w){weekday}(?P<month>{month})\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:%])(?:,?\s+(?P<year>{YEAR})(?!\d))?", FLAGS
            ),
            _full if language == "en" else _never,
        ),
    )


def _month_patterns(month: str, third: str, language: str) -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    before = _any_of(re.escape(w) for w in listed_words("times", "month-prepositions", language))
    joint = r"\s?(?:[-–—]|to|til|till|bis|à|tot)\s?"
    return (
        (re.compile(rf"(?<!\w)(?P<month>{month}){joint}(?P<other>{month})\s+(?P<year>{YEAR})(?!\d)", FLAGS), _month_range),
        (
            re.compile(rf"(?<!\w)(?:(?P<third>{third})[\s-]+)?(?P<month>{month})\s+(?:(?:of|de|года)\s+)?(?P<year>{YEAR})(?!\d)", FLAGS),
            _month,
        ),
        (re.compile(rf"(?<!\w)(?P<third>{third})[\s-]+(?P<month>{month})(?!\s*\d)", FLAGS), _month),
        (re.compile(rf"(?<!\w)(?:{before})\s*(?P<month>{month})(?!\s*\d)", FLAGS), _month),
    )


def _year_patterns(third: str, language: str) -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    seasons = (listed_words("times", c, language) for c, t in table_of("lexicon_times").items() if "season" in t)
    season = _any_of(re.escape(w) for words in seasons for w in words)
    joint = r"(?P<joint>\s?[-–—/]\s?|\s+(?:and|or|to|og|eller|til|och|till|und|oder|bis|et|ou|à|en|of|tot|и|или|по|до)\s+)"
    lead = r"(?:(?P<lead>between|from|mellem|mellom|mellan|zwischen|entre|tussen|между|fra|från|von|de|van|с)\s+)?"
    opening = (
        r"(?P<lead>(?:in|of|this|last|i|im|en|au|à l['’]|de|in de|het|dit|om|под|в|denne|förra|sidste|letzten|vergangenen|the|til|under|på)"
        r"\s*(?:the\s+)?)?"
    )
    decade = r"(?P<decade>s|-х|-talet|-tallet|er-jahre|erne)?"
    return (
        (
            re.compile(rf"(?<!\w){opening}(?P<season>{season})(?:en)?(?:\s+(?:of\s+|de\s+|af\s+)?(?P<year>{YEAR})(?!\d))?(?!\w)", FLAGS),
            _season,
        ),
        (re.compile(rf"(?<![\w/(-]){lead}(?P<first>{YEAR}){joint}(?P<second>{YEAR})(?![\w-])", FLAGS), _year_pair),
        (
            re.compile(rf"(?<![\w/.,-])(?:(?P<third>{third})[\s-]+)?(?P<year>{YEAR}){decade}(?![\w/-]|[.,]\d|\s?[%€$])", FLAGS),
            _year_alone(language),
        ),
    )


def _never(_hit: re.Match[str], _rules: _Calendar, _anchor: str) -> When | None:
    return None


def _year_alone(language: str) -> Callable[[re.Match[str], _Calendar, str], When | None]:
    """Read a year by itself, but not a number of that size before a noun that is counted."""
    from safeconduct.evidence.reading.propose.quantities import head_after  # noqa: PLC0415  quantities ask for times too

    def read(hit: re.Match[str], rules: _Calendar, anchor: str) -> When | None:
        head = None if hit["decade"] else head_after(hit.string, hit.end(), language)
        if (
            head is not None
            and not head.is_skipped
            and hit.string[hit.end() : head.end].count(" ") <= 2
            and not re.match(r"\s*[,(]", hit.string[hit.end() :])
        ):
            left = fold(hit.string[: hit.start()]).rstrip()
            if not left.endswith((" in", " i", " en", " в", " jahr", " since", " år")) and left not in {"in", "i", "en", "в"}:
                return None
        return _year(hit, rules, anchor)

    return read
