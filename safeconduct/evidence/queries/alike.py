"""Other claims that may be the same statement, in whatever language, with the reasons; nothing is ever joined by a number.

Acts and groups are codes of the lexicon, so that *bortført*, *задержаны* and *arrested* meet; quantities are compared by
their bounds. Claims that look near but count something else are told apart, saying why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from safeconduct.evidence.models import Claim
from safeconduct.evidence.queries.alarms import are_times_apart, counts_people, figure_of
from safeconduct.evidence.queries.sentences import UNITS, place_word, when_words
from safeconduct.evidence.reading.propose.lexicon import lexicon
from safeconduct.evidence.rules.alarms import Figure
from safeconduct.evidence.words import ACT_NAMES, GROUP_NAMES, name_of

MOST = 8
NEAR = 0.8
SMALL = 10  # smaller numbers meet by chance
WORTH_A_LOOK = 1.5  # the act, and half as much again
LOOKS_NEAR = 2.0  # nearly everything but one thing
# Groups that a careless sentence uses for one another; a person decides.
KINDRED = (frozenset({"gay-men", "lesbian-women", "trans-people", "lgbt-people"}),)


class Verdict(StrEnum):
    """What the comparison of two claims comes to."""

    MAYBE_SAME = "maybe-same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Candidate:
    """How another claim compares: the verdict, what speaks for one statement, what tells them apart."""

    claim: Claim
    verdict: Verdict
    score: float
    alike: tuple[str, ...]
    apart: tuple[str, ...]

    @property
    def may_be_same(self) -> bool:
        return self.verdict is Verdict.MAYBE_SAME

    @property
    def reasons(self) -> tuple[str, ...]:
        """Give what tells the two apart, or else what speaks for one statement."""
        return self.apart or self.alike


def alike_to(claim: Claim, others: Iterable[Claim]) -> tuple[Candidate, ...]:
    """Give the claims worth a person's look, the likeliest first, then those that only look near."""
    found = [candidate for other in others if other.pk != claim.pk and (candidate := compare(claim, other)) is not None]
    found.sort(key=lambda candidate: (candidate.verdict != Verdict.MAYBE_SAME, -candidate.score, candidate.claim.reference))
    return tuple(found[:MOST])


def compare(claim: Claim, other: Claim) -> Candidate | None:
    """Compare two claims; ``None`` where they have too little in common to trouble anybody."""
    alike: list[str] = []
    apart: list[str] = []
    score = sum(part(claim, other, alike, apart) for part in (_acts, _groups, _places, _numbers, _populations, _times, _polarity))
    if apart:
        looks_near = _numbers_are_near(claim, other) or (len(apart) == 1 and score >= LOOKS_NEAR)
        return Candidate(other, Verdict.DIFFERENT, score, tuple(alike), tuple(apart)) if looks_near else None
    is_worth = claim.act != "" and claim.act == other.act and score >= WORTH_A_LOOK
    return Candidate(other, Verdict.MAYBE_SAME, score, tuple(alike), ()) if is_worth else None


def _acts(claim: Claim, other: Claim, alike: list[str], apart: list[str]) -> float:
    if not claim.act or not other.act:
        return 0
    if claim.act == other.act:
        alike.append(_("same act: %(act)s") % {"act": name_of(claim.act, ACT_NAMES)})
        return 1
    words = {"one": name_of(claim.act, ACT_NAMES), "other": name_of(other.act, ACT_NAMES)}
    apart.append(_("another act: %(one)s here, %(other)s there") % words)
    return 0


def _groups(claim: Claim, other: Claim, alike: list[str], apart: list[str]) -> float:
    if not claim.affected or not other.affected:
        return 0
    words = {"one": name_of(claim.affected, GROUP_NAMES), "other": name_of(other.affected, GROUP_NAMES)}
    if claim.affected == other.affected:
        alike.append(_("same group: %(one)s") % words)
        return 0.5
    if any({claim.affected, other.affected} <= kindred for kindred in KINDRED):
        alike.append(_("groups that are often named for one another: %(one)s, %(other)s") % words)
        return 0.25
    apart.append(_("another group: %(one)s here, %(other)s there") % words)
    return 0


def _places(claim: Claim, other: Claim, alike: list[str], apart: list[str]) -> float:
    if not claim.place or not other.place:
        return 0
    words = {"one": place_word(claim.place), "other": place_word(other.place)}
    if claim.place == other.place:
        alike.append(_("same place: %(one)s") % words)
        return 0.5
    if _lies_in(claim.place, other.place) or _lies_in(other.place, claim.place):
        alike.append(_("one place lies in the other: %(one)s, %(other)s") % words)
        return 0.25
    apart.append(_("another place: %(one)s here, %(other)s there") % words)
    return 0


def _lies_in(place: str, larger: str) -> bool:
    parent = str(lexicon("places").attribute(place, "parent", ""))
    return larger in {parent, place.partition("-")[0]} and larger != place


def _numbers(claim: Claim, other: Claim, alike: list[str], apart: list[str]) -> float:
    one, another = figure_of(claim), figure_of(other)
    if one is None or another is None:
        return 0
    words = {"one": one.verbatim, "other": another.verbatim}
    if claim.unit and other.unit and not _same_unit(claim.unit, other.unit):
        units = {"one": name_of(claim.unit, UNITS), "other": name_of(other.unit, UNITS)}
        apart.append(_("other things are counted: %(one)s here, %(other)s there") % units)
        return 0
    if _is_equal(one, another):
        alike.append(_("same number: “%(one)s” and “%(other)s”") % words)
        return 1
    if _may_meet(one, another):
        alike.append(_("the numbers may mean the same: “%(one)s” and “%(other)s”") % words)
        return 0.5
    apart.append(_("another number: “%(one)s” here, “%(other)s” there") % words)
    return 0


def _same_unit(one: str, other: str) -> bool:
    # Men are people, so "men" and "people" may be one count; men and women are not.
    return one == other or (counts_people(one) and counts_people(other) and "people" in {one, other})


def _is_equal(one: Figure, other: Figure) -> bool:
    return (one.low, one.high) == (other.low, other.high) and (one.low is not None or one.qualifier == other.qualifier)


def _may_meet(one: Figure, other: Figure) -> bool:
    """Tell whether the words may mean one number: "more than 100" and "hundreds" may, 40 and 45 may not."""
    if (one.low is None and one.high is None) or (other.low is None and other.high is None):
        return True
    if "order-of-magnitude" in {one.qualifier, other.qualifier}:
        lows = [figure.low or 0 for figure in (one, other)]
        return max(lows) < 10 * max(min(lows), 1)
    return (one.low == other.low and one.low is not None) or (one.high == other.high and one.high is not None)


def _numbers_are_near(claim: Claim, other: Claim) -> bool:
    numbers = sorted(n for c in (claim, other) if (n := c.low if c.low is not None else c.high) is not None)
    return len(numbers) > 1 and numbers[0] >= SMALL and numbers[0] >= NEAR * numbers[1]


def _populations(claim: Claim, other: Claim, alike: list[str], apart: list[str]) -> float:
    one, another = claim.population.strip().casefold(), other.population.strip().casefold()
    if one and another and one != another:
        words = {"one": claim.population, "other": other.population}
        apart.append(_("other people are counted: “%(one)s” here, “%(other)s” there") % words)
    return 0


def _times(claim: Claim, other: Claim, alike: list[str], apart: list[str]) -> float:
    if not claim.when or not other.when:
        return 0
    words = {"one": when_words(claim.when, "en"), "other": when_words(other.when, "en")}
    if are_times_apart(claim.when, other.when):
        apart.append(_("another time: %(one)s here, %(other)s there") % words)
        return 0
    if claim.when == other.when:
        alike.append(_("same time: %(one)s") % words)
        return 0.25
    return 0


def _polarity(claim: Claim, other: Claim, alike: list[str], apart: list[str]) -> float:
    if claim.is_negative != other.is_negative:
        apart.append(_("one says that it happened, the other that it did not"))
    return 0
