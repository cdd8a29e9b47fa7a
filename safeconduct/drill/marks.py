"""Marks that are planted, and every form in which one could lie about afterwards."""

import base64
import hashlib
import quopri
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

SHORTEST = 6  # bytes; a shorter pattern turns up by chance
_LATIN = "bcdfghjklmnprstvz"
_CYRILLIC = "бвгджзклмнпрстфхц"
TEXT_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "iso8859-5", "cp866")
DIGESTS = ("md5", "sha1", "sha256", "sha512")


@dataclass(frozen=True, slots=True)
class Mark:
    """One planted text. ``where`` says in plain words what it stood for, such as “name of a file”."""

    where: str
    value: str


@dataclass(frozen=True, slots=True)
class Form:
    """One shape of a mark: what was done to it, and the bytes to look for."""

    mark: Mark
    how: str
    pattern: bytes


def new_word(*, cyrillic: bool = False, length: int = 10) -> str:
    """Make a word that stands nowhere else: consonants, never two alike beside each other, the first a capital."""
    letters = _CYRILLIC if cyrillic else _LATIN
    word = secrets.choice(letters)
    while len(word) < length:
        if (letter := secrets.choice(letters)) != word[-1]:
            word += letter
    return word.capitalize()


def new_telephone() -> str:
    """Make a telephone number of a range that no country uses, written with spaces."""
    digits = "".join(secrets.choice("0123456789") for _ in range(10))
    return f"+999 {digits[:3]} {digits[3:6]} {digits[6:]}"


def forms_of(mark: Mark) -> list[Form]:
    """Give every form of a mark that is long enough to be looked for, each pattern once."""
    found: dict[bytes, Form] = {}
    for how, pattern in _forms(mark.value):
        if len(pattern) >= SHORTEST:
            found.setdefault(pattern, Form(mark, how, pattern))
    return list(found.values())


def forms_of_secret(where: str, secret: bytes) -> list[Form]:
    """Give the forms of a secret that is no text, such as a key: as it is, as hex, as base64 in every place."""
    mark = Mark(where, "")
    return [Form(mark, "as it is", secret), *(Form(mark, how, pattern) for how, pattern in _disguises("bytes", secret))]


def _forms(value: str) -> Iterator[tuple[str, bytes]]:
    for spelling, text in _spellings(value):
        for encoding in TEXT_ENCODINGS:
            try:
                raw = text.encode(encoding)
            except UnicodeEncodeError:
                continue
            how = f"{spelling}, {encoding}"
            yield how, raw
            if encoding in {"utf-8", "utf-16-le", "cp1251"}:
                yield from _disguises(how, raw)
        yield from _text_disguises(spelling, text)
        yield from _digests(spelling, text)


def _spellings(value: str) -> Iterator[tuple[str, str]]:
    seen = set()
    for name, text in (
        ("as it is", value),
        ("composed", unicodedata.normalize("NFC", value)),
        ("decomposed", unicodedata.normalize("NFD", value)),
        ("small letters", value.lower()),
        ("capitals", value.upper()),
        ("backwards", value[::-1]),
        ("without spaces", "".join(value.split())),
        ("digits only", "".join(character for character in value if character.isdigit())),
    ):
        if text and text not in seen:
            seen.add(text)
            yield name, text


def _disguises(how: str, raw: bytes) -> Iterator[tuple[str, bytes]]:
    yield f"{how}, hex", raw.hex().encode()
    yield f"{how}, HEX", raw.hex().upper().encode()
    for offset in range(3):
        middle = _base64_at(raw, offset)
        yield f"{how}, base64 at {offset}", middle
        yield f"{how}, base64url at {offset}", middle.replace(b"+", b"-").replace(b"/", b"_")
    yield f"{how}, base32", base64.b32encode(raw).rstrip(b"=")[: len(raw) * 8 // 5]
    percent = "".join(f"%{byte:02X}" for byte in raw).encode()
    yield f"{how}, percent", percent
    yield f"{how}, percent, small", percent.lower()
    yield f"{how}, escaped bytes", "".join(f"\\x{byte:02x}" for byte in raw).encode()


def _base64_at(raw: bytes, offset: int) -> bytes:
    """Give the letters that stay the same whatever stands before (``offset`` bytes past a group of three) and after."""
    encoded = base64.b64encode(b"\0" * offset + raw)
    first = (0, 2, 3)[offset]
    whole = (offset + len(raw)) * 8 // 6
    return encoded[first:whole]


def _text_disguises(spelling: str, text: str) -> Iterator[tuple[str, bytes]]:
    yield f"{spelling}, address", quote(text, safe="").encode()
    yield f"{spelling}, address, small", quote(text, safe="").lower().encode()
    escaped = "".join(character if ord(character) < 128 else f"\\u{ord(character):04x}" for character in text)  # noqa: PLR2004 — ASCII
    yield f"{spelling}, JSON", escaped.encode()
    yield f"{spelling}, JSON, capitals", escaped.upper().replace("\\U", "\\u").encode()
    yield f"{spelling}, entities", "".join(f"&#{ord(character)};" for character in text).encode()
    yield f"{spelling}, quoted-printable", quopri.encodestring(text.encode()).replace(b"=\n", b"")
    yield f"{spelling}, SQL bytes", b"\\\\x" + text.encode().hex().encode()


def _digests(spelling: str, text: str) -> Iterator[tuple[str, bytes]]:
    for name in DIGESTS:
        digest = hashlib.new(name, text.encode(), usedforsecurity=False)
        yield f"{spelling}, {name}", digest.hexdigest().encode()
        yield f"{spelling}, {name}, bytes", digest.digest()
        yield f"{spelling}, {name}, base64", base64.b64encode(digest.digest()).rstrip(b"=")[:-1]
