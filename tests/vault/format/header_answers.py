"""Known answers for the outside of age files: which are taken, which are refused before anything expensive is done."""

import base64
import hashlib
from typing import Any

FIRST = "age-encryption.org/v1\n"


def text_of(length: int, name: str = "") -> str:
    """Give base64 without padding of so many bytes."""
    stream = b"".join(hashlib.sha256(f"{name} {block}".encode()).digest() for block in range(length // 32 + 1))
    return base64.b64encode(stream[:length]).decode().rstrip("=")


SHARE, KEY, MAC = text_of(32, "share"), text_of(32, "key"), text_of(32, "mac")
STANZA = f"-> X25519 {SHARE}\n{KEY}\n"
FOOTER = f"--- {MAC}\n"
GREASE = f"-> 7x!-grease ab {{}} ~\n{text_of(48)}\n{text_of(10)}\n"


def headers_() -> dict[str, Any]:
    """Give headers as rows of pieces, each so many times; then so many bytes of zeros. ``length`` is what a client claims, if it does."""
    return {"taken": [_taken(*case) for case in _good()], "refused": [_refused(*case) for case in _bad()]}


def bytes_of(case: dict[str, Any]) -> bytes:
    """Put an age file together."""
    return b"".join(piece["text"].encode("latin-1") * piece["times"] for piece in case["pieces"]) + bytes(case["zeros"])


def _good() -> list[tuple[str, list[tuple[str, int]], int, int, int, int | None]]:
    """Why, pieces, zeros after them, stanzas, plaintext length, claimed length."""
    one = [(FIRST + STANZA + FOOTER, 1)]
    header = len(FIRST + STANZA + FOOTER)
    return [
        ("one stanza, nothing sealed", one, 32, 1, 0, None),
        ("one byte sealed", one, 33, 1, 1, None),
        ("a bucket sealed", one, 16 + 256 + 16, 1, 256, None),
        ("a whole chunk", one, 16 + 65_536 + 16, 1, 65_536, None),
        ("a chunk and a byte", one, 16 + 65_552 + 17, 1, 65_537, None),
        ("only the beginning of a large file", one, 0, 1, 10_485_760, header + 16 + 10_485_760 + 160 * 16),
        ("grease", [(FIRST + STANZA + GREASE + FOOTER, 1)], 32, 2, 0, None),
        ("grease with an empty body", [(FIRST + STANZA + "-> a-grease\n\n" + FOOTER, 1)], 32, 2, 0, None),
        ("grease of 96 bytes", [(FIRST + f"-> a-grease\n{text_of(48)}\n{text_of(48)}\n\n" + STANZA + FOOTER, 1)], 32, 2, 0, None),
        ("16 stanzas", [(FIRST, 1), (STANZA, 16), (FOOTER, 1)], 32, 16, 0, None),
    ]


def _bad() -> list[tuple[str, list[tuple[str, int]], int, int | None]]:
    """Why, pieces, zeros after them, claimed length."""
    short = f"-> X25519 {SHARE}\n{text_of(31)}\n"
    # The last letter of 43 carries two bits that must be nought.
    crooked = KEY[:-1] + chr(ord(KEY[-1]) + 1)
    whole = STANZA + FOOTER
    return [
        ("nothing", [], 0, None),
        ("plain text", [("Help me.", 1)], 0, None),
        ("another version", [("age-encryption.org/v2\n" + whole, 1)], 32, None),
        ("a line end of two letters", [("age-encryption.org/v1\r\n" + whole, 1)], 32, None),
        ("armour", [("-----BEGIN AGE ENCRYPTED FILE-----\n", 1)], 64, None),
        ("no stanza", [(FIRST + FOOTER, 1)], 32, None),
        ("17 stanzas", [(FIRST, 1), (STANZA, 17), (FOOTER, 1)], 32, None),
        ("2,000 stanzas", [(FIRST, 1), (STANZA, 2000), (FOOTER, 1)], 32, None),
        ("a passphrase", [(FIRST + f"-> scrypt {text_of(16)} 18\n{KEY}\n" + FOOTER, 1)], 32, None),
        ("a passphrase beside a recipient", [(FIRST + STANZA + f"-> scrypt {text_of(16)} 18\n{KEY}\n" + FOOTER, 1)], 32, None),
        ("a plugin's stanza", [(FIRST + f"-> yubikey {SHARE}\n{KEY}\n" + FOOTER, 1)], 32, None),
        ("an SSH key's stanza", [(FIRST + f"-> ssh-ed25519 abcd {SHARE}\n{KEY}\n" + FOOTER, 1)], 32, None),
        ("small letters in the kind", [(FIRST + STANZA.replace("X25519", "x25519") + FOOTER, 1)], 32, None),
        ("a header of 40 KiB", [(FIRST + STANZA + "-> a-grease\n", 1), (text_of(48) + "\n", 640), ("\n" + FOOTER, 1)], 32, None),
        ("an argument of 40 KiB", [(FIRST + STANZA + "-> a-grease ", 1), ("a", 40_960), ("\n\n" + FOOTER, 1)], 32, None),
        ("a line that never ends", [(FIRST + "-> X25519 ", 1), ("A", 40_960)], 0, None),
        ("no end of the header", [(FIRST + STANZA, 1)], 32, None),
        ("a MAC too short", [(FIRST + STANZA + f"--- {MAC[:-1]}\n", 1)], 32, None),
        ("a MAC too long", [(FIRST + STANZA + f"--- {MAC}A\n", 1)], 32, None),
        ("no MAC", [(FIRST + STANZA + "---\n", 1)], 32, None),
        ("no line end after the MAC", [(FIRST + STANZA + FOOTER[:-1], 1)], 0, None),
        ("a MAC with bits left over", [(FIRST + STANZA + f"--- {MAC[:-1]}{chr(ord(MAC[-1]) + 1)}\n", 1)], 32, None),
        ("a body too short", [(FIRST + short + FOOTER, 1)], 32, None),
        ("a body with padding", [(FIRST + f"-> X25519 {SHARE}\n{KEY}=\n" + FOOTER, 1)], 32, None),
        ("a body with bits left over", [(FIRST + f"-> X25519 {SHARE}\n{crooked}\n" + FOOTER, 1)], 32, None),
        ("a share too short", [(FIRST + f"-> X25519 {text_of(31)}\n{KEY}\n" + FOOTER, 1)], 32, None),
        ("a share too many", [(FIRST + f"-> X25519 {SHARE} {SHARE}\n{KEY}\n" + FOOTER, 1)], 32, None),
        ("no share", [(FIRST + f"-> X25519\n{KEY}\n" + FOOTER, 1)], 32, None),
        ("two spaces", [(FIRST + f"-> X25519  {SHARE}\n{KEY}\n" + FOOTER, 1)], 32, None),
        ("a space at the end", [(FIRST + f"-> X25519 {SHARE} \n{KEY}\n" + FOOTER, 1)], 32, None),
        ("a line too long", [(FIRST + STANZA + f"-> a-grease\n{text_of(48)}A\n\n" + FOOTER, 1)], 32, None),
        ("no short line at the end of a body", [(FIRST + STANZA + f"-> a-grease\n{text_of(48)}\n" + FOOTER, 1)], 32, None),
        ("a letter that is none", [(FIRST + STANZA + "-> a-gre\x7fase-grease\n\n" + FOOTER, 1)], 32, None),
        ("no nonce", [(FIRST + whole, 1)], 15, None),
        ("cut in the first tag", [(FIRST + whole, 1)], 31, None),
        ("cut in the second tag", [(FIRST + whole, 1)], 16 + 65_552 + 15, None),
        ("an empty second chunk", [(FIRST + whole, 1)], 16 + 65_552 + 16, None),
        ("a claim of less than the header", [(FIRST + whole, 1)], 32, 100),
        ("a claim of nothing", [(FIRST + whole, 1)], 32, 0),
    ]


def _taken(  # noqa: PLR0917 — a row of the table above
    why: str, pieces: list[tuple[str, int]], zeros: int, stanzas: int, plaintext: int, length: int | None
) -> dict[str, Any]:
    header = sum(len(text) * times for text, times in pieces)
    return {**_refused(why, pieces, zeros, length), "stanzas": stanzas, "header_length": header, "plaintext_length": plaintext}


def _refused(why: str, pieces: list[tuple[str, int]], zeros: int, length: int | None) -> dict[str, Any]:
    return {"why": why, "pieces": [{"text": text, "times": times} for text, times in pieces], "zeros": zeros, "length": length}
