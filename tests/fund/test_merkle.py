"""Proofs that a gift is in the total."""

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.fund.rules.merkle import is_in, leaf_of, path_of, root_of
from safeconduct.fund.rules.money import Money

DAY = date(2017, 4, 20)


def leaves(number: int) -> list[bytes]:
    return [leaf_of(place.to_bytes(16, "big"), Money(20_000, "SEK"), "tjetjenien", DAY) for place in range(number)]


def by_the_rfc(nodes: list[bytes]) -> bytes:
    """RFC 6962, 2.1, word by word: split at the largest power of two below the number."""
    if len(nodes) == 1:
        return nodes[0]
    split = 1
    while split * 2 < len(nodes):
        split *= 2
    return hashlib.sha256(b"\x01" + by_the_rfc(nodes[:split]) + by_the_rfc(nodes[split:])).digest()


@pytest.mark.parametrize("number", range(1, 35))
def test_the_root_is_the_one_of_the_rfc(number: int):
    assert root_of(leaves(number)) == by_the_rfc(leaves(number))


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(st.integers(1, 60).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1))))
def test_every_gift_can_be_proven_and_at_no_other_place(chosen: tuple[int, int]):
    size, index = chosen
    all_ = leaves(size)
    path, root = path_of(all_, index), root_of(all_)

    assert is_in(all_[index], index, size, path, root)
    assert not is_in(leaf_of(bytes(16), Money(20_001, "SEK"), "tjetjenien", DAY), index, size, path, root)
    assert not is_in(all_[index], index, size, [*path, bytes(32)], root)
    assert not is_in(all_[index], size, size, path, root)
    assert not path or not is_in(all_[index], index, size, path[:-1], root)
    assert size == 1 or not is_in(all_[index], (index + 1) % size, size, path, root)


def test_a_node_is_never_taken_for_a_leaf():
    one, other = leaves(2)

    assert hashlib.sha256(b"\x00" + one + other).digest() != root_of([one, other])


def test_a_leaf_says_all_of_its_gift():
    salt = bytes(16)
    known = leaf_of(salt, Money(20_000, "SEK"), "tjetjenien", DAY)

    assert known not in {
        leaf_of(b"\1" * 16, Money(20_000, "SEK"), "tjetjenien", DAY),
        leaf_of(salt, Money(20_001, "SEK"), "tjetjenien", DAY),
        leaf_of(salt, Money(20_000, "EUR"), "tjetjenien", DAY),
        leaf_of(salt, Money(20_000, "SEK"), "general", DAY),
        leaf_of(salt, Money(20_000, "SEK"), "tjetjenien", date(2017, 4, 21)),
    }


def test_a_short_salt_is_refused():
    with pytest.raises(ValueError, match="guessed"):
        leaf_of(bytes(15), Money(1, "SEK"), "tjetjenien", DAY)


def test_there_is_no_path_to_a_leaf_that_is_not_there():
    with pytest.raises(IndexError):
        path_of(leaves(3), 3)
