"""Writing one word in the few ways in which people type it, so that spelling does not hide a page."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LONGEST = 40  # letters of a token; what is longer is no word

_LETTERS = str.maketrans({"ё": "е", "ة": "ه", "ى": "ي", "ـ": None, "ı": "i", "’": None, "'": None})
# "aa" for "å", "ae" for "ä": how German and Nordic names are typed without the letter
_SPELT_OUT = str.maketrans({"å": "aa", "ä": "ae", "æ": "ae", "ö": "oe", "ø": "oe", "ü": "ue"})
_BARE = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "œ": "oe"})


@lru_cache(maxsize=60_000)
def fold(word: str) -> tuple[str, ...]:
    """Give the word in lower case without marks: first with letters like å spelt out, then, where it differs, bare.

    ß is ss, ё is е, Arabic vowel marks and the forms of alef are one.
    """
    plain = unicodedata.normalize("NFKC", word).casefold().translate(_LETTERS)
    spelt_out = _without_marks(plain.translate(_SPELT_OUT))
    bare = _without_marks(plain)
    return (spelt_out,) if bare == spelt_out else (spelt_out, bare)


def _without_marks(word: str) -> str:
    # Cyrillic letters are left whole: й is a letter of its own, not an и with a mark
    parts = "".join(c if "\u0400" <= c <= "\u052f" else unicodedata.normalize("NFD", c) for c in word.translate(_BARE))
    return "".join(letter for letter in parts if letter.isalnum())[:LONGEST]
