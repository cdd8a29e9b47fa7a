"""Channels of payment: the number money is sent to, read in one way, written as people know it, and not mistaken for another. Pure.

Two people verify a channel; both read it by ``read_channel``, so that what the first typed and what the second typed are compared as
numbers and not as letters.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from safeconduct.fund.rules import identifiers
from safeconduct.fund.rules.identifiers import BadNumber

KRONOR, EURO = "SEK", "EUR"
LEAST = 6  # characters of a number that is looked for in a text
MOST_PARTS = 10  # an IBAN in fours has nine
_PART = re.compile(r"[0-9A-Za-z]+")
_JOINT = re.compile(r"[\s.\u00ad\u2010-\u2015\u2212-]{1,2}")


@dataclass(frozen=True, slots=True)
class _Kind:
    read: Callable[[str], str]
    write: Callable[[str], str]
    check: slice  # where its check digits stand
    only: str = ""  # the only currency it takes
    codes: tuple[tuple[str, str], ...] = ()  # currency -> what it can be drawn as


_KINDS = {
    "swish": _Kind(identifiers.swish, identifiers.swish_written, slice(-1, None), KRONOR, ((KRONOR, "swish"),)),
    "bankgiro": _Kind(identifiers.bankgiro, identifiers.bankgiro_written, slice(-1, None), KRONOR, ((KRONOR, "using-qr"),)),
    "plusgiro": _Kind(identifiers.plusgiro, identifiers.plusgiro_written, slice(-1, None), KRONOR),
    "iban": _Kind(identifiers.iban, identifiers.iban_written, slice(2, 4), codes=((EURO, "epc"),)),
}
KINDS = tuple(_KINDS)


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that was read: its kind, its number without spaces, its currency."""

    kind: str
    number: str
    currency: str

    @property
    def written(self) -> str:
        """As it is printed on paper and said on a telephone."""
        return _KINDS[self.kind].write(self.number)

    @property
    def drawn_as(self) -> str:
        """The code it can be drawn as: ``swish``, ``using-qr``, ``epc`` (euro only), or nothing."""
        return dict(_KINDS[self.kind].codes).get(self.currency, "")

    @property
    def doubt(self) -> str:
        """Say what is to be looked at twice before it is trusted: ``check``, or nothing."""
        return "check" if self.kind == "swish" and identifiers.swish_doubt(self.number) else ""

    @property
    def body(self) -> str:
        """The number without its check digits, by which an account beside it is known: who opens one gets other check digits with it."""
        check = _KINDS[self.kind].check
        return "".join(digit for at, digit in enumerate(self.number) if at not in range(*check.indices(len(self.number))))


def read_channel(kind: str, number: str, currency: str) -> Channel:
    """Read a channel as somebody typed it.

    :param kind: one of KINDS
    :raises BadNumber: with the reason; ``kind`` also where the kind is none, or does not take that currency
    """
    shape = _KINDS.get(kind)
    if shape is None or (shape.only and currency != shape.only):
        raise BadNumber("kind")
    return Channel(kind, shape.read(number), currency)


def confusable(new: Channel, others: Iterable[Channel]) -> tuple[str, Channel] | None:
    """Find a channel that the new one would be taken for. ``others``: every channel that is verified or asked for, of any book.

    ``one-digit``: one slip makes one number of the other; it is refused everywhere. ``beside``: so it is but for the check digits: an
    account opened to be mistaken, or the same organisation's next one, which only a person can tell. The first is looked for first.
    """
    known = [one for one in others if (one.kind, one.number) != (new.kind, new.number)]
    same = [one for one in known if one.kind == new.kind]
    for one in same:
        if identifiers.differs_by_one(one.number, new.number):
            return "one-digit", one
    for one in same:
        if one.body == new.body or identifiers.differs_by_one(one.body, new.body):
            return "beside", one
    return None


def odd_twin(channels: Iterable[Channel]) -> tuple[Channel, Channel] | None:
    """Find a giro and a Swish number of one appeal that do not belong together though one of them is made of a 90-number."""
    listed = list(channels)
    giros = [one for one in listed if one.kind in ("bankgiro", "plusgiro")]
    pairs = ((giro, one) for giro in giros for one in listed if one.kind == "swish")
    return next((pair for pair in pairs if identifiers.twins_differ(pair[0].number, pair[1].number)), None)


def near_in_text(text: str, channels: Iterable[Channel]) -> list[tuple[str, Channel]]:
    """List the numbers in a text that are one slip away from a verified channel, each as it stands there, with the channel it resembles.

    For every text that is to be published: an account that differs by one digit is refused wherever it stands. Numbers of fewer than six
    characters are not looked for; half of all years would resemble them.
    """
    known = [one for one in channels if len(one.number) >= LEAST]
    right = {one.number for one in known}
    parts = list(_PART.finditer(text))
    runs = list(_runs(text, parts))
    # A right number beside another figure is not a wrong one with a figure too many.
    taken = {at for first, last, number in runs if number in right for at in range(first, last)}
    return [
        (text[parts[first].start() : parts[last - 1].end()], one)
        for first, last, number in runs
        if taken.isdisjoint(range(first, last))
        for one in known
        if identifiers.differs_by_one(number, one.number)
    ]


def _runs(text: str, parts: Sequence[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    """Join up what may be one number: parts with nothing but one space or hyphen between them. Gives (first, behind the last, number)."""
    for first in range(len(parts)):
        number = ""
        for last in range(first, min(first + MOST_PARTS, len(parts))):
            if last > first and not _JOINT.fullmatch(text, parts[last - 1].end(), parts[last].start()):
                break
            number += parts[last].group().upper()
            if len(number) >= LEAST - 1 and any(letter.isdigit() for letter in number):
                yield first, last + 1, number
