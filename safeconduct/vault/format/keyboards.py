"""What somebody typed while the keyboard was set to another alphabet, and where words begin and end in it."""

import re
from collections.abc import Iterator

from safeconduct.vault.format.lists import plain_letters

# The same keys, left to right and from above, on a Latin and on a Russian keyboard.
LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
LATIN_SHIFTED = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
TO_RUSSIAN = str.maketrans(LATIN + LATIN_SHIFTED, RUSSIAN + RUSSIAN)
TO_LATIN = str.maketrans(RUSSIAN + RUSSIAN.upper(), LATIN + LATIN)
NUMBERING = re.compile(r"^\d+[.):]?")
SIGNS = ".,;:-–"
WORD = re.compile(r"[^\W\d_]+")


def readings_of(text: str) -> Iterator[list[str]]:
    """Give the words of the text, as typed, then as if the keyboard had been set to the other alphabet; small, without accents."""
    yield _words_of(plain_letters(text))
    if any("а" <= letter <= "я" or letter == "ё" for letter in text.lower()):
        yield _words_of(plain_letters(text.translate(TO_LATIN)))
    else:
        yield _words_of(plain_letters(text.translate(TO_RUSSIAN)))
        # A comma may part two words, or be the letter б; so here only spaces part words, and numbers before them do not count.
        between = (NUMBERING.sub("", found).rstrip(SIGNS) for found in text.split())
        yield [plain_letters(word.translate(TO_RUSSIAN)) for word in between if word]


def _words_of(text: str) -> list[str]:
    return WORD.findall(text)
