"""What a text is about, as codes, and how alike two statements are across languages.

Used by search (a query in one language finds passages in all) and to suggest "this may be the same statement as …".
A person always decides; the score only ranks, and comes with its reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.evidence.reading.propose.lexicon import lexicon
from safeconduct.evidence.reading.propose.mentions import Place, country_of, places
from safeconduct.evidence.reading.shapes import Proposal, Qualifier, Quantity

ACT, QUANTITY, PLACE, GROUP = 0.4, 0.35, 0.15, 0.1
SAME_BOUND, NEAR_BOUND = 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two statements are, from 0 to 1, and why."""

    score: float
    reasons: tuple[str, ...]


def concepts(text: str, language: str) -> frozenset[str]:
    """Give the codes of the acts, groups and places a text speaks of, whatever its language."""
    acts = {f"act:{m.code}" for m in lexicon("acts").find(text, language)}
    groups = {f"group:{m.code}" for m in lexicon("groups").find(text, language)}
    where = {f"place:{country_of(p.code)}" for p in places(text, language)}
    return frozenset(acts | groups | where)


def acts_of(text: str, language: str) -> tuple[str, ...]:
    """Give the codes of the acts in the order in which they are named, each once."""
    return tuple(dict.fromkeys(m.code for m in lexicon("acts").find(text, language)))


def group_of(text: str, language: str, near: int = 0) -> str:
    """Give the code of the most telling group named, of equals the nearest to a place in the text, or ""."""
    found = lexicon("groups").find(text, language)
    return max(found, key=lambda m: (int(lexicon("groups").attribute(m.code, "rank", 0)), -abs(m.start - near))).code if found else ""


def place_of(text: str, language: str) -> str:
    """Give the code of where it happens: a place by its name before an adjective, a region before a country, else ""."""
    found = [p for p in places(text, language) if lexicon("places").attribute(p.code, "kind") != "body"]
    if not found:
        return ""
    return min(found, key=_telling).code


def _telling(place: Place) -> tuple[int, int, int]:
    is_region = lexicon("places").attribute(place.code, "kind") == "region"
    return (0 if is_region else 1, 1 if place.is_adjective else 0, place.start)


def likeness(one: Proposal, other: Proposal) -> Likeness:
    """Score two claims by act, equal quantity, place and group; only equal numbers help, near ones never do.

    Numbers that differ lower the score even when all else agrees: about 45 in hiding and about 40 refused are two things.
    """
    parts: list[tuple[float, str]] = []
    acts = {one.act, *_also(one)} & {other.act, *_also(other)} - {""}
    if acts:
        parts.append((ACT, f"Both speak of {', '.join(sorted(acts))}."))
    score, reason = _quantities(one.quantity, other.quantity)
    if score:
        parts.append((QUANTITY * score, reason))
    if one.place and one.place == other.place:
        parts.append((PLACE, f"Both name the same place ({one.place})."))
    if one.affected and one.affected == other.affected:
        parts.append((GROUP, f"Both concern the same group ({one.affected})."))
    if one.is_negative != other.is_negative:
        parts.append((-ACT, "One of them says it did not happen."))
    return Likeness(round(max(0.0, sum(p for p, _ in parts)), 3), tuple(r for _, r in parts))


def likest(claim: Proposal, others: Sequence[Proposal], *, least: float = 0.5) -> tuple[tuple[Proposal, Likeness], ...]:
    """Rank other claims by likeness, those under ``least`` left out."""
    scored = [(o, likeness(claim, o)) for o in others]
    return tuple(sorted((s for s in scored if s[1].score >= least), key=lambda s: -s[1].score))


def _also(claim: Proposal) -> list[str]:
    return claim.extra.get("also", "").split()


def _quantities(one: Quantity | None, other: Quantity | None) -> tuple[float, str]:
    if one is None or other is None:
        return (0.0, "") if one is other else (-0.2, "Only one of them gives a number.")
    if Qualifier.INDEFINITE in {one.qualifier, other.qualifier}:
        return (0.3, "Neither gives a number.") if one.qualifier == other.qualifier else (0.0, "")
    low, high = (one.low or one.high), (other.low or other.high)
    if low == high:
        if one.qualifier == other.qualifier:
            return SAME_BOUND, f"The same number ({one.verbatim} / {other.verbatim})."
        return 0.8, f"The same number, qualified differently ({one.verbatim} / {other.verbatim})."
    if Qualifier.ORDER_OF_MAGNITUDE in {one.qualifier, other.qualifier} and low and high and max(low, high) < 10 * min(low, high):
        return NEAR_BOUND, f"The same order of magnitude ({one.verbatim} / {other.verbatim}): the number may have grown on the way."
    return -SAME_BOUND, f"Different numbers ({one.verbatim} / {other.verbatim})."
