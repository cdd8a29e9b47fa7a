"""What a verdict may say. A statement alone never shows anything."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.advocacy.rules import ResponseType, Said, Showing, Timing
from safeconduct.advocacy.rules.verdicts import Flaw, Grounds, commits, flaws_of, is_possible, last_of, may_be_stated, said_by, timing_of

DAY = date(2017, 5, 20)
WORDS = st.lists(st.sampled_from(list(ResponseType)), max_size=6)


@pytest.mark.parametrize(
    "word, said",
    [
        (None, Said.NOTHING),
        (ResponseType.ACKNOWLEDGEMENT, Said.NOTHING),
        (ResponseType.DENIAL, Said.REFUSES),
        (ResponseType.REFUSAL, Said.REFUSES),
        (ResponseType.EXPECTATION, Said.SYMPATHISES),
        (ResponseType.CONCERN, Said.SYMPATHISES),
        (ResponseType.WILL_RAISE, Said.SYMPATHISES),
        (ResponseType.TALKS, Said.SYMPATHISES),
        (ResponseType.RAISED_BILATERALLY, Said.SYMPATHISES),
        (ResponseType.RAISED_IN_FORUM, Said.SYMPATHISES),
        (ResponseType.RESOLUTION, Said.SYMPATHISES),
        (ResponseType.PROMISE, Said.PROMISES),
        (ResponseType.INSTRUCTION, Said.PROMISES),
    ],
)
def test_what_words_say_about_a_demand(word: ResponseType | None, said: Said):
    assert said_by(word) is said


@given(WORDS)
def test_nothing_is_stated_only_where_nothing_was_said(words: list[ResponseType]):
    is_silent = set(words) <= {ResponseType.ACKNOWLEDGEMENT}

    assert (Said.NOTHING in may_be_stated(words)) is is_silent
    assert (may_be_stated(words) == {Said.NOTHING}) is is_silent


@given(WORDS)
def test_a_promise_is_stated_only_where_one_was_made(words: list[ResponseType]):
    assert (Said.PROMISES in may_be_stated(words)) is bool({ResponseType.PROMISE, ResponseType.INSTRUCTION} & set(words))


@given(words=WORDS, stated=st.sampled_from(list(Said)), shown=st.sampled_from([Showing.PARTIAL, Showing.DONE, Showing.REVERSED]))
def test_words_alone_never_show_a_deed(words: list[ResponseType], stated: Said, shown: Showing):
    assert Flaw.WORDS_ARE_NO_DEED in flaws_of(stated, shown, Grounds(words=tuple(words), searched_until=DAY), as_of=DAY)


@pytest.mark.parametrize(
    "shown, grounds, flaws",
    [
        (Showing.NONE_FOUND, Grounds(searched_until=DAY), ()),
        (Showing.NONE_FOUND, Grounds(), (Flaw.NOT_SEARCHED,)),
        (Showing.NONE_FOUND, Grounds(searched_until=date(2017, 5, 19)), (Flaw.NOT_SEARCHED,)),
        (Showing.NONE_FOUND, Grounds(known=1, searched_until=DAY), (Flaw.DEED_IS_KNOWN,)),
        (Showing.NONE_FOUND, Grounds(helped=1, searched_until=DAY), (Flaw.DEED_IS_KNOWN,)),
        (Showing.NONE_FOUND, Grounds(harmed=1, searched_until=DAY), ()),
        (Showing.PARTIAL, Grounds(helped=1), ()),
        (Showing.DONE, Grounds(helped=2, harmed=1), ()),
        (Showing.DONE, Grounds(harmed=1), (Flaw.HARM_IS_NO_HELP,)),
        (Showing.PARTIAL, Grounds(known=3), (Flaw.WORDS_ARE_NO_DEED,)),
        (Showing.REVERSED, Grounds(helped=1, harmed=1), ()),
        (Showing.REVERSED, Grounds(helped=1), (Flaw.REVERSED_NEEDS_BOTH,)),
        (Showing.REVERSED, Grounds(harmed=1), (Flaw.REVERSED_NEEDS_BOTH,)),
    ],
)
def test_what_can_be_shown_on_which_grounds(shown: Showing, grounds: Grounds, flaws: tuple[Flaw, ...]):
    assert flaws_of(Said.NOTHING, shown, grounds, as_of=DAY) == flaws


@pytest.mark.parametrize(
    "due, is_done, done_on, timing",
    [
        ("", False, "", Timing.NO_DATE),
        ("", True, "2017-05-01", Timing.NO_DATE),
        ("2017-05-01/..", False, "", Timing.NO_DATE),  # from then on, and no end
        ("2017-05-20", False, "", Timing.RUNNING),
        ("2017-05", False, "", Timing.RUNNING),  # a month is over when its last day is
        ("2017-05-19", False, "", Timing.EXPIRED),
        ("2017-05-19", True, "2017-05-19", Timing.IN_TIME),
        ("2017-05-19", True, "2017-05-20", Timing.LATE),
        ("2017-05-19", True, "2017-05", Timing.IN_TIME),  # nothing shows that it was after the 19th
        ("2017-05-19", True, "", Timing.IN_TIME),
        ("2017-04", True, "2017-05", Timing.LATE),
    ],
)
def test_how_it_stands_against_the_date(due: str, is_done: bool, done_on: str, timing: Timing):
    assert timing_of(due, DAY, is_done=is_done, done_on=done_on) is timing


@given(
    due=st.one_of(st.just(""), st.dates(date(2017, 1, 1), date(2018, 1, 1)).map(date.isoformat)),
    as_of=st.dates(date(2017, 1, 1), date(2018, 1, 1)),
    done_on=st.one_of(st.just(""), st.dates(date(2017, 1, 1), date(2018, 1, 1)).map(date.isoformat)),
    shown=st.sampled_from(list(Showing)),
)
def test_what_is_worked_out_can_always_stand_together(due: str, as_of: date, done_on: str, shown: Showing):
    assert is_possible(shown, timing_of(due, as_of, is_done=shown is Showing.DONE, done_on=done_on))


@pytest.mark.parametrize("timing", [Timing.IN_TIME, Timing.LATE])
def test_what_is_not_done_is_neither_late_nor_in_time(timing: Timing):
    assert [shown for shown in Showing if is_possible(shown, timing)] == [Showing.DONE]


def test_the_last_of_several_deeds_is_what_finished_it():
    assert last_of(["2017-05-17", "2017-06", "2017-05-30"]) == "2017-06"
    assert last_of(["2017-05-17", ""]) == ""
    assert last_of([]) == ""


def test_concern_commits_nobody():
    assert [word for word in ResponseType if commits(word)] == [
        ResponseType.WILL_RAISE, ResponseType.RESOLUTION, ResponseType.PROMISE, ResponseType.INSTRUCTION,
    ]  # fmt: skip
