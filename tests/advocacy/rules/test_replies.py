"""When there is silence, how late an answer is, and whom to ask next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.advocacy.rules import BodyKind, ResponseType, Via
from safeconduct.advocacy.rules.addressing import Rank
from safeconduct.advocacy.rules.replies import AFTER, LONG_OVERDUE, Heard, Reply, Step, next_step, reply_due, standing, step_of
from safeconduct.advocacy.rules.working_days import add_working_days, working_days_after

DUE = date(2017, 5, 2)
ACK, CONCERN = ResponseType.ACKNOWLEDGEMENT, ResponseType.CONCERN


def test_a_letter_may_be_answered_for_ten_working_days_of_the_country_it_went_to():
    assert reply_due(date(2017, 4, 3), Via.LETTER, "DK") == date(2017, 4, 20)  # Easter: Thursday, Friday and Monday are holidays
    assert reply_due(date(2017, 4, 3), Via.LETTER, "") == date(2017, 4, 17)


@pytest.mark.parametrize(
    "heard, on, reply, is_silent",
    [
        ([], DUE, Reply.WAITING, False),
        ([], DUE + timedelta(days=1), Reply.OVERDUE, True),
        ([], add_working_days(DUE, LONG_OVERDUE, "DK"), Reply.OVERDUE, True),
        ([], add_working_days(DUE, LONG_OVERDUE + 1, "DK"), Reply.LONG_OVERDUE, True),
        ([Heard(date(2017, 4, 10), ACK)], DUE, Reply.WAITING, False),
        ([Heard(date(2017, 4, 10), ACK)], date(2017, 5, 9), Reply.OVERDUE, False),
        ([Heard(date(2017, 4, 10), CONCERN)], date(2017, 5, 9), Reply.ANSWERED, False),
        ([Heard(DUE, CONCERN)], date(2017, 5, 9), Reply.ANSWERED, False),
        ([Heard(date(2017, 5, 3), CONCERN)], date(2017, 5, 9), Reply.ANSWERED_LATE, False),
        ([Heard(date(2017, 5, 30), CONCERN)], date(2017, 5, 9), Reply.OVERDUE, True),  # it had not come yet
        ([Heard(date(2017, 5, 3), None)], date(2017, 5, 9), Reply.ACTED, False),
    ],
)
def test_how_an_ask_stands(heard: list[Heard], on: date, reply: Reply, is_silent: bool):
    found = standing(DUE, heard, on=on, country="DK")

    assert (found.reply, found.is_silent) == (reply, is_silent)


def test_without_a_date_there_is_no_silence():
    found = standing(None, [], on=date(2019, 1, 1), country="DK")

    assert (found.reply, found.is_silent, found.late) == (Reply.NO_DATE, False, 0)


def test_silence_begins_the_day_after_a_reply_was_due():
    assert standing(DUE, [], on=date(2017, 5, 12), country="DK").silent_since == date(2017, 5, 3)


def test_an_acknowledgement_ends_the_silence_and_the_answer_is_overdue_all_the_same():
    found = standing(DUE, [Heard(date(2017, 5, 4), ACK)], on=date(2017, 5, 15), country="DK")

    assert found.reply is Reply.OVERDUE
    assert (found.silent_since, found.acknowledged_on) == (None, date(2017, 5, 4))
    assert found.late == working_days_after(DUE, date(2017, 5, 15), "DK") == 8  # the Day of Prayer was a holiday in Denmark


def test_a_late_answer_ends_it_and_says_how_late():
    found = standing(DUE, [Heard(date(2017, 5, 15), CONCERN)], on=date(2018, 1, 1), country="DK")

    assert (found.reply, found.late, found.answered_on, found.silent_since) == (Reply.ANSWERED_LATE, 8, date(2017, 5, 15), None)


@given(
    came=st.lists(
        st.builds(Heard, on=st.dates(date(2017, 4, 1), date(2017, 8, 1)), type=st.sampled_from([None, *ResponseType])), max_size=5
    ),
    on=st.dates(date(2017, 4, 1), date(2017, 8, 1)),
)
def test_silence_is_told_only_where_nothing_at_all_has_come(came: list[Heard], on: date):
    found = standing(DUE, came, on=on, country="LT")

    assert found.is_silent == (on > DUE and not any(one.on <= on for one in came))
    assert found.reply.is_overdue == (on > DUE and not any(one.on <= on and one.type is not ACK for one in came))


@pytest.mark.parametrize(
    "kind, rank, is_repeated, step",
    [
        (BodyKind.GOVERNMENT, Rank.MINISTER, False, Step.FIRST),
        (BodyKind.GOVERNMENT, Rank.MINISTER, True, Step.REMINDER),
        (BodyKind.GOVERNMENT, None, False, Step.FIRST),
        (BodyKind.PARLIAMENT, Rank.OFFICIAL, False, Step.COMMITTEE),
        (BodyKind.PARLIAMENT, Rank.PARLIAMENTARIAN, False, Step.SPOKESPERSON),
        (BodyKind.GOVERNMENT, Rank.AMBASSADOR, True, Step.EMBASSY),
    ],
)
def test_which_step_an_ask_was(kind: BodyKind, rank: Rank | None, is_repeated: bool, step: Step):
    assert step_of(kind, rank, is_repeated=is_repeated) is step


def test_the_ladder_is_climbed_one_step_after_the_other():
    assert next_step({Step.FIRST}, late=1) is Step.REMINDER
    assert next_step({Step.FIRST, Step.REMINDER}, late=1) is None
    assert next_step({Step.FIRST, Step.REMINDER}, late=AFTER[Step.COMMITTEE]) is Step.COMMITTEE
    assert next_step({Step.FIRST}, late=99) is Step.REMINDER
    assert next_step(set(Step), late=99) is None


@given(taken=st.sets(st.sampled_from(list(Step))), late=st.integers(0, 100))
def test_a_step_is_never_suggested_twice(taken: set[Step], late: int):
    assert next_step(taken, late=late) not in taken
