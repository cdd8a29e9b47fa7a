"""The link and the words of a check-in: what the server keeps of them (docs/reference/format.md, "Sign of life").

The link's token has 25 random letters and one to catch mistakes. The server keeps its SHA-256, and of each word an HMAC under the token:
whoever takes the database knows neither a link nor a way to try a word.
"""

import hashlib
import hmac
import secrets
import unicodedata

from safeconduct.vault.format.errors import NotSealed

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
RANDOM, LENGTH = 25, 26
TOKEN, CHECK, WORD = b"safeconduct/v1/alive/token\0", b"safeconduct/v1/alive/check\0", b"safeconduct/v1/alive/word\0"
MISREAD = str.maketrans("OIL", "011")


def new_token() -> str:
    """Make the token of a link: 125 random bits."""
    return with_check("".join(secrets.choice(ALPHABET) for _ in range(RANDOM)))


def with_check(random: str) -> str:
    """Give 25 letters with the one that catches mistakes."""
    return random + ALPHABET[hashlib.sha256(CHECK + random.encode()).digest()[0] % 32]


def read_token(text: str) -> str:
    """Read a token as people type it: small letters, dashes and spaces, O for 0 and I or L for 1.

    :raises NotSealed: if letters are missing, or one of them is wrong
    """
    letters = "".join(letter for letter in text.upper() if letter not in " -\t\r\n").translate(MISREAD)
    if len(letters) != LENGTH or set(letters) - set(ALPHABET) or with_check(letters[:RANDOM]) != letters:
        raise NotSealed("This is no token.")
    return letters


def token_hash(token: str) -> bytes:
    """Give what the server finds a timer by: 32 bytes."""
    return hashlib.sha256(TOKEN + token.encode()).digest()


def word_hash(token: str, said: str) -> bytes:
    """Give what the server keeps of a word: 32 bytes, the same however the word is typed."""
    return hmac.digest(token.encode(), WORD + folded(said).encode(), "sha256")


def folded(said: str) -> str:
    """Give a word as it is compared: small, without accents and signs; what is no letter or digit stands between words."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", said) if unicodedata.category(letter) not in {"Mn", "Cf"})
    small = plain.lower().replace("ς", "σ")
    kept = (letter if unicodedata.category(letter)[0] == "L" or unicodedata.category(letter) == "Nd" else " " for letter in small)
    return " ".join("".join(kept).split())
