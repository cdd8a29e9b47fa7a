"""Shares, strongboxes and keyed tokens, held to client/vectors/{shares,keyed}.json and to what they promise."""

import secrets
from itertools import combinations
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.vault.format import ages, keyed, octets, roots, shares, signing, strongboxes
from safeconduct.vault.format.errors import NotSealed
from tests.vault.format import known_answers
from tests.vault.format.make_vectors import read

VECTORS = read("shares")
BOX = known_answers.RECORD
BYTE = st.integers(0, 255)
PLACE = st.integers(1, 255)


def person(name: str) -> tuple[str, str]:
    identity = roots.identity_of(known_answers.seed_of(f"sharer {name}"))
    return identity, roots.recipient_of(identity)


def sealed_box(names: list[str], *, box: UUID = BOX) -> tuple[bytes, dict[str, bytes]]:
    """Seal a box and open every share of it, by name."""
    people = {name: person(name) for name in names}
    sharers = {name: recipient for name, (_identity, recipient) in people.items()}
    seed = known_answers.seed_of("maker")
    content, sealed = strongboxes.seal_strongbox({"address": "invented"}, box=box, sharers=sharers, by="ME-MAKER0", seed=seed)
    return content, {
        one.member: strongboxes.open_share(people[one.member][0], one.blob, box=box, by="ME-MAKER0", member=one.member) for one in sealed
    }


def test_products_and_lines_are_those_of_the_vectors():
    for case in VECTORS["products"]:
        assert shares.multiply(case["one"], case["other"]) == case["product"] == shares.multiply(case["other"], case["one"])
    for case in VECTORS["lines"]:
        made = shares.share_at(bytes.fromhex(case["secret"]), bytes.fromhex(case["slopes"]), case["places"])
        assert [share.hex() for share in made] == case["shares"]
        for one, other in combinations(made, 2):
            assert shares.join(one, other).hex() == shares.join(other, one).hex() == case["secret"]


@pytest.mark.parametrize("case", VECTORS["refused"], ids=lambda case: case["why"])
def test_what_cannot_belong_together_is_refused(case: dict[str, str]):
    with pytest.raises(shares.NotAShare):
        shares.join(bytes.fromhex(case["one"]), bytes.fromhex(case["other"]))


@given(st.integers(1, 255))
def test_a_byte_times_its_inverse_is_one(number: int):
    assert shares.multiply(number, shares.inverse(number)) == 1


@given(BYTE, BYTE, BYTE)
def test_multiplying_is_that_of_a_field(one: int, two: int, three: int):
    assert shares.multiply(one, two ^ three) == shares.multiply(one, two) ^ shares.multiply(one, three)
    assert shares.multiply(shares.multiply(one, two), three) == shares.multiply(one, shares.multiply(two, three))


@given(st.binary(min_size=1, max_size=64), st.integers(2, 5))
def test_any_two_have_the_secret(secret: bytes, count: int):
    made = shares.split(secret, count)

    assert len(made) == count == len({share[-1] for share in made})
    for one, other in combinations(made, 2):
        assert shares.join(one, other) == secret


@given(BYTE, PLACE, PLACE, BYTE)
def test_one_alone_tells_nothing_because_every_secret_has_a_second_share_that_fits_it(value: int, place: int, second: int, secret: int):
    if second == place:
        second = place % 255 + 1
    slope = shares.multiply(secret ^ value, shares.inverse(place))
    fitting = bytes([secret ^ shares.multiply(slope, second), second])

    assert shares.join(bytes([value, place]), fitting) == bytes([secret])


@pytest.mark.parametrize("count", [0, 1, 6])
def test_a_secret_is_split_among_two_to_five(count: int):
    with pytest.raises(ValueError, match="2 to 5"):
        shares.split(b"x", count)


def test_the_places_differ_from_one_box_to_the_next():
    assert len({tuple(share[-1] for share in shares.split(b"x", 2)) for _ in range(20)}) > 1


@pytest.mark.parametrize("names", [["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d", "e"]], ids=len)
def test_any_two_sharers_open_a_box_and_no_share_opens_it_twice(names: list[str]):
    content, opened = sealed_box(names)

    for one, other in combinations(names, 2):
        assert strongboxes.open_strongbox(content, opened[one], opened[other], box=BOX) == {"address": "invented"}
    with pytest.raises(shares.NotAShare):
        strongboxes.open_strongbox(content, opened["a"], opened["a"], box=BOX)


def test_shares_of_two_boxes_open_neither():
    one, of_one = sealed_box(["a", "b"])
    other, of_other = sealed_box(["a", "b"])

    for content in (one, other):
        with pytest.raises(NotSealed):
            strongboxes.open_strongbox(content, of_one["a"], of_other["b"], box=BOX)


def test_a_changed_share_opens_nothing():
    content, opened = sealed_box(["a", "b"])
    for place in range(strongboxes.SHARE_LENGTH - 1):
        changed = bytearray(opened["b"])
        changed[place] ^= 1
        with pytest.raises(NotSealed):
            strongboxes.open_strongbox(content, opened["a"], bytes(changed), box=BOX)


def test_the_content_of_another_box_is_refused_in_this_ones_place():
    other = uuid4()
    content, opened = sealed_box(["a", "b"], box=other)

    with pytest.raises(NotSealed):
        strongboxes.open_strongbox(content, opened["a"], opened["b"], box=BOX)


def test_a_share_is_sealed_to_one_and_for_one_box():
    content, opened = sealed_box(["a", "b"])
    identity, recipient = person("b")
    seed = secrets.token_bytes(32)
    given_ = strongboxes.seal_share(opened["a"], box=BOX, by="a", member="b", recipient=recipient, content=content, seed=seed)

    def again(identity: str = identity, box: UUID = BOX, by: str = "a", member: str = "b") -> bytes:
        return strongboxes.open_share(identity, given_.blob, box=box, by=by, member=member)

    assert again() == opened["a"]
    for changed in ({"identity": person("c")[0]}, {"box": uuid4()}, {"by": "c"}, {"member": "c"}):
        with pytest.raises(NotSealed):
            again(**changed)


def test_what_is_signed_about_a_share_has_one_spelling_and_names_everything():
    case = VECTORS["statement"]
    place: dict[str, Any] = {"box": UUID(case["box"]), "by": case["by"], "member": case["member"], "recipient": case["recipient"]}
    place |= {"blob": bytes.fromhex(case["blob"]), "content": bytes.fromhex(case["content"])}
    said = strongboxes.share_statement(**place)

    assert said.hex() == case["statement"]
    assert signing.sign(known_answers.bundle_of(case["by"]).seed, said).hex() == case["signature"]
    others = {"box": uuid4(), "by": "ME-VERA00", "member": "ME-VERA00", "recipient": person("c")[1], "blob": b"other", "content": b"other"}
    assert len({said, *(strongboxes.share_statement(**{**place, name: other}) for name, other in others.items())}) == 1 + len(others)


def test_sealed_shares_and_contents_of_both_halves_open():
    found = {}
    for case in VECTORS["sealed"]:
        place = {"box": UUID(case["box"]), "by": case["by"], "member": case["member"]}
        share = strongboxes.open_share(case["identity"], octets.from_text(case["blob"]), **place)
        assert share.hex() == case["share"]
        found[case["member"]] = share
    for case in VECTORS["contents"]:
        for one, other in combinations(found.values(), 2):
            assert strongboxes.open_strongbox(octets.from_text(case["blob"]), one, other, box=UUID(case["box"])) == case["payload"]
        with pytest.raises(NotSealed):
            stranger = bytes.fromhex(VECTORS["stranger"])
            strongboxes.open_strongbox(octets.from_text(case["blob"]), found["ME-J0NAS0"], stranger, box=UUID(case["box"]))


@pytest.mark.parametrize("case", VECTORS["sealed_refused"], ids=lambda case: case["why"])
def test_what_is_no_share_for_this_place_is_refused(case: dict[str, Any]):
    with pytest.raises(NotSealed):
        strongboxes.open_share(
            case["identity"], octets.from_text(case["blob"]), box=UUID(case["box"]), by=case["by"], member=case["member"]
        )


def test_a_share_has_one_length_and_nothing_else_passes_for_one():
    _identity, recipient = person("a")

    with pytest.raises(ages.NotAge):
        strongboxes.check_share(ages.seal_to(recipient, octets.pad(b"x" * 300)))


def test_tokens_are_those_of_the_vectors_and_differ_by_key_and_form():
    cases = read("keyed")["cases"]

    for case in cases:
        assert keyed.known_token(bytes.fromhex(case["key"]), case["form"]).hex() == case["token"]
    assert len({case["token"] for case in cases}) == len(cases)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_that_could_be_tried_through_is_refused(length: int):
    with pytest.raises(ValueError, match="32 bytes"):
        keyed.known_token(bytes(length), "x")
