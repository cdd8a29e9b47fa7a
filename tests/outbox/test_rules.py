"""Addresses, office hours, waits and codes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.outbox.rules import MAY_BECOME, State, domain_of, is_address, on_one_line, safe_name, wire_address
from safeconduct.outbox.rules.office_hours import is_open, next_opening
from safeconduct.outbox.rules.retrying import WAITS, wait_after
from safeconduct.outbox.rules.statuses import in_words

ZONES = [
    "Europe/Stockholm",
    "Europe/Moscow",
    "America/St_Johns",
    "Pacific/Auckland",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "Africa/Casablanca",
]
MOMENTS = st.datetimes(min_value=datetime(2017, 1, 1), max_value=datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 — the zone is added


@pytest.mark.parametrize(
    "good", ["a@b.example", "minister.office+x@sub.foreign-affairs.example", "post@räksmörgås.example", "x@xn--p1ai.example"]
)
def test_a_plain_address_is_one(good: str):
    assert is_address(good)
    assert wire_address(good).isascii()


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "a",
        "a@",
        "@b.example",
        "a@localhost",
        "a b@c.example",
        "a@b.example\n",
        "a@b.example, c@d.example",
        "<a@b.example>",
        '"a b"@c.example',
        "a@b..example",
        "a@-b.example",
        "a..b@c.example",
        f"{'a' * 65}@b.example",
        f"a@{'b' * 64}.example",
        "å@b.example",
        "a@b.example\x00",
        "a@[127.0.0.1]",
        f"a@{'b.' * 130}example",
        "a@b.example>\r\nBcc: x@y.example",
        "a@\ud800.example",
    ],
)
def test_anything_else_is_none(bad: str):
    assert not is_address(bad)


def test_domains_are_compared_in_one_form():
    assert domain_of("A@RÄKSMÖRGÅS.example") == domain_of("b@xn--rksmrgs-5wao1o.Example")
    assert domain_of("nobody") == ""


@given(st.text())
def test_one_line_is_one_line(text: str):
    line = on_one_line(text)

    assert len(line.splitlines()) <= 1
    assert "\x00" not in line
    assert on_one_line(line) == line


@given(st.text())
def test_a_safe_name_has_no_folder_and_no_hidden_sign(name: str):
    safe = safe_name(name, fallback="x")

    assert safe
    assert not set(safe) & set('/\\:*?"<>|\r\n\x00\u202e\u200f')
    assert not safe.startswith(".")
    assert len(safe) <= 120


def test_a_long_name_keeps_its_ending():
    assert safe_name("a" * 300 + ".pdf", fallback="x").endswith(".pdf")


@pytest.mark.parametrize(
    ("moment", "zone", "expected"),
    [
        ("2017-05-19T14:59", "Europe/Copenhagen", True),  # Friday 16:59
        ("2017-05-19T15:00", "Europe/Copenhagen", False),  # Friday 17:00
        ("2017-05-20T10:00", "Europe/Copenhagen", False),  # Saturday
        ("2017-05-22T07:00", "Europe/Copenhagen", True),  # Monday 9:00
        ("2017-05-22T06:59", "Europe/Copenhagen", False),
        ("2017-01-23T07:59", "Europe/Copenhagen", False),  # in winter an hour later
        ("2017-01-23T08:00", "Europe/Copenhagen", True),
        ("2017-05-20T03:00", "", True),
    ],
)
def test_an_office_is_open_by_its_own_clock(moment: str, zone: str, expected: bool):
    assert is_open(datetime.fromisoformat(moment).replace(tzinfo=UTC), zone) is expected


@given(at=MOMENTS, zone=st.sampled_from(ZONES))
def test_at_the_next_opening_it_is_open_and_not_before(at: datetime, zone: str):
    opening = next_opening(at, zone)

    assert is_open(opening, zone)
    assert at <= opening <= at + timedelta(days=3, hours=2)
    if opening > at:
        assert not is_open(opening - timedelta(seconds=1), zone)
        assert opening.astimezone(ZoneInfo(zone)).hour == 9


def test_waits_grow_and_end():
    assert sorted(WAITS) == list(WAITS)
    assert wait_after(1) == WAITS[0]
    assert wait_after(len(WAITS) + 1) is None
    assert timedelta(days=4) < sum(WAITS, timedelta()) < timedelta(days=6)


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        ("550 5.1.1 No such user", "", "There is no such mailbox. 550 5.1.1 No such user"),
        ("host said no", "5.2.2", "The mailbox is full. 5.2.2 host said no"),
        ("451 4.9.9 odd", "", "451 4.9.9 odd"),
        ("550 5.1.99 odd", "", "Something is wrong with the address. 550 5.1.99 odd"),
        ("no\r\ncode", "", "no code"),
        ("", "5.1.1", "There is no such mailbox. 5.1.1"),
    ],
)
def test_codes_become_words(said: str, status: str, words: str):
    assert in_words(said, status=status) == words


def test_words_of_a_server_end_somewhere():
    assert len(in_words("x" * 5000, status="5.1.1")) == 300


def test_nothing_that_may_have_been_sent_can_wait_again_by_itself():
    assert State.WAITING not in MAY_BECOME[State.SENDING]
    assert not MAY_BECOME[State.CANCELLED]
