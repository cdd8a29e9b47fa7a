"""Saying times in seven languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.evidence.rules.wording import describe, languages

ALL = ("en", "sv", "da", "de", "fr", "ru", "ar")


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2017-04-01", "1 April 2017"),
        ("2017-04~", "about April 2017"),
        ("2017?", "2017 (uncertain)"),
        ("../2017-04-01", "1 April 2017 or earlier"),
        ("2017-05-11/..", "11 May 2017 or later"),
        ("2017-04-01/2017-04-20", "between 1 April 2017 and 20 April 2017"),
        ("2017-04-0X", "between 1 April 2017 and 9 April 2017"),
        ("2017-04-3X", "30 April 2017"),
        ("XXXX-05-17", "17 May, year not stated"),
        ("[2017,2018,2019-05]", "2017, 2018 or May 2019"),
        ("2017-21~", "about spring 2017"),
        ("201X", "the 2010s"),
        ("", "time not stated"),
    ],
)
def test_a_time_is_said_without_losing_its_caution(edtf, words):
    assert describe(edtf) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "omkring april 2017"),
        ("da", "omkring april 2017"),
        ("de", "circa April 2017"),
        ("fr", "vers avril 2017"),
        ("ru", "около апреля 2017 года"),
        ("ar", "نحو أبريل 2017"),
    ],
)
def test_about_april_is_said_in_every_language(language, words):
    assert describe("2017-04~", language) == words


def test_forms_follow_their_preposition():
    assert describe("2017-04", "ru") == "апрель 2017 года"
    assert describe("2017-04-01/2017-05-02", "de") == "zwischen dem 1. April 2017 und dem 2. Mai 2017"
    assert describe("2017-05-01/2017-05-02", "fr") == "entre le 1er mai 2017 et le 2 mai 2017"


def test_a_language_without_words_falls_back_to_english():
    assert describe("2017-04~", "xx") == describe("2017-04~", "en")
    assert describe("2017-04~", "de-AT") == describe("2017-04~", "de")


def test_the_seven_public_languages_have_words():
    assert set(ALL) <= set(languages())


@settings(deadline=None)
@given(
    st.sampled_from(["2017", "2017-04", "2017-04-01", "2017-22", "201X", "20XX", "XXXX-04", "2017-04-1X"]),
    st.sampled_from(["", "~", "?", "%"]),
    st.sampled_from(["{}", "{}/..", "../{}", "{}/2019", "[{},2019]", "{{{},2019}}"]),
    st.sampled_from(ALL),
)
def test_every_time_is_said_in_every_language_and_keeps_its_numbers(edtf, mark, frame, language):
    if edtf.startswith("XXXX") and frame != "{}":
        return
    said = describe(frame.format(edtf + mark), language)
    assert "{" not in said
    assert "201" in said or "20" in said or "XXXX" in edtf
    if mark in {"~", "%"}:
        assert said != describe(frame.format(edtf), language)
