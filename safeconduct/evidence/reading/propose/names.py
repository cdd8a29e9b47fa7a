"""Match keys for names: one key for a name however its script and language write it."""

from __future__ import annotations

import re
import unicodedata

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "sch",
            ".",
            "i",
            ".",
            "e",
            "iu",
            "ia",
            "i",
            "i",
            "e",
            "g",
            "u",
        ],
        strict=True,
    )
)
_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
        [
            "a",
            "b",
            "t",
            "t",
            "j",
            "h",
            "kh",
            "d",
            "d",
            "r",
            "z",
            "s",
            "sh",
            "s",
            "d",
            "t",
            "z",
            "a",
            "g",
            "f",
            "k",
            "k",
            "l",
            "m",
            "n",
            "h",
            "u",
            "i",
        ],
        strict=True,
    )
)
_ARTICLES = re.compile(r"^(?:the|die|der|das|le|la|les|den|det|de|het)\s+")
_MERGED = (
    (r"tsch|tch|tsj|tj|cz|ch|kh|sjtj|schtsch|shch", "h"),
    (r"sch|sh|sj|zh|zj|ts|tz", "s"),
    (r"x", "ks"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"w", "v"),
    (r"ff\b", "v"),
    (r"z", "s"),
    (r"ck|q|c", "k"),
    (r"ou|oe", "u"),
    (r"ya|ja", "ia"),
    (r"[yj]", "i"),
    (r"i+", "i"),
)


def match_key(name: str) -> str:
    """Give the key under which spellings of one name meet: Novaya, Novaja, Nowaja, Новая.

    Transliterates Cyrillic and Arabic letters, drops accents, articles and marks, merges letters that languages use for
    one sound (w and v, y and j, sch and tsch), so that it is right for asking "may this be the same?", never for deciding it.
    """
    written = unicodedata.normalize("NFC", name).lower()
    for mark, letters in (("č", "ch"), ("ć", "ch"), ("š", "sh"), ("ş", "sh"), ("ž", "zh")):
        written = written.replace(mark, letters)
    plain = "".join(_latin(letter) for letter in written)
    plain = unicodedata.normalize("NFKD", plain)
    plain = (
        "".join(c for c in plain if not unicodedata.combining(c))
        .replace("ø", "o")
        .replace("æ", "a")
        .replace("ß", "ss")
        .replace("ı", "i")
        .replace("ł", "l")
    )
    words = re.sub(r"[^a-z0-9]+", " ", plain.replace("'", "").replace("’", "")).strip()
    words = _ARTICLES.sub("", words) or words
    if not words:
        return " ".join(written.split())  # a script that is not transliterated is its own key
    return " ".join(_merged(word) for word in words.split())


def _latin(letter: str) -> str:
    if letter in _CYRILLIC:
        return _CYRILLIC[letter].replace(".", "")
    return _ARABIC.get(letter, letter)


def _merged(word: str) -> str:
    for pattern, one in _MERGED:
        word = re.sub(pattern, one, word)
    word = re.sub(r"(.)\1", r"\1", word)
    if len(word) > len("anne") and word.endswith("e"):
        word = word[:-1]
    return word
