"""What a sentence may hold, held to the same answers as the browser's."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from safeconduct.evidence.rules.moments import bounds
from safeconduct.released.rules.slips import edtf_of, is_area, is_over, is_period, slip_troubles

VECTORS = json.loads((Path(__file__).parents[2] / "client/vectors/slips.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("told", VECTORS["troubles"], ids=lambda told: told["why"])
def test_a_sentence_shows_no_more_than_it_may(told: dict[str, Any]):
    assert slip_troubles(told["text"]) == told["troubles"]


def test_a_sentence_of_more_than_four_hundred_letters_is_too_long():
    assert slip_troubles("people " * 58) == ["long"]
    assert slip_troubles("people " * 56) == []


@pytest.mark.parametrize("told", VECTORS["periods"], ids=lambda told: told["text"])
def test_a_period_is_a_quarter_or_a_month(told: dict[str, Any]):
    assert is_period(told["text"]) == told["is"]
    if told["is"]:
        assert edtf_of(told["text"]) == told["edtf"]
        assert all(bounds(edtf_of(told["text"])))


@pytest.mark.parametrize("told", VECTORS["over"], ids=lambda told: f"{told['text']} on {told['on']}")
def test_a_period_is_over_once_its_last_day_has_passed(told: dict[str, Any]):
    assert is_over(told["text"], date.fromisoformat(told["on"])) == told["is"]


@pytest.mark.parametrize("told", VECTORS["areas"], ids=lambda told: told["text"])
def test_an_area_is_a_country_or_a_large_part_of_one(told: dict[str, Any]):
    assert is_area(told["text"]) == told["is"]
