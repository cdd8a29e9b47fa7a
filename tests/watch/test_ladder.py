"""The ladder of an alarm, rung by rung."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.watch.rules.ladder import Timer, next_change, step
from safeconduct.watch.rules.moments import STEP, next_due, to_step

DUE = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
GRACE = timedelta(minutes=15)

# Hypothesis wants bounds without a zone.
FIRST, LAST = datetime(2020, 1, 1), datetime(2040, 1, 1)  # noqa: DTZ001
# minutes after it was due, rung it stands on, whether somebody has taken it, rung it should stand on
TABLE = [
    (-1, 0, False, 0),
    (0, 0, False, 1),
    (14, 1, False, 1),
    (15, 1, False, 2),
    (29, 2, False, 2),
    (30, 2, False, 3),
    (30, 2, True, 2),
    (74, 2, True, 2),
    (75, 2, True, 4),
    (75, 3, False, 4),
    (15, 0, False, 2),
    (600, 0, False, 4),
    (-1, 2, False, 2),
    (-600, 4, False, 4),
]


@pytest.mark.parametrize(("minutes", "level", "is_taken", "expected"), TABLE)
def test_each_rung_comes_at_its_time(minutes: int, level: int, is_taken: bool, expected: int):
    timer = Timer(DUE, GRACE, level, None)

    assert step(timer, DUE + timedelta(minutes=minutes), is_taken=is_taken) == expected


@pytest.mark.parametrize(("minutes", "expected"), [(44, 3), (45, 4)])
def test_a_word_of_danger_reaches_the_kit_three_quarters_of_an_hour_on_though_nothing_was_due(minutes: int, expected: int):
    said_at = DUE - timedelta(hours=5)
    timer = Timer(DUE, GRACE, 3, said_at)

    assert step(timer, said_at + timedelta(minutes=minutes), is_taken=True) == expected


@given(st.integers(0, 3), st.integers(0, 10_000), st.integers(0, 600), st.booleans())
def test_no_rung_is_ever_gone_down(level: int, minutes: int, grace: int, is_taken: bool):
    timer = Timer(DUE, timedelta(minutes=grace), level, DUE)

    assert level <= step(timer, DUE + timedelta(minutes=minutes), is_taken=is_taken) <= 4


@given(st.integers(0, 3), st.integers(0, 600))
def test_what_is_said_to_come_next_comes_then_and_not_a_minute_before(level: int, grace: int):
    timer = Timer(DUE, timedelta(minutes=grace), level, None)
    reached = {0: DUE - timedelta(minutes=1), 1: DUE, 2: DUE + timedelta(minutes=grace), 3: DUE + timedelta(minutes=grace + 15)}[level]
    timer = timer._replace(level_at=reached if level == 3 else None)
    change = next_change(timer)

    assert change is not None
    assert step(timer, change) > level
    assert step(timer, change - timedelta(minutes=1)) == level or grace == 0


@given(st.datetimes(min_value=FIRST, max_value=LAST, timezones=st.just(UTC)), st.integers(15, 86_400))
def test_a_due_time_is_a_whole_step_and_never_takes_time_away(at: datetime, every: int):
    due = next_due(at=at, every_minutes=every)

    assert due == to_step(due)
    assert due.minute % 5 == due.second == due.microsecond == 0
    assert timedelta(0) <= due - (at + timedelta(minutes=every)) < STEP


@given(st.datetimes(min_value=FIRST, max_value=LAST), st.integers(-14 * 4, 14 * 4))
def test_a_moment_is_the_same_in_every_zone(local: datetime, quarters: int):
    at = local.replace(tzinfo=UTC)
    there = at.astimezone(tz=timezone(timedelta(minutes=15 * quarters)))

    assert to_step(there) == to_step(at)
