"""When: dates as EDTF, relative ones only against an anchor."""

from __future__ import annotations

import pytest
from edtf import parse_edtf

from safeconduct.evidence.reading.propose import times
from safeconduct.evidence.reading.propose.calendar import agreed

ANCHOR = "2017-05-19"


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        ("da", "Den 1. april rapporterede avisen", "XXXX-04-01"),
        ("en", "on September 6, 2022", "2022-09-06"),
        ("sv", "den 25.1.2023", "2023-01-25"),
        ("de", "am 1. April 2017", "2017-04-01"),
        ("fr", "le 1er avril 2017", "2017-04-01"),
        ("ru", "1 апреля 2017 года", "2017-04-01"),
        ("nl", "op 3 maart 2017", "2017-03-03"),
        ("en", "in mid-April 2017", "2017-04-11~/2017-04-20~"),
        ("en", "in 2017 or 2018", "[2017,2018]"),
        ("da", "i 2007 og 2013", "{2007,2013}"),
        ("en", "between 2017 and 2019", "2017/2019"),
        ("en", "since at least 2017", "2017/.."),
        ("ru", "с 2017 года", "2017/.."),
        ("en", "until March 2018", "../2018-03"),
        ("en", "16–28 March 2017", "2017-03-16/2017-03-28"),
        ("nb", "våren 2017", "2017-21"),
        ("en", "in the 1990s", "199X"),
        ("en", "around 1 April 2017", "2017-04-01~"),
    ],
)
def test_a_date_becomes_edtf_that_a_library_reads(language: str, text: str, edtf: str) -> None:
    (found,) = times(text, language)
    assert found.edtf == edtf
    assert parse_edtf(found.edtf) is not None


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        ("en", "last month", "2017-04"),
        ("en", "last week", "2017-05-08/2017-05-14"),
        ("en", "on Wednesday", "2017-05-17"),
        ("sv", "beslutade idag", "2017-05-19"),
        ("de", "vor zwei Wochen", "2017-05-01/2017-05-07"),
        ("da", "for to uger siden", "2017-05-01/2017-05-07"),
        ("ru", "на прошлой неделе", "2017-05-08/2017-05-14"),
        ("da", "den 1. april", "2017-04-01"),
    ],
)
def test_a_relative_time_is_resolved_against_the_anchor(language: str, text: str, edtf: str) -> None:
    (found,) = times(text, language, ANCHOR)
    assert found.edtf == edtf
    assert found.is_relative


@pytest.mark.parametrize(("language", "text"), [("en", "last month"), ("sv", "under söndagskvällen"), ("fr", "hier")])
def test_without_an_anchor_a_relative_time_keeps_its_words_and_says_why(language: str, text: str) -> None:
    (found,) = times(text, language)
    assert found.edtf == ""
    assert found.verbatim in text
    assert "not known" in found.note


def test_a_weekday_that_does_not_fit_its_date_is_noted() -> None:
    (found,) = times("Monday 17 May 2017", "en")
    assert "weekday" in found.note


def test_everyday_words_are_no_months() -> None:
    assert times("We may march, and the sun sat low.", "en") == ()


def test_a_date_known_only_between_two_days_still_tells_what_both_share():
    assert agreed("2017-05-17/2017-05-24") == "2017-05"
    assert agreed("2017-05-30/2017-06-02") == "2017"
    assert agreed("2016-12-30/2017-01-02") == ""
    assert agreed("2017-05-19") == "2017-05-19"
    assert agreed("2017-05-11/..") == ""
