"""What the hot path knows of a roll: fresh while the database is there, stale while it is not."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connections
from django.test.utils import CaptureQueriesContext

from safeconduct.signing.models import Roll
from safeconduct.signing.queries import rolls
from safeconduct.signing.storing.ram import drop_campaign_key, hold_campaign_key
from safeconduct.signing.storing.switches import clear_here, turn_here
from safeconduct.vault.format.signatures import new_key
from tests.factories.petitions import TODAY, make_roll

pytestmark = pytest.mark.django_db(databases=["default", "signing"])


def test_a_roll_is_found_by_its_reference_and_by_its_address():
    roll = make_roll()

    by_reference, by_address = rolls.current(roll.reference), rolls.current((roll.crisis, roll.slug))

    assert by_reference == by_address
    assert by_reference is not None
    assert (by_reference.id, by_reference.danger, by_reference.languages) == (roll.id, frozenset({"RU"}), ("en", "sv"))
    assert rolls.current("PE-NONE") is None
    assert rolls.current(("nowhere", "nothing")) is None


def test_it_is_read_once_in_a_while_however_often_it_is_asked_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rolls, "SECONDS_GOOD", 3600.0)
    roll = make_roll()
    rolls.current(roll.reference)

    with CaptureQueriesContext(connections["signing"]) as queries:
        for _time in range(100):
            rolls.current(roll.reference)

    assert len(queries) == 0


def test_while_the_database_is_away_what_was_read_last_is_used(monkeypatch: pytest.MonkeyPatch):
    roll, unread = make_roll(), make_roll()
    before = rolls.current(roll.reference)

    def away(*_given: Any, **_named: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(Roll.objects, "filter", away)

    assert before is not None
    assert rolls.current(roll.reference) == rolls.held(roll.reference) == before
    rolls.refresh()
    with pytest.raises(OperationalError):
        rolls.current(unread.reference)


def test_an_event_loop_is_given_what_was_read_before_and_never_waits():
    roll = make_roll()
    assert rolls.held(roll.reference) is None

    rolls.current(roll.reference)
    Roll.objects.update(state="closed")

    held = rolls.held(roll.reference)
    assert held is not None
    assert held.state == "open"
    rolls.refresh()
    assert (read := rolls.held(roll.reference)) is not None
    assert read.state == "closed"


def test_a_roll_that_nobody_asks_for_is_let_go(monkeypatch: pytest.MonkeyPatch):
    roll = make_roll()
    rolls.current(roll.reference)

    rolls.refresh()
    assert rolls.held(roll.reference) is not None
    monkeypatch.setattr(rolls, "SECONDS_KEPT", -1.0)
    rolls.refresh()

    assert rolls.held(roll.reference) is None


def test_without_its_key_in_memory_a_roll_has_another_that_is_marked():
    roll, key = make_roll(), new_key()
    hold_campaign_key(roll.id, key)

    with_key = rolls.current(roll.reference)
    drop_campaign_key(roll.id)
    without, again = rolls.current(roll.reference), rolls.current(roll.reference)

    assert with_key is not None and without is not None and again is not None
    assert (with_key.key, with_key.is_provisional) == (key, False)
    assert without.is_provisional
    assert without.key == again.key != key


def test_no_key_is_printed_with_a_roll():
    roll, key = make_roll(), new_key()
    hold_campaign_key(roll.id, key)
    rolled = rolls.current(roll.reference)

    assert rolled is not None
    for secret in (rolled.key, rolled.mail_key, rolled.ticket_key):
        assert repr(secret) not in repr(rolled)


# state, last day, switch that pauses, is it open today
OPEN = [
    ("open", None, False, True),
    ("open", TODAY, False, True),
    ("open", TODAY - timedelta(days=1), False, False),
    ("open", None, True, False),
    ("paused", None, False, False),
    ("closed", None, False, False),
]


@pytest.mark.parametrize(("state", "closes_on", "is_paused", "is_open"), OPEN)
def test_when_a_roll_may_be_signed(state: str, closes_on: Any, is_paused: bool, is_open: bool):
    roll = make_roll(state=state, closes_on=closes_on, switches={"pause": is_paused})
    rolled = rolls.current(roll.reference)

    assert rolled is not None
    assert rolled.is_open(TODAY) is is_open


def test_what_was_turned_at_this_machine_wins():
    roll = make_roll(switches={"pause_mail": True})
    turn_here(roll.reference, {"pause": True})

    rolled = rolls.current(roll.reference)
    clear_here(roll.reference)

    assert rolled is not None
    assert (rolled.switches.pause, rolled.switches.pause_mail) == (True, True)
