"""Read what a person annotated by hand, leniently: strings or objects, names spelt either way, text with small damage."""

from __future__ import annotations

import re
from typing import Any

from rapidfuzz import fuzz

from safeconduct.evidence.reading.propose.names import match_key
from safeconduct.evidence.reading.shapes import Quantity

LIKE_ENOUGH = 80
NAME_LIKE_ENOUGH = 86


def as_list(value: Any) -> list[Any]:
    """Give a value as a list."""
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def texts_of(value: Any) -> list[str]:
    """Give the words of one or several annotations."""
    return [text_of(v) for v in as_list(value)]


def text_of(entry: Any) -> str:
    """Give the words of an annotation, which may be a string or an object."""
    if isinstance(entry, dict):
        for key in ("text", "quote", "exact", "sentence", "name", "what", "value", "number"):
            if entry.get(key):
                return str(entry[key])
        return ""
    return str(entry)


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are the same, spelt alike or one within the other."""
    first, second = match_key(one), match_key(other)
    if not first or not second:
        return False
    return first in second or second in first or fuzz.token_set_ratio(first, second) >= NAME_LIKE_ENOUGH


def same_text(one: str, other: str) -> bool:
    """Tell whether one text holds the other, give or take damage."""
    first, second = (re.sub(r"\W+", " ", t.lower()).strip() for t in (one, other))
    if not first or not second:
        return False
    short, long = sorted((first, second), key=len)
    return short in long or fuzz.partial_ratio(short, long) >= LIKE_ENOUGH


def gold_quantity(want: Any) -> dict[str, Any]:
    """Give the quantity an annotation has, as a table; empty where it has none."""
    if not isinstance(want, dict) or want.get("quantity") in (None, "", {}):
        return {}
    quantity = want["quantity"]
    if isinstance(quantity, dict):
        return quantity
    return {"low": quantity, "high": quantity} if isinstance(quantity, int | float) else {"verbatim": str(quantity)}


def same_numbers(number: dict[str, Any], found: Quantity) -> bool:
    """Tell whether the bounds annotated are those found."""
    value = number.get("value", number.get("number"))
    low, high = number.get("low", value), number.get("high", value)
    if low is None and high is None:
        verbatim = str(number.get("verbatim") or number.get("text") or "")
        return not verbatim or same_text(verbatim, found.verbatim) or str(found.low) in re.findall(r"\d+", verbatim)
    numbers = {n for n in (found.low, found.high) if n is not None}
    return (low in numbers or low is None) and (high in numbers or high is None or high == low)


def gold_speakers(want: Any) -> list[str] | None:
    """Give the names an annotation attributes a claim to; none where it does not say."""
    if not isinstance(want, dict):
        return None
    entries = as_list(want.get("attributions", want.get("attribution", want.get("attributed_to", want.get("speaker", want.get("source"))))))
    if not entries:
        return None
    names: list[str] = []
    for entry in entries:
        if isinstance(entry, dict):
            names += [str(entry[k]) for k in ("speaker", "cites", "holder", "name", "source") if entry.get(k)][:2]
        elif entry:
            names.append(str(entry))
    return list(dict.fromkeys(names)) or None
