"""The code of a person who asks for help: ten random bytes, said as eight words or 27 digits, and the keys that follow from them."""

import hashlib
import secrets
from dataclasses import dataclass

from argon2.low_level import ARGON2_VERSION, Type, hash_secret_raw

from safeconduct.vault.format.keyboards import readings_of
from safeconduct.vault.format.lists import (
    LIST_LENGTH,
    SECRET_LENGTH,
    WORDS,
    checksum_of,
    deciding_letters,
    languages,
    list_of,
    numbers_of,
    places_of,
    secret_of,
)
from safeconduct.vault.format.octets import KEY_LENGTH, hkdf
from safeconduct.vault.format.roots import identity_of, recipient_of
from safeconduct.vault.format.slips import swaps_of, words_near

DIGITS = 27
GROUP = 3
MEMORY_KIB, PASSES, LANES = 19_456, 2, 1
SALT_LENGTH = 16


class Misread(ValueError):
    """This is no code; what is known about where the slip lies.

    ``positions`` are the places (from 0) of words that are in no list; ``suggestions`` gives, for a place, words that may have been
    meant and with which the whole would be a code; ``checksum`` is true where every word is known and they do not belong together;
    ``found`` is how many words (or digits) there are; ``language`` is the list that fits best, empty for digits.
    """

    def __init__(
        self,
        *,
        found: int,
        language: str = "",
        positions: tuple[int, ...] = (),
        suggestions: dict[int, list[str]] | None = None,
        checksum: bool = False,
    ) -> None:
        super().__init__("This is no code.")
        self.found, self.language, self.positions, self.checksum = found, language, positions, checksum
        self.suggestions = suggestions or {}


@dataclass(frozen=True, repr=False)
class SourceKeys:
    """What a code opens: the token of the box, and the identity to which answers are sealed."""

    token: bytes
    identity: str
    recipient: str

    @property
    def token_hash(self) -> bytes:
        """What the server keeps of the token."""
        return hashlib.sha256(self.token).digest()


def new_secret() -> bytes:
    """Make a code: ten random bytes."""
    return secrets.token_bytes(SECRET_LENGTH)


def words_of(secret: bytes, language: str = "en") -> list[str]:
    """Give the eight words of a code.

    Raises lists.NoSuchList for a language without a list.
    """
    words = list_of(language)
    return [words[number] for number in numbers_of(secret)]


def digits_of(secret: bytes) -> str:
    """Give a code as 27 digits in groups of three, for somebody who must hide a note."""
    digits = str(int.from_bytes(secret + checksum_of(secret), "big")).zfill(DIGITS)
    return " ".join(digits[place : place + GROUP] for place in range(0, DIGITS, GROUP))


def source_keys(secret: bytes, instance: str) -> SourceKeys:
    """Give what a code opens at this installation. Costs 19 MiB and some twenty milliseconds; never kept for later."""
    salt = hashlib.sha256(b"safeconduct/v1/instance|" + instance.encode()).digest()[:SALT_LENGTH]
    root = hash_secret_raw(secret, salt, PASSES, MEMORY_KIB, LANES, KEY_LENGTH, Type.ID, ARGON2_VERSION)
    identity = identity_of(hkdf(root, b"", "safeconduct/v1/source/identity"))
    return SourceKeys(hkdf(root, b"", "safeconduct/v1/source/mailbox"), identity, recipient_of(identity))


def read_code(text: str) -> bytes:
    """Read a code as people type it: capitals, four letters, no accents, numbering, another keyboard, or the digits.

    Gives the ten bytes. Raises Misread.
    """
    digits = _digits_in(text)
    if digits:
        return _read_digits(digits)
    best: Misread | None = None
    for words in readings_of(text):
        for language in languages():
            try:
                return _read_words(words, language)
            except Misread as misread:
                best = misread if best is None or _fit(misread) > _fit(best) else best
    raise best or Misread(found=0)


def _digits_in(text: str) -> str:
    if any(letter.isalpha() for letter in text):
        return ""
    return "".join(str(int(letter)) for letter in text if letter.isdecimal())


def _read_digits(digits: str) -> bytes:
    number = int(digits)
    if len(digits) == DIGITS and number < LIST_LENGTH**WORDS:
        octets = number.to_bytes(SECRET_LENGTH + 1, "big")
        if checksum_of(octets[:SECRET_LENGTH]) == octets[SECRET_LENGTH:]:
            return octets[:SECRET_LENGTH]
    raise Misread(found=len(digits), checksum=len(digits) == DIGITS)


def _read_words(words: list[str], language: str) -> bytes:
    """Read words of one list.

    Raises Misread; what was meant is looked for only where there are eight words and at most two are unknown.
    """
    places = places_of(language)
    numbers = [places.get(deciding_letters(word)) for word in words]
    unknown = tuple(place for place, number in enumerate(numbers) if number is None)
    known = [number for number in numbers if number is not None]
    if len(words) != WORDS:
        raise Misread(found=len(words), language=language, positions=unknown)
    if unknown:
        raise Misread(found=WORDS, language=language, positions=unknown, suggestions=words_near(words, numbers, language))
    if secret := secret_of(known):
        return secret
    swaps, near = swaps_of(known, language), words_near(words, numbers, language)
    offered = {place: [*swaps.get(place, []), *near.get(place, [])] for place in sorted({*swaps, *near})}
    raise Misread(found=WORDS, language=language, checksum=True, suggestions=offered)


def _fit(misread: Misread) -> tuple[bool, int]:
    return misread.found == WORDS, misread.found - len(misread.positions)
