"""Sums of money: whole numbers of the smallest unit, and one currency at a time. Never a float."""

import re
from dataclasses import dataclass
from functools import total_ordering

# ISO 4217: how many digits stand behind the point; two for every other.
WHOLE = frozenset({"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"})
THREE = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
CURRENCY = re.compile(r"[A-Z]{3}")
MOST = 10**15  # ten billion kronor in öre, a thousand times; beyond it a number is a slip, and every database still holds the sums

SPACES = re.compile("[\\s\u00a0\u2007\u202f'\u2019]+")  # what people put between thousands; an apostrophe in Switzerland
WRITTEN = re.compile(r"(?P<whole>\d+|\d{1,3}(?: \d{3})+)(?:(?P<mark>[.,])(?P<rest>\d*))?")


class OtherCurrency(TypeError):
    """Two currencies were to be added or compared."""


class NotAnAmount(ValueError):
    """What was typed is no amount; ``code`` tells a form which sentence to show.

    ``empty``, ``unclear`` (1.000 is one or a thousand), ``too-fine`` (more digits than the currency has), ``too-much``, ``not-a-number``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """A sum: ``minor`` in the smallest unit of ``currency`` (ISO 4217); below nought is allowed, as of a difference."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int or not CURRENCY.fullmatch(self.currency):
            message = f"not a sum: {self.minor!r} {self.currency!r}"
            raise ValueError(message)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._minor_of(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._minor_of(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._minor_of(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __str__(self) -> str:
        return written(self.minor, self.currency)

    def _minor_of(self, other: object) -> int:
        if not isinstance(other, Money) or other.currency != self.currency:
            raise OtherCurrency(self.currency)
        return other.minor


def digits_of(currency: str) -> int:
    """Tell how many digits stand behind the point in this currency."""
    return 0 if currency in WHOLE else 3 if currency in THREE else 2


def written(amount_minor: int, currency: str) -> str:
    """Write a sum, such as ``1,250.00 EUR``."""
    digits = digits_of(currency)
    whole, rest = divmod(abs(amount_minor), 10**digits)
    sign, tail = "-" if amount_minor < 0 else "", f".{rest:0{digits}d}" if digits else ""
    return f"{sign}{whole:,}{tail} {currency}"


def parse_amount(text: str, currency: str) -> Money:
    """Read an amount as a person types it, in whatever country: ``100 000``, ``1250,50``, ``1250.50``.

    Spaces and apostrophes may stand between thousands. One point or comma is allowed, with at most two digits behind it, and never
    more than the currency has: with three, ``1.000`` would be one here and a thousand there, and nobody guesses with money.

    :raises NotAnAmount: with the code of why not
    """
    said = SPACES.sub(" ", text.strip()).strip()
    if not said:
        raise NotAnAmount("empty")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d*)?", said):
        raise NotAnAmount("unclear")
    match = WRITTEN.fullmatch(said) if said.isascii() else None
    if match is None or (match["mark"] and not match["rest"]):
        raise NotAnAmount("not-a-number")
    rest, digits = match["rest"] or "", digits_of(currency)
    if len(rest) > min(digits, 2):
        raise NotAnAmount("too-fine")
    whole = match["whole"].replace(" ", "")
    if len(whole) > len(str(MOST)) or (minor := int(whole + rest.ljust(digits, "0"))) > MOST:
        raise NotAnAmount("too-much")
    return Money(minor, currency)
