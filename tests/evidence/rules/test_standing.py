"""The standing scale: words with a rule."""

import pytest

from safeconduct.evidence.rules.origins import Origin, OriginCount, Report, count_origins
from safeconduct.evidence.rules.standing import ReasonCode, Standing, explain_standing, standing_of


def counted(*, reports=4, at_least=0, up_to=None, first_hand=False, cut=None) -> OriginCount:
    up_to = at_least if up_to is None else up_to
    return OriginCount(
        reports=reports,
        countable=up_to,
        at_least=at_least,
        up_to=up_to,
        has_first_hand=first_hand,
        minimum_cut=at_least if cut is None else cut,
    )


def codes(count: OriginCount, **judged: bool) -> list[ReasonCode]:
    return [reason.code for reason in explain_standing(count, **judged).reasons]


@pytest.mark.parametrize(
    ("count", "standing"),
    [
        (counted(reports=0), Standing.UNASSESSED),
        (counted(reports=1), Standing.SINGLE_SOURCE),
        (counted(reports=1, at_least=1), Standing.SINGLE_SOURCE),
        (counted(reports=9, at_least=1, first_hand=True), Standing.REPEATED),
        (counted(reports=9, at_least=0), Standing.REPEATED),
        (counted(reports=2, at_least=2), Standing.CORROBORATED),
        (counted(reports=3, at_least=3), Standing.CORROBORATED),
        (counted(reports=3, at_least=3, first_hand=True), Standing.WELL_CORROBORATED),
        (counted(reports=3, at_least=2, up_to=4, first_hand=True), Standing.CORROBORATED),
    ],
)
def test_the_standing_follows_from_reports_and_origins(count, standing):
    assert standing_of(count) is standing


def test_one_report_that_names_three_origins_is_a_single_source():
    assert standing_of(counted(reports=1, at_least=3, first_hand=True, cut=1)) is Standing.SINGLE_SOURCE


def test_origins_that_may_be_the_same_people_do_not_corroborate_one_another():
    assert standing_of(counted(reports=5, at_least=1, up_to=3, first_hand=True)) is Standing.REPEATED


def test_a_cycle_never_raises_the_standing():
    ring = count_origins([Report("a"), Report("b")], [], [("a", "b"), ("b", "a")])
    assert standing_of(ring) is Standing.REPEATED


def test_a_credible_contradiction_makes_it_contested():
    assert standing_of(counted(at_least=4, first_hand=True), has_credible_contradiction=True) is Standing.CONTESTED


def test_refuted_outweighs_contested_and_withdrawn_outweighs_both():
    count = counted(at_least=4)
    assert standing_of(count, has_credible_contradiction=True, is_refuted=True) is Standing.REFUTED
    assert standing_of(count, is_refuted=True, is_withdrawn=True) is Standing.WITHDRAWN


def test_the_numbers_needed_are_a_setting():
    assert standing_of(counted(at_least=2), needed=3, well_needed=4) is Standing.REPEATED
    assert standing_of(counted(at_least=2, first_hand=True), well_needed=2) is Standing.WELL_CORROBORATED


def test_the_explanation_gives_the_range_where_overlap_is_unknown():
    explanation = explain_standing(counted(reports=8, at_least=3, up_to=4, first_hand=True))
    assert explanation.reasons[0].code is ReasonCode.ORIGINS_UP_TO
    assert dict(explanation.reasons[0].numbers) == {"reports": 8, "at_least": 3, "up_to": 4}


def test_the_explanation_says_that_everything_hangs_on_one():
    assert ReasonCode.THROUGH_ONE in codes(counted(at_least=2, cut=1))
    assert ReasonCode.THROUGH_ONE not in codes(counted(at_least=2, cut=2))


def test_the_explanation_leads_with_the_judgement_of_a_person():
    assert codes(counted(at_least=2), has_credible_contradiction=True)[0] is ReasonCode.CONTRADICTED


def test_the_explanation_names_rings_and_unknown_ends():
    reports = [Report("a"), Report("b"), Report("c"), Report("d")]
    count = count_origins(reports, [Origin("o", "record")], [("a", "b"), ("b", "a"), ("d", "o")])
    found = {reason.code: dict(reason.numbers) for reason in explain_standing(count).reasons}
    assert found[ReasonCode.CYCLES] == {"cycles": 1}
    assert found[ReasonCode.UNKNOWN_ENDS] == {"ends": 1}
    assert found[ReasonCode.REPORTS_ONE_ORIGIN] == {"reports": 4}
