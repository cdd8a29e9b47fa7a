"""H3: a flood does not lock out the people it is meant to drown, though nobody's address is known."""

import hashlib
from base64 import b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from safeconduct.ask import throttle
from safeconduct.ask.throttle import LANES, OF_A_BOX, Busy, Lane, new_ticket, read_ticket, take_turn, take_turn_to_add
from safeconduct.intake.models import Mailbox, Message
from safeconduct.vault.format.codes import new_secret, words_of
from tests.ask.conftest import hotline, intake, person, seed  # noqa: F401 — fixtures
from tests.ask.stage import Hotline
from tests.ask.test_sealed_addresses import KEYS, a_blob, a_box, send, token
from tests.ask.walking import STORY, asked, come_back, filled, read_page

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def patient() -> str:
    """Give the ticket of a page that somebody has read."""
    return new_ticket(at=AT - timedelta(seconds=30))


def exhausted(what: str, at: datetime, fetch: Callable[[], str] = str) -> int:
    """Take turns until there are none, each with a ticket as ``fetch`` gives it, or none; give how many there were."""
    taken = 0
    while True:
        try:
            take_turn(what, read_ticket(fetch(), at=at), at=at)
        except Busy:
            return taken
        taken += 1


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the lanes be short, so that a flood is soon made."""
    for (what, is_patient), lane in LANES.items():
        monkeypatch.setitem(throttle.LANES, (what, is_patient), Lane(lane.name, 3, 0.0))


def test_the_hasty_use_up_their_own_lane_and_no_other():
    assert exhausted("write", AT) == LANES["write", False].turns
    assert exhausted("write", AT, lambda: new_ticket(at=AT)) == 0, "a ticket fetched this moment is as hasty as none"
    assert exhausted("write", AT, patient) == LANES["write", True].turns


@pytest.mark.parametrize("what", ["write", "words"])
def test_one_page_that_was_read_gives_one_patient_turn_however_often_its_ticket_is_sent(what: str):
    ticket = patient()

    assert exhausted(what, AT, lambda: ticket) == 1 + LANES[what, False].turns
    assert exhausted(what, AT, patient) == LANES[what, True].turns - 1


def test_a_ticket_that_had_to_wait_keeps_its_turn():
    ticket = read_ticket(patient(), at=AT)
    exhausted("write", AT, patient)
    with pytest.raises(Busy):
        take_turn("write", ticket, at=AT)
    exhausted("write", AT + timedelta(seconds=1))

    take_turn("write", ticket, at=AT + timedelta(seconds=1))


def test_turns_come_back_with_time():
    exhausted("write", AT)

    assert exhausted("write", AT + timedelta(seconds=20)) == 10


@pytest.mark.parametrize("forged", ["AAAA", "é", "x" * 48, "", new_ticket.__name__])
def test_a_ticket_that_is_not_ours_is_hasty_and_still_a_ticket(forged: str):
    ticket = read_ticket(forged, at=AT)

    assert not ticket.is_patient
    assert len(ticket.pass_) == throttle.PASS


def test_a_ticket_whose_moment_was_changed_is_hasty():
    said = bytearray(urlsafe_b64decode(new_ticket(at=AT)))
    said[throttle.PASS + throttle.TICK - 1] ^= 0x40

    assert not read_ticket(urlsafe_b64encode(bytes(said)).decode(), at=AT + timedelta(seconds=30)).is_patient


def test_whoever_has_a_box_is_counted_by_it_alone():
    exhausted("write", AT)
    exhausted("write", AT, patient)
    hasty = read_ticket("", at=AT)

    for _ in range(int(OF_A_BOX.turns)):
        take_turn_to_add(b"one box", hasty, is_known=True, at=AT)
    with pytest.raises(Busy):
        take_turn_to_add(b"one box", hasty, is_known=True, at=AT)
    take_turn_to_add(b"another", hasty, is_known=True, at=AT)
    with pytest.raises(Busy):
        take_turn_to_add(b"made up", hasty, is_known=False, at=AT)


def test_what_counts_a_box_in_memory_is_no_name_that_the_database_leads_to(person: Client, hotline: Hotline, settings: Settings):  # noqa: F811
    a_box(person, hotline)
    send(person, "add", token=token(), id=str(uuid4()), blob=b64encode(a_blob(hotline)).decode(), files=[])
    kept = bytes(Mailbox.objects.get().token_hash)

    counts = [path.name for path in settings.RAM.glob("lane-box-*")]

    assert len(counts) == 1
    for known in (kept, kept.hex().encode()):
        for hashed in (known.hex(), hashlib.sha256(known).hexdigest(), hashlib.sha256(b"safeconduct/lane|" + known).hexdigest()):
            assert hashed[:24] not in counts[0]


@pytest.mark.usefixtures("few", "hotline")
def test_a_person_who_reads_the_page_gets_through_a_flood(person: Client, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    form = filled(person)  # fetched before, read, and written in for a while
    flood = [person.post("/en/north/", {"text": "flood", "language": "en", "end": "1"}).status_code for _ in range(6)]
    monkeypatch.setattr(throttle, "PATIENCE", -1)

    answer = person.post("/en/north/", form)

    assert flood == [200, 200, 200, 429, 429, 429]
    assert answer.status_code == 200
    assert 'id="code"' in read_page(answer)


@pytest.mark.usefixtures("few", "hotline")
def test_whoever_has_to_wait_loses_nothing(person: Client):  # noqa: F811
    for _ in range(3):
        person.post("/en/north/", filled(person))

    answer = person.post("/en/north/", filled(person, hours="at noon"))

    assert answer.status_code == 429
    assert STORY in read_page(answer)
    assert 'value="at noon"' in read_page(answer)
    assert "Wait one minute" in read_page(answer)
    assert Message.objects.count() == 3


@pytest.mark.usefixtures("few")
def test_answers_are_read_and_added_to_through_a_flood(person: Client, hotline: Hotline):  # noqa: F811
    a_box(person, hotline)
    flood = [a_box(person, hotline, box=f"{number:064x}").status_code for number in range(5)]
    blob = a_blob(hotline)

    added = send(person, "add", token=token(), id=str(uuid4()), blob=b64encode(blob).decode(), files=[])

    assert flood == [200, 200, 429, 429, 429]
    assert send(person, "open", token=token()).status_code == 200
    assert added.json() == {"sequence": 2}
    assert Message.objects.filter(mailbox__token_hash=KEYS.token_hash).count() == 2


@pytest.mark.usefixtures("few", "hotline")
def test_guessers_of_codes_wait_and_their_words_are_kept(person: Client):  # noqa: F811
    words = asked(person)
    for _ in range(3):
        come_back(person, words_of(new_secret()))

    answer = come_back(person, words)

    assert answer.status_code == 429
    assert " ".join(words) in read_page(answer)
