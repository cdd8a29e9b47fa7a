"""One key for a name in any script and spelling: Novaya Gazeta, Novaja Gazeta, Nowaja Gaseta, Новая газета."""

from __future__ import annotations

import re
import unicodedata

# Cyrillic, letter by letter, as English newspapers write it; what differs between languages is merged below.
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
        (
            "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch".split()
            + ["", "y", "", "e", "yu", "ya", "i", "yi", "e", "g"]
        ),
        strict=True,
    )
)
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "å": "a", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})

# Spellings of one sound in the languages read, longest first.
_SOUNDS = (
    (r"tsch|tch|tj|cz|ch", "c"),
    (r"shch|schtsch|sch|sj|sh|sz", "s"),
    (r"zh|zj|j(?=[aeiou])|y(?=[aeiou])|i(?=a\b)", "y"),
    (r"kh|ch|h", "h"),
    (r"ph", "f"),
    (r"ts|tz|z", "s"),
    (r"ck|q|k", "k"),
    (r"w", "v"),
    (r"ou|oe", "u"),
    (r"ij|y|j|ii|ie|i", "i"),
    (r"x", "ks"),
    (r"ff\b|v\b", "v"),
)
_DOUBLE = re.compile(r"(.)\1+")
_NOT_WORD = re.compile(r"[^a-z0-9 ]+")
_ARTICLES = frozenset({"the", "le", "la", "les", "der", "die", "das", "den", "det", "de", "het", "el"})


def match_key(name: str) -> str:
    """Give the key under which spellings of one name meet; "" for a name without letters."""
    latin = "".join(_CYRILLIC.get(letter, letter) for letter in name.lower())
    plain = unicodedata.normalize("NFKD", latin.translate(_LETTERS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = [word for word in _NOT_WORD.sub(" ", plain.replace("'", "").replace("’", "")).split() if word not in _ARTICLES]
    if not words:
        return " ".join(name.lower().split())
    return " ".join(_sound(word) for word in words)


def _sound(word: str) -> str:
    for pattern, letter in _SOUNDS:
        word = re.sub(pattern, letter, word)
    return _DOUBLE.sub(r"\1", word)
