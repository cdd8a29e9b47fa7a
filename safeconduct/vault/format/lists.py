"""Lists of 2048 words, one a language, and how ten bytes become eight of their places."""

import hashlib
import unicodedata
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

SECRET_LENGTH = 10
WORD_BITS = 11
WORDS = 8
LIST_LENGTH = 2048
DECIDING = 4  # letters of a word that tell it from every other


class NoSuchList(LookupError):
    """There is no list of words in this language."""


def numbers_of(secret: bytes) -> list[int]:
    """Give eight numbers from 0 to 2047 for ten bytes; they carry an eleventh byte by which a slip is noticed."""
    number = int.from_bytes(secret + checksum_of(secret), "big")
    return [number >> WORD_BITS * place & (LIST_LENGTH - 1) for place in reversed(range(WORDS))]


def secret_of(numbers: list[int]) -> bytes | None:
    """Give the ten bytes of eight numbers, or nothing where they do not belong together."""
    number = sum(value << WORD_BITS * place for place, value in enumerate(reversed(numbers)))
    octets = number.to_bytes(SECRET_LENGTH + 1, "big")
    secret = octets[:SECRET_LENGTH]
    return secret if checksum_of(secret) == octets[SECRET_LENGTH:] else None


def checksum_of(secret: bytes) -> bytes:
    """Give the one byte by which a slip in a code is noticed."""
    return hashlib.sha256(b"safeconduct/v1/code" + secret).digest()[:1]


@cache
def languages() -> tuple[str, ...]:
    """Give the languages that have a list."""
    return tuple(language for language, path in _paths().items() if path.is_file())


@cache
def list_of(language: str) -> tuple[str, ...]:
    """Give the 2048 words of a language.

    Raises NoSuchList.
    """
    if language not in languages():
        raise NoSuchList(language)
    text = _paths()[language].read_text(encoding="utf-8")
    return tuple(unicodedata.normalize("NFC", word) for word in text.split())


@cache
def places_of(language: str) -> dict[str, int]:
    """Give the place of every word of a language by its first letters."""
    return {deciding_letters(word): place for place, word in enumerate(list_of(language))}


def deciding_letters(word: str) -> str:
    """Give what words are compared by: four letters, small, without accents."""
    return plain_letters(word)[:DECIDING]


def plain_letters(word: str) -> str:
    """Give a word small and without accents: é is e, й is и, ё is е."""
    apart = unicodedata.normalize("NFKD", word).casefold()
    return "".join(letter for letter in apart if unicodedata.category(letter) not in {"Mn", "Cf"})


def _paths() -> dict[str, Traversable]:
    well_kept = files("mnemonic") / "wordlist"
    return {
        "en": well_kept / "english.txt",
        "es": well_kept / "spanish.txt",
        "fr": well_kept / "french.txt",
        "ru": files("safeconduct.vault") / "words" / "russian.txt",
    }
