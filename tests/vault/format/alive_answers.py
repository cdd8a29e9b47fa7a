"""Known answers of signs of life: tokens with their check, what the server keeps of them, and words however they are typed."""

from typing import Any

from safeconduct.vault.format import alive

RANDOM = ["0123456789ABCDEFGHJKMNPQR", "ZZZZZZZZZZZZZZZZZZZZZZZZZ", "7Q4MZK7Q4MZK7Q4MZK7Q4MZK7"]
SAID = [
    "green kettle",
    "  Green,\tKETTLE! ",
    "зелёный чайник",
    "ЗЕЛЕНЫЙ  ЧАЙНИК",
    "غلاية خضراء",
    "غَلاية خضراء",
    "Straße 12",
    "ΟΔΟΣ",
    "οδος",
    "İstanbul",
    "e\u0301te\u0301",
    "",
]


def alive_() -> dict[str, Any]:
    """Give tokens, misreadings of them, and what is kept of words under the first."""
    tokens = [alive.with_check(one) for one in RANDOM]
    first = tokens[0]
    typed = [
        first.lower(),
        f"{first[:13]} - {first[13:]}",
        first.replace("0", "o").replace("1", "l"),
        first[:-1],
        f"{first}0",
        f"{first[:-1]}{'0' if first[-1] != '0' else '1'}",
        first.replace("2", "U"),
    ]
    return {
        "tokens": [
            {"random": one, "token": token, "hash": alive.token_hash(token).hex()} for one, token in zip(RANDOM, tokens, strict=True)
        ],
        "read": [{"typed": one, "token": first if at < 3 else None} for at, one in enumerate(typed)],
        "words": [{"said": one, "folded": alive.folded(one), "hash": alive.word_hash(first, one).hex()} for one in SAID],
    }
