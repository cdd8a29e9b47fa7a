"""How many: the number, how it is meant, and what is no count at all."""

from __future__ import annotations

import pytest

from safeconduct.evidence.reading.propose import quantities
from safeconduct.evidence.reading.shapes import Qualifier

Q = Qualifier


@pytest.mark.parametrize(
    ("language", "text", "qualifier", "low", "high", "verbatim"),
    [
        ("en", "over 100 fishermen were rounded up", Q.MORE_THAN, 100, None, "over 100"),
        ("en", "more than a hundred people", Q.MORE_THAN, 100, None, "more than a hundred"),
        ("de", "mehr als 100 Menschen wurden verhaftet", Q.MORE_THAN, 100, None, "mehr als 100"),
        ("de", "rund 100 Menschen", Q.ABOUT, 100, 100, "rund 100"),
        ("fr", "plus d’une centaine de personnes", Q.MORE_THAN, 100, None, "plus d’une centaine"),
        ("ru", "больше сотни человек задержаны", Q.MORE_THAN, 100, None, "больше сотни"),
        ("ru", "не менее двадцати семи человек", Q.AT_LEAST, 27, None, "не менее двадцати семи"),
        ("da", "over hundrede formodede mænd", Q.MORE_THAN, 100, None, "over hundrede"),
        ("da", "femogfyrre personer", Q.EXACT, 45, 45, "femogfyrre"),
        ("nb", "tjuefem menn", Q.EXACT, 25, 25, "tjuefem"),
        ("sv", "hundratals personer greps", Q.ORDER_OF_MAGNITUDE, 100, None, "hundratals"),
        ("sv", "ett 40-tal personer", Q.ABOUT, 40, 40, "40"),
        ("nl", "zo'n veertig mannen", Q.ABOUT, 40, 40, "zo'n veertig"),
        ("en", "between 30 and 40 people", Q.BETWEEN, 30, 40, "between 30 and 40"),
        ("en", "20-30 activists", Q.BETWEEN, 20, 30, "20-30"),
        ("en", "dozens of men", Q.ORDER_OF_MAGNITUDE, 12, None, "dozens"),
        ("en", "at least three were said to have died", Q.AT_LEAST, 3, None, "at least three"),
        ("en", "up to 300 people", Q.AT_MOST, None, 300, "up to 300"),
        ("en", "fewer than 50 people", Q.LESS_THAN, None, 50, "fewer than 50"),
        ("da", "flere blev dræbt", Q.INDEFINITE, None, None, "flere"),
        ("en", "several fishermen", Q.INDEFINITE, None, None, "several"),
    ],
)
def test_a_number_keeps_its_words_and_its_bounds(  # noqa: PLR0917  one column each
    language: str, text: str, qualifier: Qualifier, low: int | None, high: int | None, verbatim: str
) -> None:
    (found,) = quantities(text, language)
    assert (found.qualifier, found.low, found.high, found.verbatim) == (qualifier, low, high, verbatim)
    assert text[found.start : found.end] == verbatim


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We are just one of many countries."),
        ("sv", "Bankgiro: 900-5521"),
        ("sv", "Swisha till 123 900 55 21 i dag"),
        ("en", "Call +46 70 123 45 67 or 08-123 45 67."),
        ("en", "See P8_TA(2017)0231 and 2017/2688(RSP)."),
        ("en", "It was in 2017 at 14:30."),
        ("en", "A 28-year-old on 19 May"),
        ("da", "Den 1. april, side 2"),
        ("en", "many reasons and several meetings"),
    ],
)
def test_codes_dates_and_things_are_no_counts(language: str, text: str) -> None:
    assert quantities(text, language) == ()


def test_more_than_a_hundred_excludes_the_hundred_and_has_no_upper_bound() -> None:
    (found,) = quantities("more than 100 people", "en")
    assert found.low_exclusive
    assert found.high is None


def test_money_carries_its_currency() -> None:
    assert [(q.low, q.unit) for q in quantities("Vi samlar in 100 000 kronor", "sv")] == [(100_000, "SEK")]
    assert [(q.low, q.unit) for q in quantities("EUR 52,000 and 2.5 million dollars", "en")] == [(52_000, "EUR"), (2_500_000, "USD")]
