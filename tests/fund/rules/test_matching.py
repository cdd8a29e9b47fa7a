"""A payment finds the appeal it was meant for, or a person. Appeals, words, references and accounts here are invented."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from safeconduct.fund.rules.identifiers import make_ocr, make_rf
from safeconduct.fund.rules.matching import SCORES, Clue, Match, Matcher, Target, plain_reference, plain_word, too_close

OCR, RF, STANDING = make_ocr("7070701"), make_rf("NORTH7"), make_ocr("500123")
NORTH = Target(
    appeal="north",
    words=("Nordland", "Нордия", "Nørdia"),
    references=frozenset({OCR, RF}),
    codes=frozenset({"NX4Q"}),
    standing=frozenset({STANDING}),
    accounts=frozenset({"991-2346"}),
)
SOUTH = Target("south", words=("Søderhavet", "Sun"), references=frozenset({make_ocr("808080")}), accounts=frozenset({"general"}))
EAST = Target("east", words=("Ostmark",), accounts=frozenset({"general"}))
MATCHER = Matcher([NORTH, SOUTH, EAST])


@pytest.mark.parametrize(
    ("clue", "appeal", "how"),
    [
        (Clue(reference=OCR), "north", "reference"),
        (Clue(reference=OCR.rjust(25, "0")), "north", "reference"),
        (Clue(reference=f"{RF[:4]} {RF[4:8]} {RF[8:]}".lower()), "north", "reference"),
        (Clue(message=f"OCR: {OCR[:4]} {OCR[4:]}, tack"), "north", "reference"),
        (Clue(message=f"ref {RF}"), "north", "reference"),
        (Clue(message=f"ref {RF[:4]} {RF[4:8]} {RF[8:]}"), "north", "reference"),
        (Clue(reference=OCR, message="Ostmark"), "north", "reference"),
        (Clue(message="nx4q"), "north", "code"),
        (Clue(reference=STANDING), "north", "standing"),
        (Clue(message="NORDLAND!!"), "north", "word"),
        (Clue(message="till #nordland ❤"), "north", "word"),
        (Clue(message="nord land"), "north", "word"),
        (Clue(message="на НОРДИЮ"), "north", "slip"),
        (Clue(message="нордия"), "north", "word"),
        (Clue(message="Söderhavet"), "south", "word"),
        (Clue(message="nordlnad"), "north", "slip"),
        (Clue(message="norlan"), "north", "slips"),
        (Clue(message="sun"), "south", "word"),
        (Clue(message="son"), None, "nothing"),
        (Clue(message="nrlan"), None, "nothing"),
        (Clue(message="heja", account="991-2346"), "north", "account"),
        (Clue(message="heja", account="general"), None, "nothing"),
        (Clue(message="gåva 100 kr"), None, "nothing"),
        (Clue(), None, "nothing"),
        (Clue(reference="NOTPROVIDED"), None, "nothing"),
        (Clue(message="nordland och ostmark"), None, "two"),
        (Clue(message="nordlund och ostmork", account="991-2346"), None, "two"),
    ],
)
def test_the_surest_sign_decides(clue: Clue, appeal: str | None, how: str) -> None:
    found = MATCHER.match(clue)

    assert (found.appeal, found.how) == (appeal, how)
    assert found.score == SCORES[how]


def test_what_says_that_there_is_no_reference_is_none_even_where_somebody_entered_it() -> None:
    careless = Target("careless", references=frozenset({"NOTPROVIDED", "0000"}), standing=frozenset({"not-provided"}))

    for reference in ("NOTPROVIDED", "0", "", "notprovided"):
        assert Matcher([careless]).match(Clue(reference=reference)).appeal is None


def test_two_appeals_with_one_reference_are_a_persons_to_tell_apart() -> None:
    both = Matcher([NORTH, Target("other", references=frozenset({OCR}))])
    assert both.match(Clue(reference=OCR, account="991-2346")) == Match(None, "two")


def test_nothing_that_anybody_writes_breaks_it() -> None:
    assert Matcher([]).match(Clue(message="x" * 10_000, reference="\x00", account="?")) == Match(None, "nothing")
    assert MATCHER.match(Clue(message="\u0301\u200b " * 300)).appeal is None


@given(st.text(max_size=80), st.text(max_size=30))
def test_an_appeal_is_only_ever_named_by_a_sign_of_its_own(message: str, reference: str) -> None:
    found = MATCHER.match(Clue(message=message, reference=reference))
    assert (found.appeal is None) == (found.score == 0)


@given(st.text("abcdenorlu ", max_size=14), st.text("abcdenorlu ", max_size=14))
def test_the_same_letters_are_the_same_word_however_they_are_typed(word: str, before: str) -> None:
    assume(len(word.split()) == 1)
    matcher = Matcher([Target("one", words=(word,))])

    assert matcher.match(Clue(message=f"{before} {word.upper()}.")).how == "word"


@given(st.text("abcd", min_size=6, max_size=10), st.text("abcd", min_size=1, max_size=10), st.text("abcd", min_size=4, max_size=12))
def test_no_spelling_is_forgiven_for_two_words_that_may_live_beside_each_other(word: str, other: str, typed: str) -> None:
    assume(too_close(other, [word]) is None)

    found = Matcher([Target("one", words=(word,)), Target("two", words=(other,))]).match(Clue(message=typed))

    assert found.how != "two"
    if found.appeal == "one":
        assert DamerauLevenshtein.distance(word, typed) <= 2
    if found.appeal == "two":
        assert DamerauLevenshtein.distance(other, typed) <= 2


def test_a_word_too_near_another_is_named_before_it_lives() -> None:
    assert too_close("Nordlund", ["Ostmark", "Nordland"]) == "Nordland"
    assert too_close("NÖRDLÄND", ["Nordland"]) == "Nordland"
    assert too_close("sund", ["Sun"]) == "Sun"
    assert too_close("Sun", ["Ostmark"]) is None
    assert too_close("Westerly", ["Ostmark", "Nordland"]) is None


def test_how_words_and_references_are_compared() -> None:
    assert plain_word("Å Straße-Ёлка_7") == "astrasseелка7"
    assert plain_reference(" 0012-34 a") == "1234A"
