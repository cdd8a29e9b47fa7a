"""Where a request came from, and how many may come."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.signing.rules.limits import Bucket, Lane, block_of, client_of, read_networks, take_turn

PROXIES = read_networks(["10.0.0.0/8", "fd00::/8", "192.0.2.1", "not a network"])

# peer, header, who it was
CAME = [
    ("5.6.7.8", "", "5.6.7.8"),
    ("5.6.7.8", "9.9.9.9", "5.6.7.8"),
    ("10.0.0.1", "", "10.0.0.1"),
    ("10.0.0.1", "5.6.7.8", "5.6.7.8"),
    ("10.0.0.1", "9.9.9.9, 5.6.7.8", "5.6.7.8"),
    ("10.0.0.1", "9.9.9.9, 5.6.7.8, 192.0.2.1", "5.6.7.8"),
    ("10.0.0.1", "10.0.0.2", "10.0.0.2"),
    ("10.0.0.1", "5.6.7.8:1234", "5.6.7.8"),
    ("10.0.0.1", "[2a02::1]:1234", "2a02::1"),
    ("10.0.0.1", "2a02::1", "2a02::1"),
    ("::ffff:10.0.0.1", "::ffff:5.6.7.8", "5.6.7.8"),
    ("fd00::1", "5.6.7.8", "5.6.7.8"),
    ("10.0.0.1", "unknown", None),
    ("10.0.0.1", "9.9.9.9, unknown", None),
    ("", "5.6.7.8", None),
    ("nonsense", "5.6.7.8", None),
]


@pytest.mark.parametrize(("peer", "forwarded", "who"), CAME)
def test_who_sent_it(peer: str, forwarded: str, who: str | None):
    assert client_of(peer, forwarded, PROXIES) == (ip_address(who) if who else None)


@given(st.text(max_size=60), st.text(max_size=3000))
def test_no_header_breaks_it(peer: str, forwarded: str):
    block_of(client_of(peer, forwarded, PROXIES))
    block_of(client_of("10.0.0.1", forwarded, PROXIES))


BLOCKS = [
    ("5.6.7.8", "5.6.7.255", True),
    ("5.6.7.8", "5.6.8.8", False),
    ("2a02:1:2::1", "2a02:1:2:ffff::", True),
    ("2a02:1:2::1", "2a02:1:3::1", False),
]


@pytest.mark.parametrize(("one", "other", "is_same"), BLOCKS)
def test_which_addresses_are_neighbours(one: str, other: str, is_same: bool):
    assert (block_of(ip_address(one)) == block_of(ip_address(other))) is is_same


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.0.0.1", "192.168.1.1", "fd00::1", "fe80::1"])
def test_what_lies_inside_is_nobody_in_particular(address: str):
    assert block_of(ip_address(address)) == b""


@given(st.lists(st.floats(0, 10_000), max_size=200).map(sorted))
def test_never_more_pass_than_the_lane_holds_and_what_flowed_in(moments: list[float]):
    lane, bucket = Lane(5, 360), Bucket(5, 0.0)

    passed = sum(take_turn(bucket, lane, moment) for moment in moments)

    assert passed <= 5 + (moments[-1] if moments else 0) * 360 / 3600 + 1e-6


def test_a_clock_that_goes_back_gives_nothing():
    lane, bucket = Lane(1, 3600), Bucket(1, 100.0)

    assert [take_turn(bucket, lane, moment) for moment in (100.0, 50.0, 50.5)] == [True, False, False]
