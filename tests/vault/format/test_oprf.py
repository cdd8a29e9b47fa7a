"""The function of two keys: what RFC 9497 says comes out, the same whatever the blind; half a key tells nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.vault.format import oprf
from tests.vault.format.make_vectors import read

VECTORS = read("oprf")
RFC, HOLDERS = VECTORS["rfc"], VECTORS["holders"]


@pytest.mark.parametrize("case", RFC["cases"], ids=["one byte", "seventeen"])
def test_what_the_rfc_says_comes_out(case: dict[str, str]):
    said, blind, key = bytes.fromhex(case["input"]), bytes.fromhex(RFC["blind"]), bytes.fromhex(RFC["key"])

    assert oprf.blind(said, blind).hex() == case["point"]
    assert oprf.evaluate(key, bytes.fromhex(case["point"])).hex() == case["answer"]
    assert oprf.finish(said, blind, bytes.fromhex(case["answer"])).hex() == case["result"]


def asked(form: str, keys: list[bytes], blind: bytes) -> bytes:
    said = oprf.asked_of(form)
    answers = [oprf.evaluate(key, oprf.blind(said, blind)) for key in keys]
    return oprf.token_from(oprf.finish(said, blind, oprf.added(*answers)))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_one_name_gives_one_token_whatever_the_blind_and_no_half_of_the_key_gives_it(form: str):
    keys = [oprf.new_key(), oprf.new_key()]
    said, blind, other = oprf.asked_of(form), oprf.new_key(), oprf.new_key()
    token = asked(form, keys, blind)

    assert oprf.blind(said, blind) != oprf.blind(said, other)
    assert asked(form, keys, other) == token == asked(form, keys[::-1], blind)
    assert asked(form + "x", keys, blind) != token
    alone = [oprf.token_from(oprf.finish(said, blind, oprf.evaluate(key, oprf.blind(said, blind)))) for key in keys]
    assert token not in alone


@pytest.mark.parametrize("case", VECTORS["refused_points"], ids=lambda case: case["why"])
def test_what_is_no_point_is_refused(case: dict[str, str]):
    with pytest.raises(oprf.NotAPoint):
        oprf.evaluate(bytes.fromhex(RFC["key"]), bytes.fromhex(case["point"]))
    with pytest.raises(oprf.NotAPoint):
        oprf.added(bytes.fromhex(RFC["cases"][0]["point"]), bytes.fromhex(case["point"]))


@pytest.mark.parametrize("case", VECTORS["refused_keys"], ids=lambda case: case["why"])
def test_what_is_no_part_of_a_key_is_refused(case: dict[str, str]):
    with pytest.raises(oprf.NotAKey):
        oprf.evaluate(bytes.fromhex(case["key"]), bytes.fromhex(RFC["cases"][0]["point"]))


def test_answers_that_come_to_nothing_are_refused():
    point = bytes.fromhex(HOLDERS["cases"][0]["point"])
    # A scalar and its opposite: together they are nothing (the order of the group, RFC 9496, 4).
    order = 2**252 + 27742317777372353535851937790883648493
    key = int.from_bytes(bytes.fromhex(RFC["key"]), "little")
    opposite = (order - key).to_bytes(32, "little")
    with pytest.raises(oprf.NotAPoint):
        oprf.added(oprf.evaluate(bytes.fromhex(RFC["key"]), point), oprf.evaluate(opposite, point))
