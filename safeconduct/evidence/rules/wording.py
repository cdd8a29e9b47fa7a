"""Saying an EDTF time in words, in the languages of the public pages, without losing its caution."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from safeconduct.evidence.rules.moments import Moment, Shape, parse

Words = dict[str, str | list[str]]


@cache
def _catalogue() -> dict[str, Words]:
    text = files("safeconduct.evidence.rules").joinpath("moment_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def languages() -> tuple[str, ...]:
    """Give the languages that times can be said in."""
    return tuple(_catalogue())


def describe(edtf: str, language: str = "en") -> str:
    """Say the time in words: "about April 2017", "1 April 2017 or earlier", "17 May, year not stated".

    A language without words falls back to English. Raises ValueError where ``edtf`` cannot be read.
    """
    catalogue = _catalogue()
    words = catalogue.get(language.partition("-")[0], catalogue["en"])
    return _say(parse(edtf), words)


def _say(moment: Moment, words: Words, *, is_bound: bool = False) -> str:
    match moment.shape:
        case Shape.UNKNOWN:
            return _word(words, "unknown")
        case Shape.EARLIER | Shape.LATER:
            known = moment.parts[1] if moment.shape is Shape.EARLIER else moment.parts[0]
            return _word(words, str(moment.shape)).format(when=_say(known, words))
        case Shape.BETWEEN if moment.parts:
            one, other = (_say(part, words, is_bound=True) for part in moment.parts)
            return _word(words, "between").format(one=one, other=other)
        case Shape.BETWEEN if moment.earliest != moment.latest:
            one, other = (_plain(parse(str(day)), words, is_bound=True) for day in (moment.earliest, moment.latest))
            return _cautious(moment, _word(words, "between").format(one=one, other=other), "", words)
        case Shape.BETWEEN:
            return _cautious(moment, _plain(parse(str(moment.earliest)), words, is_bound=False), "", words)
        case Shape.ONE_OF | Shape.ALL_OF:
            said = [_say(part, words) for part in moment.parts]
            joint = _word(words, "or" if moment.shape is Shape.ONE_OF else "and")
            return joint.format(one=_word(words, "comma", ", ").join(said[:-1]), other=said[-1])
        case _:
            bound = _plain(moment, words, is_bound=True)
            return _cautious(moment, bound if is_bound else _plain(moment, words, is_bound=False), bound, words)


def _cautious(moment: Moment, when: str, bound: str, words: Words) -> str:
    if moment.is_approximate:
        when = _word(words, "about").format(when=when, bound=bound or when)
    return _word(words, "uncertain").format(when=when) if moment.is_uncertain else when


def _plain(moment: Moment, words: Words, *, is_bound: bool) -> str:
    """Say a single date, ``is_bound``: in the form that follows a preposition."""
    name = str(moment.shape)
    if moment.shape is Shape.YEARLESS:
        name = "yearless_day" if moment.day else "yearless_month"
    pattern = _word(words, f"bound_{name}", "") if is_bound else ""
    pattern = pattern or _word(words, name, "{year}")
    return pattern.format(**_parts(moment, words, is_bound=is_bound))


def _parts(moment: Moment, words: Words, *, is_bound: bool) -> dict[str, str]:
    year = str(moment.earliest.year if moment.earliest else moment.year or "")
    last = str(moment.latest.year if moment.latest else "")
    parts = {"year": year, "last": last, "day": str(moment.day or ""), "month": "", "month_alone": "", "season": ""}
    if moment.day == 1:
        parts["day"] = _word(words, "first", "1")
    if moment.month and moment.shape is Shape.SEASON:
        names = words.get("seasons_bound", words["seasons"]) if is_bound else words["seasons"]
        parts["season"] = names[moment.month - 1]
    elif moment.month:
        parts["month"] = words["months"][moment.month - 1]
        parts["month_alone"] = words.get("months_alone", words["months"])[moment.month - 1]
    return parts


def _word(words: Words, name: str, otherwise: str | None = None) -> str:
    found = words[name] if otherwise is None else words.get(name, otherwise)
    return str(found)
