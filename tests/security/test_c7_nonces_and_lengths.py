"""C7: no nonce comes twice, and lengths tell no more than a bucket does."""

import io
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from safeconduct.vault.format import aead, ages, codes, files, lists, messages, octets, records, roots, staff
from safeconduct.vault.format.errors import NotPadded
from tests.vault.format.known_answers import AMINA, RECORD, ROOT, VAULT, bundle_of, seed_of

MANY = 100_000
IDENTITY = roots.identity_of(seed_of("reader"))
RECIPIENT = roots.recipient_of(IDENTITY)
JSON = some.recursive(
    some.none() | some.booleans() | some.integers(-(2**53) + 1, 2**53 - 1) | some.text(),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.slow
def test_a_hundred_thousand_records_have_as_many_nonces():
    """The same words, sealed again and again: neither a nonce nor a sealed byte row comes twice."""
    blobs = [
        records.seal_record(ROOT, vault=VAULT, epoch=1, type="case.note", record=RECORD, version=1, data=b"the same") for _ in range(MANY)
    ]

    assert len({records.header_of(blob).nonce for blob in blobs}) == MANY
    assert len({blob[records.HEADER_LENGTH :] for blob in blobs}) == MANY


def test_every_other_seal_makes_a_nonce_of_its_own_too():
    key, bundle = seed_of("kek"), bundle_of(AMINA)
    ring = {"pins": {}, "root_key": "", "roots": {}}
    for seal in (
        lambda: staff.seal_slot(key, bundle, slot=RECORD, kind="passphrase"),
        lambda: staff.seal_factor(key, bytes(20), member=AMINA),
        lambda: staff.seal_keyring(key, ring, member=AMINA, version=1),
        lambda: records.seal_previous_root(ROOT, ROOT, vault=VAULT, epoch=2)[records.PREFIX_LENGTH :],
        aead.new_nonce,
    ):
        assert len({seal()[: octets.NONCE_LENGTH] for _ in range(500)}) == 500


def test_secrets_do_not_come_twice():
    for make in (codes.new_secret, staff.new_kit, staff.new_passphrase):
        assert len({make() for _ in range(500)}) == 500


@given(some.binary(max_size=3000) | some.binary(max_size=40).map(lambda end: end + b"\x80" + bytes(300)))
def test_padding_can_be_taken_away_and_leaves_a_bucket(data: bytes):
    padded = octets.pad(data)

    assert octets.is_bucket(len(padded))
    assert octets.unpad(padded) == data
    assert len(padded) == min(bucket for bucket in octets.BUCKETS if bucket > len(data))


@given(some.integers(0, 5_000_000))
def test_a_bucket_is_the_smallest_that_holds_so_much(length: int):
    bucket = octets.bucket_of(length)
    smaller = [size for size in (*octets.BUCKETS, *range(524_288, 5_500_000, 262_144)) if size < bucket]

    assert octets.is_bucket(bucket)
    assert bucket >= length
    assert all(size < length for size in smaller)


@given(some.binary(max_size=1100))
def test_only_padded_bytes_lose_their_padding(data: bytes):
    try:
        body = octets.unpad(data)
    except NotPadded:
        return
    assert octets.is_bucket(len(data))
    assert (body + b"\x80").ljust(len(data), b"\0") == data


@given(some.integers(1, 2**40))
def test_padme_adds_little_and_comes_out_the_same_when_done_again(length: int):
    padded = octets.padme(length)

    assert padded >= length
    assert padded % octets.BLOCK == 0
    assert padded - length <= max(length * 0.12, 0) + octets.BLOCK
    assert octets.padme(padded) == padded


@given(some.integers(1, 2**30))
def test_padme_never_turns_a_larger_file_into_a_smaller_one(length: int):
    assert octets.padme(length) <= octets.padme(length + 1)


def test_padme_leaves_few_lengths():
    """From 1 to 200 MB in steps of a kilobyte: two hundred thousand lengths become fewer than three hundred."""
    lengths = {octets.padme(length) for length in range(1_000_000, 200_000_000, 1000)}

    assert len(lengths) < 300


@given(some.lists(some.binary(max_size=12), max_size=4), some.lists(some.binary(max_size=12), max_size=4))
def test_no_two_rows_of_parts_are_joined_alike(one: list[bytes], other: list[bytes]):
    assert (octets.pae(*one) == octets.pae(*other)) is (one == other)


@given(JSON)
def test_json_is_read_back_as_it_was_written(thing: object):
    assert octets.read_canonical(octets.canonical(thing)) == thing


@settings(max_examples=30)
@given(some.text(max_size=2000))
def test_a_message_has_the_length_of_a_bucket_and_opens(text: str):
    said = messages.write_answer(text=text, at="2026-11-23T04:51Z", reply_to=RECIPIENT)
    blob = messages.seal_message(RECIPIENT, said)

    assert octets.is_bucket(ages.check_message(blob).plaintext_length)
    assert messages.open_message(IDENTITY, blob) == said


@settings(max_examples=30)
@given(some.binary(max_size=2000))
def test_a_record_is_36_bytes_longer_than_a_bucket(data: bytes):
    blob = records.seal_record(ROOT, vault=VAULT, epoch=1, type="case.note", record=RECORD, version=1, data=data)

    assert octets.is_bucket(len(blob) - 36)


@settings(max_examples=25)
@given(some.integers(0, 9000), some.text(max_size=60))
def test_a_file_has_the_length_that_padme_gives(size: int, name: str):
    sealed = io.BytesIO()
    files.seal_file(io.BytesIO(bytes(size)), sealed, name=name, type="image/jpeg", recipient=RECIPIENT)
    inside = ages.check_age(sealed.getvalue()).plaintext_length - len(files.END)
    meta, data = files.open_file(IDENTITY, io.BytesIO(sealed.getvalue()))

    assert octets.padme(inside) == inside
    assert (meta.name, meta.size, data.read()) == (name, size, bytes(size))


@given(some.binary(min_size=10, max_size=10))
def test_a_code_comes_back_from_its_words_and_digits(secret: bytes):
    assert lists.secret_of(lists.numbers_of(secret)) == secret
    assert codes.read_code(codes.digits_of(secret)) == secret
    for language in lists.languages():
        assert codes.read_code(" ".join(codes.words_of(secret, language))) == secret


def test_one_wrong_word_is_noticed_nearly_always():
    """The eighth byte of the checksum lets one slip in 256 through; of these few hundred hardly any."""
    numbers = lists.numbers_of(seed_of("code")[:10])
    noticed = [lists.secret_of([*numbers[:3], other, *numbers[4:]]) is None for other in range(lists.LIST_LENGTH) if other != numbers[3]]

    assert sum(noticed) / len(noticed) > 0.99


@pytest.mark.parametrize("language", lists.languages())
def test_every_list_has_2048_words_told_apart_by_four_letters(language: str):
    words = lists.list_of(language)

    assert len(set(words)) == lists.LIST_LENGTH
    assert len({lists.deciding_letters(word) for word in words}) == lists.LIST_LENGTH
    assert all(one != other for one, other in pairwise(words))
