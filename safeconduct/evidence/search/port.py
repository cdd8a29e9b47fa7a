"""The one shape behind which search engines stand: what is stored, who may see it, what is found.

Who may see an entry is decided by tokens stored with it, so that every engine filters before it counts: no number, no facet
and no ranking ever includes what the reader may not see. Tokens of texts hold no underscore in second place but those the
analyser makes, and the marks of scope begin with ``s_``, ``k_`` and ``l_``: a text or a query can never name one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Protocol

from safeconduct.evidence.search.analyser import Query, concept_token, number_token

KINDS = ("claim", "sentence", "document", "source", "demand")
PUBLIC, COALITION, ORGANISATION = LEVELS = ("public", "coalition", "organisation")
_RESERVED = ("s_", "k_", "l_")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found. ``tokens`` come from ``analyser.analyse``; ``concepts`` and ``quantities`` are what a person
    confirmed beyond the words."""

    kind: str
    ref: str
    crisis: int
    level: str
    language: str
    tokens: str
    organisation: int | None = None
    concepts: frozenset[str] = frozenset()
    quantities: frozenset[int] = frozenset()
    date_low: date | None = None
    date_high: date | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a reader may see: with ``public_only`` the public entries, else the crises' entries but those of others alone."""

    crises: frozenset[int] = frozenset()
    organisation: int | None = None
    public_only: bool = False


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a reader asked to see only: of these kinds, in these languages, of one crisis, in a period. Empty: everything."""

    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    crisis: int | None = None
    since: date | None = None
    until: date | None = None


EVERYTHING = Narrowing()


class Nearness(IntEnum):
    """How a hit answers: by the words as typed, by other forms of them, or by words of the same concept."""

    EXACT = 1
    FORM = 2
    RELATED = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, and how near it is to what was typed."""

    kind: str
    ref: str
    nearness: Nearness


@dataclass(frozen=True, slots=True)
class Page:
    """A page of hits, how many there are in all, and how many of each kind, within what the reader may see."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    by_kind: Mapping[str, int] = field(default_factory=dict)


class SearchEngine(Protocol):
    """What an engine can do. All four run in the transaction of the caller."""

    def put(self, entries: Iterable[Entry]) -> None:
        """Store entries; one of the same kind and ref takes the place of the old one."""

    def remove(self, kind: str, refs: Collection[str]) -> None:
        """Take entries out; those not there are passed over."""

    def find(self, query: Query, *, allowed: Scope, narrowing: Narrowing = EVERYTHING, limit: int = 20, offset: int = 0) -> Page:
        """Find what answers all terms of the query: the nearest first, and of equally near ones the latest stored.

        Every engine gives the same hits in the same order.
        """

    def tidy(self) -> None:
        """Rewrite the index so that removed words leave the disk and searching is quick again."""


def stored_tokens(entry: Entry) -> str:
    """Give all tokens of an entry, marks of scope included.

    Raises ValueError for an unknown kind or level, and for a text that carries such marks itself.
    """
    words = entry.tokens.split()
    if entry.kind not in KINDS or entry.level not in LEVELS:
        raise ValueError(f"An entry cannot be of kind “{entry.kind}” and level “{entry.level}”.")
    if any(word.startswith(_RESERVED) for word in words):
        raise ValueError("The tokens of a text may not carry marks of scope.")
    words += [concept_token(code) for code in sorted(entry.concepts)]
    words += [number_token(value) for value in sorted(entry.quantities)]
    return " ".join([*words, *_marks(entry)])


def _marks(entry: Entry) -> Iterable[str]:
    yield f"k_{entry.kind}"
    yield f"l_{entry.language.partition('-')[0]}"
    yield f"s_in_{entry.crisis}"
    if entry.level == PUBLIC:
        yield "s_public"
    if entry.level == ORGANISATION:
        yield f"s_crisis_{entry.crisis}_of_{entry.organisation}"
    else:
        yield f"s_crisis_{entry.crisis}"


Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must hold for each nearness: of every group one token. ``within`` holds for all of them."""

    within: Groups
    by_nearness: Mapping[Nearness, Groups]


def conditions(query: Query, allowed: Scope, narrowing: Narrowing) -> Conditions | None:
    """Give what an engine has to look for, or ``None`` where nothing can be found: nothing asked or nothing allowed."""
    visible = _visible(allowed)
    if not query.terms or not visible:
        return None
    within = [
        [f"k_{kind}" for kind in narrowing.kinds],
        [f"l_{language.partition('-')[0]}" for language in narrowing.languages],
        [] if narrowing.crisis is None else [f"s_in_{narrowing.crisis}"],
        visible,
    ]
    tokens = {
        Nearness.EXACT: [term.exact for term in query.terms],
        Nearness.FORM: [(*term.exact, *term.forms) for term in query.terms],
        Nearness.RELATED: [term.alternatives for term in query.terms],
    }
    return Conditions(
        within=tuple(tuple(group) for group in within if group),
        by_nearness={nearness: tuple(groups) for nearness, groups in tokens.items() if all(groups)},
    )


def _visible(allowed: Scope) -> list[str]:
    if allowed.public_only:
        return ["s_public"]
    tokens = [f"s_crisis_{crisis}" for crisis in sorted(allowed.crises)]
    if allowed.organisation is not None:
        tokens += [f"s_crisis_{crisis}_of_{allowed.organisation}" for crisis in sorted(allowed.crises)]
    return tokens
