"""H1: what would keep a processor busy is refused by its outside. Nothing is timed: the expensive part must not be reached at all."""

import io
from typing import Any

import pyrage
import pytest

from safeconduct.vault.format import ages, files, grants, messages, octets, roots
from tests.vault.format.header_answers import FIRST, FOOTER, STANZA, bytes_of
from tests.vault.format.known_answers import AMINA, VAULT, seed_of
from tests.vault.format.make_vectors import read

ANSWERS = read("headers")
IDENTITY = roots.identity_of(seed_of("reader"))
RECIPIENT = roots.recipient_of(IDENTITY)
TEN_GIGABYTES = 10 * 1024**3


class Endless:
    """A source that says it is an age file and never comes to the end of its header. It counts what was taken from it."""

    def __init__(self) -> None:
        self.taken = 0

    def read(self, size: int = -1, /) -> bytes:
        assert size > 0, "everything was asked for at once"
        first = FIRST.encode() if not self.taken else b""
        self.taken += size
        return (first + STANZA.encode() * (size // 40 + 1))[:size]


@pytest.fixture(autouse=True)
def _nothing_expensive(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("decrypt", "decrypt_io", "decrypt_file"):
        monkeypatch.setattr(pyrage, name, lambda *_: pytest.fail("something expensive was begun"))


@pytest.mark.parametrize("case", ANSWERS["taken"], ids=lambda case: case["why"])
def test_a_sound_header_is_taken(case: dict[str, Any]):
    shape = ages.check_age(bytes_of(case), length=case["length"])

    assert shape == ages.AgeShape(case["stanzas"], case["header_length"], case["plaintext_length"])


@pytest.mark.parametrize("case", ANSWERS["refused"], ids=lambda case: case["why"])
def test_every_other_header_is_refused_before_anything_expensive(case: dict[str, Any]):
    data = bytes_of(case)

    with pytest.raises(ages.NotAge):
        ages.check_age(data, length=case["length"])
    if case["length"] is None:
        with pytest.raises(ages.NotAge):
            ages.open_with(IDENTITY, data)


@pytest.mark.parametrize("opening", ["message", "grant", "file", "stream"])
def test_a_bomb_is_refused_by_everything_that_opens(opening: str):
    bomb = (FIRST + STANZA * 2000 + FOOTER).encode() + bytes(16 + 256 + 16)
    with pytest.raises(ages.NotAge):
        match opening:
            case "message":
                messages.open_message(IDENTITY, bomb)
            case "grant":
                grants.open_grant(IDENTITY, bomb, vault=VAULT, epoch=1, member=AMINA)
            case "file":
                files.open_file(IDENTITY, io.BytesIO(bomb))
            case "stream":
                ages.open_stream(IDENTITY, io.BytesIO(bomb), io.BytesIO())


def test_what_has_no_allowed_length_is_refused_before_it_is_opened():
    with pytest.raises(ages.NotAge):
        messages.open_message(IDENTITY, ages.seal_to(RECIPIENT, bytes(300)))
    with pytest.raises(ages.NotAge):
        grants.open_grant(IDENTITY, ages.seal_to(RECIPIENT, bytes(1024)), vault=VAULT, epoch=1, member=AMINA)


def test_of_an_endless_header_32_kib_are_read():
    source = Endless()
    with pytest.raises(ages.NotAge):
        ages.open_stream(IDENTITY, source, io.BytesIO())

    assert source.taken <= ages.LONGEST_HEADER


def test_a_claim_of_ten_gigabytes_costs_nothing_and_is_told_as_it_is():
    """The length is worked out, nothing is set aside for it; how much is too much is for whoever takes uploads."""
    sealed = ages.seal_to(RECIPIENT, octets.pad(b"a"))
    header = ages.check_age(sealed).header_length
    shape = ages.check_age(sealed[: ages.LONGEST_HEADER], length=TEN_GIGABYTES)

    assert TEN_GIGABYTES - header - 17 * (TEN_GIGABYTES // 65_552 + 1) < shape.plaintext_length < TEN_GIGABYTES
    with pytest.raises(ages.NotAge):
        ages.check_age(sealed[: ages.LONGEST_HEADER], length=header)


def test_a_file_without_its_beginning_is_not_guessed_at():
    sealed = ages.seal_to(RECIPIENT, bytes(100_000))

    with pytest.raises(ages.NotAge):
        ages.check_age(sealed[:100], length=len(sealed))


def test_what_we_seal_ourselves_passes():
    """The library adds a stanza of its own now and then."""
    for count in (1, 2, ages.MOST_RECIPIENTS):
        recipients = [roots.recipient_of(roots.identity_of(seed_of(f"reader {number}"))) for number in range(count)]
        stanzas = {ages.check_age(ages.seal_to(recipients, b"")).stanzas for _ in range(30)}
        assert stanzas <= {count, count + 1}


@pytest.mark.parametrize("recipients", [[], [RECIPIENT] * 16, ["age1"], [IDENTITY], ["age1pq1xyz"], [RECIPIENT, ""]])
def test_we_seal_to_nothing_that_could_not_be_opened(recipients: list[str]):
    with pytest.raises(ages.NotAge):
        ages.seal_to(recipients, b"")
