"""Where a petition is for whoever would sign it."""

from datetime import date

import pytest

from safeconduct.petitions.rules.phases import Phase, phase_of
from safeconduct.petitions.rules.rolls import Standing

DAY = date(2017, 5, 20)
BEFORE, AFTER = date(2017, 5, 19), date(2017, 5, 21)


@pytest.mark.parametrize(
    ("standing", "phase"),
    [
        (Standing(), Phase.SOON),
        (Standing(opens_on=AFTER), Phase.SOON),
        (Standing(opens_on=DAY), Phase.OPEN),
        (Standing(opens_on=BEFORE, closes_on=DAY), Phase.OPEN),
        (Standing(opens_on=BEFORE, closes_on=BEFORE), Phase.CLOSED),
        (Standing(opens_on=BEFORE, is_closed=True), Phase.CLOSED),
        (Standing(opens_on=BEFORE, has_key=False), Phase.CLOSED),
        (Standing(opens_on=BEFORE, is_closed=True, has_ended=True), Phase.ENDED),
        (Standing(opens_on=BEFORE, has_ended=True, is_recalled=True), Phase.RECALLED),
        (Standing(opens_on=BEFORE, is_recalled=True), Phase.RECALLED),
    ],
)
def test_the_phase_follows_from_days_and_decisions(standing: Standing, phase: Phase):
    assert phase_of(standing, on=DAY) is phase
