"""Known answers for the codes of people who ask for help: how they are said, and how they are read however they are typed."""

import hashlib
import unicodedata
from typing import Any

from safeconduct.vault.format import codes, keyboards, lists

INSTANCE = "known-answers"


def secret_of(name: str) -> bytes:
    """Give a code that looks random and is always the same."""
    return hashlib.sha256(f"known answers: code {name}".encode()).digest()[: lists.SECRET_LENGTH]


SECRETS = [bytes(10), b"\xff" * 10, bytes(range(10)), *(secret_of(name) for name in ("Amina", "Jonas", "Vera"))]


def codes_() -> dict[str, Any]:
    """Codes, the keys that follow from them, and readings."""
    return {
        "said": [_said(secret) for secret in SECRETS],
        "keys": [_keys(secret, instance) for secret, instance in [(SECRETS[3], INSTANCE), (SECRETS[3], "другая"), (SECRETS[0], INSTANCE)]],
        "read": [
            {"how": how, "text": text, "secret": SECRETS[3].hex()}
            for how, text in [*_digits(SECRETS[3]), *(typed for language in lists.languages() for typed in _typed(SECRETS[3], language))]
        ],
        "misread": _misread(),
    }


def _said(secret: bytes) -> dict[str, Any]:
    words = {language: codes.words_of(secret, language) for language in lists.languages()}
    return {"secret": secret.hex(), "numbers": lists.numbers_of(secret), "words": words, "digits": codes.digits_of(secret)}


def _keys(secret: bytes, instance: str) -> dict[str, str]:
    keys = codes.source_keys(secret, instance)
    return {
        "secret": secret.hex(),
        "instance": instance,
        "token": keys.token.hex(),
        "token_hash": keys.token_hash.hex(),
        "identity": keys.identity,
        "recipient": keys.recipient,
    }


def _digits(secret: bytes) -> list[tuple[str, str]]:
    digits = codes.digits_of(secret)
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    return [
        ("digits", digits),
        ("digits without spaces", digits.replace(" ", "")),
        ("digits with dashes and a line feed", digits.replace(" ", "-") + "\n"),
        ("digits in another script", digits.translate(arabic)),
    ]


def _typed(secret: bytes, language: str) -> list[tuple[str, str]]:
    words = codes.words_of(secret, language)
    plain = [lists.plain_letters(word) for word in words]
    typed = [
        ("as given", " ".join(words)),
        ("capitals", " ".join(words).upper()),
        ("a capital first, a full stop last", " ".join(words).capitalize() + "."),
        ("four letters", " ".join(word[: lists.DECIDING] for word in words)),
        ("no accents", " ".join(plain)),
        ("no accents, four letters, capitals", " ".join(word[: lists.DECIDING] for word in plain).upper()),
        ("letters and accents apart", unicodedata.normalize("NFD", " ".join(words))),
        ("numbered, one a line", "\n".join(f"{number}. {word}" for number, word in enumerate(words, 1))),
        ("with commas and dashes", " – ".join(words[:4]) + ", " + ", ".join(words[4:])),
        ("with spaces around", "   " + "\t ".join(words) + " \r\n"),
        ("quoted", f"«{' '.join(words)}»"),
        (
            "the end of a word wrong",
            " ".join([words[0] + "xx", *words[1:]]) if language != "ru" else " ".join([words[0] + "жж", *words[1:]]),
        ),
    ]
    if language == "ru":
        turned = " ".join(words).translate(str.maketrans(keyboards.RUSSIAN, keyboards.LATIN))
        numbered = "\n".join(f"{number}. {word}" for number, word in enumerate(turned.split(), 1))
        typed += [
            ("on a Latin keyboard", turned),
            ("on a Latin keyboard, capitals", turned.upper()),
            ("on a Latin keyboard, numbered", numbered),
            ("on a Latin keyboard, with commas", turned.replace(" ", ", ")),
        ]
    else:
        turned = " ".join(plain).translate(str.maketrans(keyboards.LATIN, keyboards.RUSSIAN))
        typed += [("on a Russian keyboard", turned), ("on a Russian keyboard, capitals", turned.upper())]
    return [(f"{language}: {how}", text) for how, text in typed]


def _misread() -> list[dict[str, Any]]:
    """Give texts that are no code. ``positions`` are those of unknown words, from 0; ``meant`` must be among what is suggested there."""
    words = codes.words_of(SECRETS[3], "en")
    digits = codes.digits_of(SECRETS[3]).replace(" ", "")
    slipped = words[2][0] + words[2][2] + words[2][1] + words[2][3:]
    cases: list[dict[str, Any]] = [
        {
            "why": "two letters changed about",
            "text": " ".join([*words[:2], slipped, *words[3:]]),
            "positions": [2],
            "meant": {"2": words[2]},
        },
        {
            "why": "a letter too many",
            "text": " ".join([*words[:5], words[5][0] + words[5], *words[6:]]),
            "positions": [5],
            "meant": {"5": words[5]},
        },
        {"why": "a word of no list", "text": " ".join([*words[:7], "xyzzy"]), "positions": [7]},
        {"why": "another word of the list", "text": " ".join(["zoo", *words[1:]]), "positions": [], "checksum": True},
        {"why": "seven words", "text": " ".join(words[:7])},
        {"why": "nine words", "text": " ".join([*words, words[0]])},
        {"why": "nothing", "text": ""},
        {"why": "only signs", "text": "… — ?!"},
        {"why": "26 digits", "text": digits[:-1]},
        {"why": "28 digits", "text": digits + "0"},
        {"why": "a digit changed", "text": digits[:-1] + str((int(digits[-1]) + 1) % 10), "checksum": True},
        {"why": "more than 88 bits", "text": "9" * 27, "checksum": True},
    ]
    return cases
