"""What a reason for signing tells readers of its writer: said before it is sent, because it cannot be unread. Pure.

"I'm gay and live in Grozny" ──▶ orientation, and Grozny. It looks for what people say of themselves in the languages of the public pages,
whatever language the page is in. It warns once too often rather than once too seldom, and keeps nobody from writing.
"""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_suffix(".toml")
SHORTEST_STEM = 4  # signs of a country's name that no ending changes
ENDING = 2  # signs that inflection may change at the end of a longer name


class Tells(StrEnum):
    """What somebody says of themself."""

    ORIENTATION = "orientation"
    ILLNESS = "illness"
    HIDING = "hiding"


@dataclass(frozen=True, slots=True)
class Telling:
    """What readers would learn, with the words that tell it; and which places are named, as they stand in the text."""

    of: tuple[tuple[Tells, str], ...] = ()
    places: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether the writer should be asked: a place alone exposes nobody."""
        return bool(self.of)


def telling_of(text: str, *, danger: Collection[str] = (), names: Mapping[str, Iterable[str]] | None = None) -> Telling:
    """Give what a text tells of its writer.

    :param danger: countries (ISO 3166-1 alpha-2) whose places are looked for
    :param names: what each of these countries is called, in whatever languages
    """
    plain = unicodedata.normalize("NFC", text).casefold()
    plain = "".join(sign for sign in plain if not ("\u064b" <= sign <= "\u0652"))  # vowel marks, which few write
    of = tuple((kind, found) for kind in Tells if (found := _first(kind, plain)))
    return Telling(of, tuple(dict.fromkeys(_places(plain, danger, names or {}))) if of else ())


def _first(kind: Tells, plain: str) -> str:
    """Give the words of the first expression that fits."""
    for expression in _expressions()[kind]:
        if match := expression.search(plain):
            return " ".join(match[0].split())
    return ""


def _places(plain: str, danger: Collection[str], names: Mapping[str, Iterable[str]]) -> Iterable[str]:
    for code in sorted(danger):
        stems = [*_table()["places"].get(code, ()), *(_stem(name) for name in names.get(code, ()))]
        for stem in stems:
            # In Arabic "in" and "from" are written together with the word.
            start = "" if "\u0600" <= stem[:1] <= "\u06ff" else r"\b"
            if match := re.search(rf"{start}{re.escape(stem.casefold())}[\w-]*", plain):
                yield match[0]


def _stem(name: str) -> str:
    return name if len(name) - ENDING < SHORTEST_STEM else name[:-ENDING]


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@cache
def _expressions() -> dict[Tells, tuple[re.Pattern[str], ...]]:
    table = _table()
    return {kind: tuple(re.compile(one) for found in table[kind].values() for one in found) for kind in Tells}
