"""How well a claim stands: words with a rule, counted from its origins.

    unassessed → single source → repeated → corroborated → well corroborated; contested, refuted, withdrawn beside them

"Repeated" is several reports with one origin. The Admiralty code is not used: raters do not keep source and content apart,
and its "confirmed by others" invites counting repeats.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from safeconduct.evidence.rules.origins import OriginCount


class Standing(StrEnum):
    """The standing of a claim."""

    UNASSESSED = "unassessed"
    SINGLE_SOURCE = "single-source"
    REPEATED = "repeated"
    CORROBORATED = "corroborated"
    WELL_CORROBORATED = "well-corroborated"
    CONTESTED = "contested"
    REFUTED = "refuted"
    WITHDRAWN = "withdrawn"


class ReasonCode(StrEnum):
    """What an explanation is made of; a page turns each into a sentence."""

    NO_REPORTS = "no-reports"
    ONE_REPORT = "one-report"
    REPORTS_ONE_ORIGIN = "reports-one-origin"  # reports
    REPORTS_NO_ORIGIN = "reports-no-origin"  # reports: none of them says what it rests on
    ORIGINS = "origins"  # reports, origins
    ORIGINS_UP_TO = "origins-up-to"  # reports, at_least, up_to: overlap unknown
    FIRST_HAND = "first-hand"
    NO_FIRST_HAND = "no-first-hand"
    THROUGH_ONE = "through-one"  # many origins, yet one report or origin being wrong would take them all away
    CUT = "cut"  # cut: so many would all have to be wrong
    CYCLES = "cycles"  # cycles: rings of reports that cite one another, not counted
    UNKNOWN_ENDS = "unknown-ends"  # ends
    CONTRADICTED = "contradicted"
    REFUTED = "refuted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with the numbers its sentence needs."""

    code: ReasonCode
    numbers: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A standing and the reasons for it, the deciding one first."""

    standing: Standing
    reasons: tuple[Reason, ...]


def standing_of(
    count: OriginCount,
    *,
    has_credible_contradiction: bool = False,
    is_refuted: bool = False,
    is_withdrawn: bool = False,
    needed: int = 2,
    well_needed: int = 3,
) -> Standing:
    """Give the standing of a claim whose origins were counted.

    ``has_credible_contradiction`` is a person's recorded judgement. A denial by an accused party is shown beside the claim and
    does not contest it by itself: otherwise every perpetrator could. Origins that may overlap count as one here. A single
    report stays a single source, however many origins it names: only that report has been read.
    """
    if is_withdrawn:
        return Standing.WITHDRAWN
    if is_refuted:
        return Standing.REFUTED
    if has_credible_contradiction:
        return Standing.CONTESTED
    if count.reports == 0:
        return Standing.UNASSESSED
    if count.reports == 1:
        return Standing.SINGLE_SOURCE
    if count.at_least >= well_needed and count.has_first_hand:
        return Standing.WELL_CORROBORATED
    return Standing.CORROBORATED if count.at_least >= needed else Standing.REPEATED


def explain_standing(
    count: OriginCount,
    *,
    has_credible_contradiction: bool = False,
    is_refuted: bool = False,
    is_withdrawn: bool = False,
    needed: int = 2,
    well_needed: int = 3,
) -> Explanation:
    """Give the standing (see ``standing_of``) and its reasons as codes with numbers."""
    standing = standing_of(
        count,
        has_credible_contradiction=has_credible_contradiction,
        is_refuted=is_refuted,
        is_withdrawn=is_withdrawn,
        needed=needed,
        well_needed=well_needed,
    )
    judged = (
        (ReasonCode.WITHDRAWN, is_withdrawn),
        (ReasonCode.REFUTED, is_refuted),
        (ReasonCode.CONTRADICTED, has_credible_contradiction),
    )
    reasons = tuple(Reason(code) for code, holds in judged if holds)
    return Explanation(standing, (*reasons, _of_number(count), *_of_strength(count), *_left_out(count)))


def _of_number(count: OriginCount) -> Reason:
    reports = ("reports", count.reports)
    if count.reports == 0:
        return Reason(ReasonCode.NO_REPORTS)
    if count.is_overlap_unknown:
        return Reason(ReasonCode.ORIGINS_UP_TO, (reports, ("at_least", count.at_least), ("up_to", count.up_to)))
    if count.reports == 1:
        return Reason(ReasonCode.ONE_REPORT, (("origins", count.countable),))
    if count.countable == 0:
        return Reason(ReasonCode.REPORTS_NO_ORIGIN, (reports,))
    if count.countable == 1:
        return Reason(ReasonCode.REPORTS_ONE_ORIGIN, (reports,))
    return Reason(ReasonCode.ORIGINS, (reports, ("origins", count.countable)))


def _of_strength(count: OriginCount) -> tuple[Reason, ...]:
    if count.countable == 0:
        return ()
    first_hand = Reason(ReasonCode.FIRST_HAND if count.has_first_hand else ReasonCode.NO_FIRST_HAND)
    if count.at_least < 2:
        return (first_hand,)
    if count.minimum_cut == 1:
        return (first_hand, Reason(ReasonCode.THROUGH_ONE))
    return (first_hand, Reason(ReasonCode.CUT, (("cut", count.minimum_cut),)))


def _left_out(count: OriginCount) -> tuple[Reason, ...]:
    unknown = sum(end.kind == "unknown" for end in count.ends)
    left_out = ((ReasonCode.CYCLES, "cycles", len(count.cycles)), (ReasonCode.UNKNOWN_ENDS, "ends", unknown))
    return tuple(Reason(code, ((name, number),)) for code, name, number in left_out if number)
