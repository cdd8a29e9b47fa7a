"""What may be the same statement, and what only looks so."""

from typing import Any

import pytest

from safeconduct.evidence.models import Claim
from safeconduct.evidence.queries.alike import Verdict, alike_to, compare

HUNDRED: dict[str, Any] = {
    "act": "detention",
    "affected": "gay-men",
    "place": "RU-CE",
    "qualifier": "more-than",
    "low": 100,
    "low_exclusive": True,
    "unit": "men",
    "quantity_verbatim": "over 100",
}
HIDING: dict[str, Any] = {
    "act": "in-hiding",
    "affected": "gay-men",
    "place": "RU",
    "qualifier": "about",
    "low": 45,
    "high": 45,
    "unit": "men",
    "quantity_verbatim": "about 45",
}
REFUSED: dict[str, Any] = {
    "act": "visa-refused",
    "affected": "lgbt-people",
    "place": "US",
    "qualifier": "about",
    "low": 40,
    "high": 40,
    "unit": "people",
    "quantity_verbatim": "roughly 40",
}


def claim(reference: str = "CL-ONE", **fields: Any) -> Claim:
    row = Claim(reference=reference, **fields)
    row.pk = sum(map(ord, reference))
    return row


def verdict(one: Claim, other: Claim) -> Verdict | None:
    found = compare(one, other)
    return found.verdict if found else None


@pytest.mark.parametrize("other", [{"affected": "lgbt-people"}, {"unit": "people"}, {"place": "RU"}, {"low": None, "qualifier": ""}])
def test_the_same_act_in_other_words_may_be_the_same_statement(other):
    assert verdict(claim(**HUNDRED), claim("CL-TWO", **{**HUNDRED, **other})) is Verdict.MAYBE_SAME


def test_hundreds_and_more_than_a_hundred_may_be_the_same_number():
    hundreds: dict[str, Any] = {**HUNDRED, "qualifier": "order-of-magnitude", "low_exclusive": False, "quantity_verbatim": "hundratals"}

    assert verdict(claim(**HUNDRED), claim("CL-TWO", **hundreds)) is Verdict.MAYBE_SAME


def test_forty_five_in_hiding_and_forty_refused_are_different_people():
    found = compare(claim(**HIDING), claim("CL-TWO", **REFUSED))

    assert found is not None
    assert found.verdict is Verdict.DIFFERENT
    assert any("act" in reason for reason in found.apart)


@pytest.mark.parametrize(
    "other",
    [
        {"low": 45, "high": 45, "qualifier": "about"},
        {"unit": "visas"},
        {"place": "LT"},
        {"affected": "journalists"},
        {"population": "guards"},
    ],
)
def test_another_number_unit_place_group_or_population_is_another_statement(other):
    one, another = claim(**{**HUNDRED, "population": "men abducted"}), claim("CL-TWO", **{**HUNDRED, "population": "men abducted", **other})

    assert verdict(one, another) is Verdict.DIFFERENT


def test_forty_and_forty_five_of_the_same_people_are_not_offered_as_one():
    assert verdict(claim(**HIDING), claim("CL-TWO", **{**HIDING, "low": 40, "high": 40})) is Verdict.DIFFERENT


def test_times_that_cannot_be_one_tell_claims_apart():
    one, other = claim(**HUNDRED, when="2017-02"), claim("CL-TWO", **HUNDRED, when="2019-01")

    assert verdict(one, other) is Verdict.DIFFERENT


def test_a_denial_of_the_same_thing_is_no_candidate_for_joining():
    assert verdict(claim(**HUNDRED), claim("CL-TWO", **HUNDRED, is_negative=True)) is Verdict.DIFFERENT


def test_claims_with_nothing_in_common_trouble_nobody():
    assert compare(claim(**HUNDRED), claim("CL-TWO", act="visa-issued", place="LT", low=2, high=2, qualifier="exact")) is None


def test_what_may_be_the_same_comes_before_what_only_looks_near():
    near, same = claim("CL-NEAR", **{**HUNDRED, "unit": "visas"}), claim("CL-SAME", **HUNDRED)

    assert [found.claim.reference for found in alike_to(claim(**HUNDRED), [near, same])] == ["CL-SAME", "CL-NEAR"]
