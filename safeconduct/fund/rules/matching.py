"""Which appeal a payment was meant for. Pure.

The surest sign decides: a reference the bank checked, a short code from a drawn code, a standing order's own reference, the appeal's word
as it is written, the word with up to two slips, an account that serves one appeal only. Where a sign points to two appeals it points to
none: a weaker one must not decide between them, and a person does. The sum and the time never decide; they only pair (see pairing).
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz.distance import DamerauLevenshtein

SCORES = {"reference": 100, "code": 98, "standing": 95, "word": 90, "slip": 80, "slips": 70, "account": 60, "two": 0, "nothing": 0}
SLIPS = 2  # edits that are forgiven
FORGIVING = 6  # letters a word needs to be forgiven any
LEAST_REFERENCE = 6  # characters a reference needs to be looked for in a message: "100 kr" is no reference
LEAST_CODE = 4
MOST_JOINED = 3  # "tjet jen ien": words that people break
MOST_MESSAGE = 500  # letters that are looked at
# What banks write where the payer gave nothing.
NO_REFERENCE = frozenset({"", "NOTPROVIDED", "NOTAVAILABLE", "NONE", "NA"})

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "œ": "oe", "ı": "i", "_": " "})
_TOKEN = re.compile(r"\w+")
_LONG_NUMBER = re.compile(r"\d(?:[ -]?\d)+")


@dataclass(frozen=True, slots=True)
class Target:
    """An appeal, and all that leads to it."""

    appeal: str
    words: tuple[str, ...] = ()  # its word and the aliases, in any alphabet
    references: frozenset[str] = frozenset()  # OCR and RF
    codes: frozenset[str] = frozenset()  # short codes that its drawn codes put into the message
    standing: frozenset[str] = frozenset()  # references of standing orders
    accounts: frozenset[str] = frozenset()  # that receive for it


@dataclass(frozen=True, slots=True)
class Clue:
    """What a payment says of itself. Nothing of the payer."""

    message: str = ""
    reference: str = ""
    account: str = ""
    minor: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Where it belongs (``None``: a person says), by which sign (a key of SCORES), and how sure that sign is, of a hundred."""

    appeal: str | None
    how: str

    @property
    def score(self) -> int:
        return SCORES[self.how]


def tokens_of(text: str) -> list[str]:
    """Cut a message into words that can be compared: no capitals, no marks on letters, no punctuation."""
    bare = unicodedata.normalize("NFKD", text[:MOST_MESSAGE].casefold().translate(_LETTERS))
    return _TOKEN.findall("".join(letter for letter in bare if not unicodedata.combining(letter)))


def plain_word(word: str) -> str:
    """Write a word as it is compared; a word of several is one."""
    return "".join(tokens_of(word))


def plain_reference(text: str) -> str:
    """Write a reference as it is compared: no spaces, no hyphens, no leading noughts; nothing where it says that there is none."""
    found = "".join(letter for letter in text.upper() if letter.isalnum()).lstrip("0")
    return "" if found in NO_REFERENCE else found


class Matcher:
    """Finds the appeal of payments. Made once for a file: the targets do not change while it is read."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self._references: dict[str, set[str]] = {}
        self._codes: dict[str, set[str]] = {}
        self._standing: dict[str, set[str]] = {}
        self._words: dict[str, set[str]] = {}
        self._accounts: dict[str, set[str]] = {}
        for target in targets:
            _file(self._references, target.appeal, map(plain_reference, target.references))
            _file(self._standing, target.appeal, map(plain_reference, target.standing))
            _file(self._codes, target.appeal, (code for code in map(plain_word, target.codes) if len(code) >= LEAST_CODE))
            _file(self._words, target.appeal, map(plain_word, target.words))
            _file(self._accounts, target.appeal, map(plain_reference, target.accounts))
        self._forgiving = [word for word in self._words if len(word) >= FORGIVING]

    def match(self, clue: Clue) -> Match:
        """Find the appeal of one payment, by the surest sign it carries."""
        references = _references_in(clue)
        tokens = tokens_of(clue.message)
        joined = _joined(tokens)
        signs = (
            ("reference", _under(self._references, references)),
            ("code", _under(self._codes, tokens)),
            ("standing", _under(self._standing, references)),
            ("word", _under(self._words, joined)),
        )
        for how, appeals in signs:
            if appeals:
                return _decided(appeals, how)
        return self._forgiven(joined) or self._by_account(clue.account)

    def _forgiven(self, joined: Sequence[str]) -> Match | None:
        near: dict[str, int] = {}
        for word in self._forgiving:
            slips = min((DamerauLevenshtein.distance(word, one, score_cutoff=SLIPS) for one in joined), default=SLIPS + 1)
            if slips <= SLIPS:
                for appeal in self._words[word]:
                    near[appeal] = min(slips, near.get(appeal, slips))
        return _decided(set(near), "slip" if min(near.values()) == 1 else "slips") if near else None

    def _by_account(self, account: str) -> Match:
        appeals = self._accounts.get(plain_reference(account), set())
        # An account that receives for several appeals says nothing; it does not contradict itself.
        return _decided(appeals, "account") if len(appeals) == 1 else Match(None, "nothing")


def _file(index: dict[str, set[str]], appeal: str, keys: Iterable[str]) -> None:
    for key in keys:
        if key:
            index.setdefault(key, set()).add(appeal)


def _under(index: dict[str, set[str]], keys: Iterable[str]) -> set[str]:
    return set().union(*(index[key] for key in keys if key in index)) if index else set()


def _decided(appeals: set[str], how: str) -> Match:
    return Match(next(iter(appeals)), how) if len(appeals) == 1 else Match(None, "two")


def _joined(tokens: Sequence[str]) -> list[str]:
    return ["".join(tokens[at : at + wide]) for wide in range(1, MOST_JOINED + 1) for at in range(len(tokens) - wide + 1)]


def _references_in(clue: Clue) -> list[str]:
    """List what may be a reference: the bank's field, and long numbers and words of the message, where people type them too."""
    message = clue.message[:MOST_MESSAGE]
    typed = [*_LONG_NUMBER.findall(message), *_TOKEN.findall(message), *re.findall(r"RF[\dA-Z ]+", message.upper())]
    plain = [plain_reference(one) for one in typed]
    return [plain_reference(clue.reference), *(one for one in plain if len(one) >= LEAST_REFERENCE)]


def too_close(word: str, others: Iterable[str]) -> str | None:
    """Give the first of the live words of other appeals that somebody could mean when writing this one; ``None`` where nobody could.

    Two words are apart when no spelling is forgiven for both, and when one slip does not make one of the other.
    """
    own = plain_word(word)
    for other in others:
        theirs = plain_word(other)
        apart = max(1, _forgiven_slips(own) + _forgiven_slips(theirs))
        if DamerauLevenshtein.distance(own, theirs, score_cutoff=apart) <= apart:
            return other
    return None


def _forgiven_slips(plain: str) -> int:
    return SLIPS if len(plain) >= FORGIVING else 0
