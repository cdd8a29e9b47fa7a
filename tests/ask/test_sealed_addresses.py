"""What scripts bring and ask: everything is sealed, nothing else is taken."""

import hashlib
import json
from base64 import b64encode
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.test import Client
from pytest_django.fixtures import Settings

from safeconduct.ask.actions import open_box
from safeconduct.ask.actions.tidy_up import tidy_up
from safeconduct.ask.rules import PART_SIZE
from safeconduct.intake.models import Channel, IntakeFile, Mailbox, Message
from safeconduct.kit.clock import now, today
from safeconduct.vault.format.ages import seal_to
from safeconduct.vault.format.codes import new_secret, source_keys
from safeconduct.vault.format.files import END, TarWriter
from safeconduct.vault.format.messages import seal_message, write_request
from tests.ask.stage import Hotline
from tests.ask.walking import answered

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
STANZA = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
KEYS = source_keys(b"0123456789", "safeconduct")


def send(person: Client, address: str, /, **said: Any) -> Any:
    return person.post(f"/sealed/{address}/", json.dumps(said), content_type="application/json")


def a_blob(hotline: Hotline, text: str = "sealed in a browser") -> bytes:
    said = write_request(text=text, answers={}, at="2026-11-23T09:00Z", reply=KEYS.recipient, language="en")
    return seal_message(hotline.recipient, said)


def a_box(person: Client, hotline: Hotline, **changed: Any) -> Any:
    said = {
        "channel": str(hotline.channel.id),
        "box": KEYS.token_hash.hex(),
        "id": str(uuid4()),
        "blob": b64encode(a_blob(hotline)).decode(),
        "files": [],
        **changed,
    }
    return send(person, "boxes", **said)


def token() -> str:
    return b64encode(KEYS.token).decode()


def a_sealed_file(hotline: Hotline, size: int = 3 * PART_SIZE) -> bytes:
    pieces = bytearray()

    class Taking:
        def write(self, data: bytes, /) -> int:
            pieces.extend(data)
            return len(data)

    tar = TarWriter(Taking())
    tar.write(b"p" * size)
    tar.finish(name="p.bin", type="application/octet-stream")
    assert pieces.endswith(END)
    return seal_to(hotline.recipient, bytes(pieces))


def bring(person: Client, hotline: Hotline, data: bytes, id_: str) -> None:
    length = len(data)
    send(person, "files", channel=str(hotline.channel.id), id=id_, length=length)
    for number in range(-(-length // PART_SIZE)):
        part = data[number * PART_SIZE : (number + 1) * PART_SIZE]
        answer = person.post(f"/sealed/files/{id_}/parts/{number}/", part, content_type="application/octet-stream")
        assert answer.status_code == 200, answer.content
    assert send(person, f"files/{id_}/finish", sha256=hashlib.sha256(data).hexdigest()).status_code == 200


def test_a_message_sealed_in_the_browser_is_taken_once(person: Client, hotline: Hotline):
    id_ = str(uuid4())

    first, second = (a_box(person, hotline, id=id_) for _ in range(2))

    assert (first.status_code, first.json()) == (second.status_code, second.json()) == (200, {"sequence": 1})
    message = Message.objects.get()
    assert (str(message.id), message.sealed_by) == (id_, "browser")
    assert bytes(Mailbox.objects.get().token_hash) == KEYS.token_hash


@pytest.mark.parametrize(
    "blob",
    [
        b"Amina is in danger",
        b"age-encryption.org/v1\n-> scrypt c2FsdHNhbHRzYWx0c2FsdA 18\nAAAA\n--- " + b"A" * 43 + b"\n" + bytes(500),
        b"age-encryption.org/v1\n" + STANZA * 2000 + b"--- " + b"A" * 43 + b"\n" + bytes(304),
        b"",
    ],
    ids=["words", "scrypt", "two thousand stanzas", "nothing"],
)
def test_what_is_not_sealed_is_refused(person: Client, hotline: Hotline, blob: bytes):
    answer = a_box(person, hotline, blob=b64encode(blob).decode())

    assert answer.status_code == 400
    assert answer.json()["code"] in {"not-sealed", "not-understood"}
    assert not Message.objects.exists()


def test_what_is_sealed_without_padding_is_refused(person: Client, hotline: Hotline):
    answer = a_box(person, hotline, blob=b64encode(seal_to(hotline.recipient, b"unpadded")).decode())

    assert (answer.status_code, answer.json()["code"]) == (400, "not-sealed")


@pytest.mark.parametrize("changed", [{"box": "0" * 63}, {"box": "A" * 64}, {"id": "1"}, {"files": ["x"]}, {"files": [str(uuid4())] * 6}])
def test_what_is_misshapen_is_refused(person: Client, hotline: Hotline, changed: dict[str, Any]):
    assert a_box(person, hotline, **changed).status_code == 400


def test_a_box_that_is_there_is_not_written_into_by_its_hash_alone(person: Client, hotline: Hotline):
    a_box(person, hotline)

    assert a_box(person, hotline).json()["code"] == "taken"
    assert Message.objects.count() == 1


def test_a_closed_channel_opens_no_boxes(person: Client, hotline: Hotline):
    Channel.objects.update(state="closed")

    assert a_box(person, hotline).json()["code"] == "closed"


def test_answers_are_handed_out_newest_first_and_nothing_that_was_sent(person: Client, hotline: Hotline):
    a_box(person, hotline)
    ids = [str(answered(hotline, text).id) for text in ("first", "second")]

    opened = send(person, "open", token=token()).json()

    assert [answer["id"] for answer in opened["answers"]] == ids[::-1]
    assert set(opened["answers"][0]) == {"id", "sequence", "blob"}
    assert opened["channel"] == str(hotline.channel.id)


def test_something_is_added_once(person: Client, hotline: Hotline):
    a_box(person, hotline)
    said = {"token": token(), "id": str(uuid4()), "blob": b64encode(a_blob(hotline)).decode(), "files": []}

    assert [send(person, "add", **said).json() for _ in range(2)] == [{"sequence": 2}] * 2
    assert send(person, "add", **{**said, "blob": b64encode(b"words").decode(), "id": str(uuid4())}).status_code == 400


def test_writing_again_lets_a_box_last_longer(person: Client, hotline: Hotline):
    a_box(person, hotline)
    Mailbox.objects.update(expires_on=today() + timedelta(days=3))

    send(person, "add", token=token(), id=str(uuid4()), blob=b64encode(a_blob(hotline)).decode(), files=[])

    assert Mailbox.objects.get().expires_on >= today() + timedelta(days=80)


def test_answers_and_boxes_are_destroyed_with_their_files(person: Client, hotline: Hotline, settings: Settings):
    id_ = str(uuid4())
    bring(person, hotline, a_sealed_file(hotline), id_)
    a_box(person, hotline, files=[id_])
    answered(hotline, "read")
    assert (settings.INTAKE_FILES / id_).exists()

    send(person, "destroy", token=token(), what="answers")
    assert not Message.objects.filter(direction="out").exists()
    assert send(person, "destroy", token=token(), what="everything").status_code == 400
    assert send(person, "destroy", token=token(), what="box").json() == {"done": True}

    assert not Mailbox.objects.exists()
    assert not IntakeFile.objects.exists()
    assert not (settings.INTAKE_FILES / id_).exists()


def test_a_file_goes_on_where_it_stopped(person: Client, hotline: Hotline, settings: Settings):
    data, id_ = a_sealed_file(hotline), str(uuid4())
    said = {"channel": str(hotline.channel.id), "id": id_, "length": len(data)}
    assert send(person, "files", **said).json() == {"part_size": PART_SIZE, "have": []}
    person.post(f"/sealed/files/{id_}/parts/0/", data[:PART_SIZE], content_type="application/octet-stream")

    assert send(person, "files", **said).json()["have"] == [0]
    assert send(person, f"files/{id_}/finish", sha256=hashlib.sha256(data).hexdigest()).json()["code"] == "parts-missing"
    bring(person, hotline, data, id_)

    assert (settings.INTAKE_FILES / id_).read_bytes() == data
    a_box(person, hotline, files=[id_])
    assert IntakeFile.objects.get().message == Message.objects.get()


def test_a_file_that_is_not_sealed_is_refused_at_its_first_part(person: Client, hotline: Hotline, settings: Settings):
    id_ = str(uuid4())
    send(person, "files", channel=str(hotline.channel.id), id=id_, length=2 * PART_SIZE)

    later = person.post(f"/sealed/files/{id_}/parts/1/", b"x" * PART_SIZE, content_type="application/octet-stream")
    first = person.post(f"/sealed/files/{id_}/parts/0/", b"x" * PART_SIZE, content_type="application/octet-stream")

    assert (later.status_code, later.json()["code"]) == (409, "first-part-first")
    assert (first.status_code, first.json()["code"]) == (400, "not-sealed")
    assert not (settings.INTAKE_FILES / id_).exists()


def test_a_file_of_a_length_that_no_padding_gives_is_refused(person: Client, hotline: Hotline):
    data, id_ = seal_to(hotline.recipient, bytes(70_000)), str(uuid4())
    send(person, "files", channel=str(hotline.channel.id), id=id_, length=len(data))

    answer = person.post(f"/sealed/files/{id_}/parts/0/", data, content_type="application/octet-stream")

    assert answer.json()["code"] == "not-sealed"


def test_a_message_names_only_files_that_are_whole_and_nobodys(person: Client, hotline: Hotline):
    id_ = str(uuid4())
    send(person, "files", channel=str(hotline.channel.id), id=id_, length=PART_SIZE)

    assert a_box(person, hotline, files=[id_]).json()["code"] == "not-sealed"
    assert a_box(person, hotline, files=[str(uuid4())]).status_code == 400


def test_files_that_became_part_of_nothing_are_gone_after_a_day(person: Client, hotline: Hotline, settings: Settings):
    old, young = str(uuid4()), str(uuid4())
    for id_ in (old, young):
        bring(person, hotline, a_sealed_file(hotline), id_)
    IntakeFile.objects.filter(id=old).update(begun_on=today() - timedelta(days=2))
    (settings.INTAKE_FILES / str(uuid4())).write_bytes(b"left behind")

    assert tidy_up(at=now()).files == 2
    assert [path.name for path in settings.INTAKE_FILES.iterdir()] == [young]


def test_a_box_that_has_ended_goes_with_everything_in_it(person: Client, hotline: Hotline, settings: Settings):
    id_ = str(uuid4())
    bring(person, hotline, a_sealed_file(hotline), id_)
    a_box(person, hotline, files=[id_])
    Mailbox.objects.update(expires_on=date(2026, 1, 1))

    assert tidy_up(at=now()).boxes == 1
    assert not Message.objects.exists()
    assert list(settings.INTAKE_FILES.iterdir()) == []


def test_scripts_of_other_sites_are_told_no(person: Client, hotline: Hotline):
    answer = person.post("/sealed/open/", "{}", content_type="application/json", HTTP_SEC_FETCH_SITE="cross-site")

    assert (answer.status_code, answer.json()["code"]) == (403, "elsewhere")
    assert "Access-Control-Allow-Origin" not in answer


def test_the_card_is_given_with_what_it_is_checked_against(person: Client, hotline: Hotline):
    said = person.get("/en/north/card.json").json()

    assert set(said) == {"card", "signature", "root_key", "instance"}


def test_codes_of_the_server_and_of_browsers_lead_to_the_same_box(person: Client, hotline: Hotline, settings: Settings):
    assert source_keys(new_secret(), settings.INSTANCE_ID).token != KEYS.token
    assert source_keys(b"0123456789", settings.INSTANCE_ID).token == KEYS.token


def test_the_same_sent_twice_at_once_is_one_message(person: Client, hotline: Hotline, monkeypatch: pytest.MonkeyPatch):
    """The other process lays it down between our looking and our laying."""
    id_ = str(uuid4())
    blob = b64encode(a_blob(hotline)).decode()
    lay, tries = open_box._lay, []

    def overtaken(**given: Any) -> int:
        tries.append(given)
        if len(tries) == 1:
            lay(**given)
            raise IntegrityError("it is there already")
        return lay(**given)

    monkeypatch.setattr(open_box, "_lay", overtaken)

    assert a_box(person, hotline, id=id_, blob=blob).json() == {"sequence": 1}
    assert len(tries) == 2
    assert Message.objects.count() == 1
