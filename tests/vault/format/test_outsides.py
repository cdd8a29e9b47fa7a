"""What the server judges without a key: records, messages and grants by their outside."""

import pytest

from safeconduct.vault.format import ages, grants, octets, records, roots
from safeconduct.vault.format.errors import NotCanonical
from tests.vault.format.known_answers import RECORD, ROOT, VAULT, seed_of

RECIPIENT = roots.recipient_of(roots.identity_of(seed_of("reader")))
BLOB = records.seal_record(ROOT, vault=VAULT, epoch=3, type="case.note", record=RECORD, version=1, data=b"Grozny", nonce=bytes(12))


def test_a_record_of_its_epoch_is_taken():
    records.check_blob(BLOB, epoch=3)

    assert records.header_of(BLOB).epoch == 3


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        b"Help me.",
        BLOB[:19],
        BLOB[:20],
        BLOB[:-1],
        BLOB + b"\0",
        BLOB + bytes(256),
        b"SD" + BLOB[2:],
        BLOB[:2] + b"\2" + BLOB[3:],
        BLOB[:3] + b"\2" + BLOB[4:],
    ],
)
def test_what_is_no_record_is_refused(blob: bytes):
    with pytest.raises(records.NotARecord):
        records.check_blob(blob, epoch=3)


@pytest.mark.parametrize("epoch", [0, 2, 4, 3 * 256])
def test_a_record_of_another_epoch_is_refused(epoch: int):
    with pytest.raises(records.NotARecord):
        records.check_blob(BLOB, epoch=epoch)


@pytest.mark.parametrize(
    ("length", "is_message", "is_grant"), [(0, False, False), (255, False, False), (256, True, True), (1024, True, False)]
)
def test_messages_and_grants_are_told_by_their_length(length: int, is_message: bool, is_grant: bool):
    sealed = ages.seal_to(RECIPIENT, bytes(length))

    assert (passes(ages.check_message, sealed), passes(grants.check_grant, sealed)) == (is_message, is_grant)


def test_a_fraction_or_a_key_that_is_no_text_is_not_written():
    for thing in (1.5, {"a": [0.0]}, {1: "a"}, b"bytes", {"a": {1, 2}}, "\ud800", 2**53, -(2**53)):
        with pytest.raises(NotCanonical):
            octets.canonical(thing)


def passes(check, data: bytes) -> bool:
    """Tell whether the check lets this through."""
    try:
        check(data)
    except ages.NotAge:
        return False
    return True
