"""Tickets of ours are known for a day, and nobody else can make one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.signing.rules.tickets import MINUTES_AHEAD, MINUTES_GOOD, RANDOM_LENGTH, TICKET_LENGTH, new_ticket, read_ticket

KEY, OTHER = b"k" * 32, b"o" * 32
MINUTE = 24_880_000


@given(st.binary(min_size=RANDOM_LENGTH, max_size=RANDOM_LENGTH), st.integers(0, MINUTES_GOOD))
def test_a_ticket_is_known_for_a_day(random: bytes, age: int):
    text = new_ticket(KEY, random, MINUTE)
    found = read_ticket(KEY, text, MINUTE + age)

    assert len(text) == TICKET_LENGTH
    assert found is not None
    assert (found.random, found.minute) == (random, MINUTE)


@pytest.mark.parametrize("age", [-MINUTES_AHEAD - 1, MINUTES_GOOD + 1, 10 * MINUTES_GOOD])
def test_a_ticket_of_another_day_is_not(age: int):
    assert read_ticket(KEY, new_ticket(KEY, b"r" * RANDOM_LENGTH, MINUTE), MINUTE + age) is None


@given(st.integers(0, TICKET_LENGTH - 1), st.sampled_from("ABCXYZabcxyz0189-_=+/ é\0"))
def test_a_changed_ticket_is_not(place: int, sign: str):
    text = new_ticket(KEY, b"r" * RANDOM_LENGTH, MINUTE)
    changed = text[:place] + sign + text[place + 1 :]

    assert changed == text or read_ticket(KEY, changed, MINUTE) is None


def test_a_ticket_under_another_key_is_not():
    assert read_ticket(KEY, new_ticket(OTHER, b"r" * RANDOM_LENGTH, MINUTE), MINUTE) is None


@given(st.text(max_size=60) | st.text(min_size=TICKET_LENGTH, max_size=TICKET_LENGTH))
def test_no_text_breaks_it(text: str):
    assert read_ticket(KEY, text, MINUTE) is None
