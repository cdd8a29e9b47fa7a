"""A case's team and the box of its person: who knows the random id reads sealed bytes and answers; nobody finds a box otherwise."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings

from safeconduct.intake.models import IntakeFile, Mailbox, Message
from safeconduct.kit.clock import today
from safeconduct.people.permissions import Role
from safeconduct.vault.format.messages import seal_message, write_answer
from safeconduct.vault.format.octets import to_text
from safeconduct.vault.format.records import moment_of
from tests.factories.casework import make_caseworker
from tests.factories.people import THEN
from tests.factories.posting import Browser
from tests.factories.vault import Asked, KeyedMember, make_channel, make_keyed_member, make_request, make_steward

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
BOXES = "/desk/cases/boxes/"


@pytest.fixture
def asked() -> Asked:
    jonas = make_steward()
    return make_request(make_channel(jonas, [jonas, make_keyed_member("amina", voucher=jonas)]))


@pytest.fixture
def malika(asked: Asked) -> KeyedMember:
    """Give Malika, who holds no channel and knows the box out of a case."""
    return make_caseworker("malika")


def read(who: KeyedMember, *boxes: Any, known: tuple[Any, ...] = ()) -> Any:
    return Browser(who).post(BOXES, {"boxes": [str(one) for one in boxes], "known": [str(one) for one in known]})


def answer(asked: Asked) -> dict[str, str]:
    said = write_answer(text="We have read it.", at=moment_of(THEN), reply_to=asked.channel.vault.recipient)
    return {"id": str(uuid4()), "blob": to_text(seal_message(asked.keys.recipient, said))}


def test_who_knows_the_box_reads_what_is_sealed_in_it_once(asked: Asked, malika: KeyedMember):
    (message,) = asked.messages
    given = read(malika, asked.mailbox.pk).json()

    assert [(one["id"], one["direction"], bool(one["blob"])) for one in given["messages"]] == [(str(message.pk), "in", True)]
    assert given["left"] == []
    again = read(malika, asked.mailbox.pk, known=(message.pk,)).json()
    assert [(one["id"], one["blob"]) for one in again["messages"]] == [(str(message.pk), "")]


def test_another_id_gives_nothing_and_does_not_say_whether_it_is_one(asked: Asked, malika: KeyedMember):
    assert read(malika, uuid4()).json() == {"messages": [], "left": []}
    assert Browser(malika).post(f"{BOXES}{uuid4()}/answers/", answer(asked)).status_code == 404


def test_an_answer_from_the_case_lies_in_the_box_once(asked: Asked, malika: KeyedMember):
    said = answer(asked)
    sequences = [Browser(malika).post(f"{BOXES}{asked.mailbox.pk}/answers/", said).json()["sequence"] for _time in range(2)]

    assert sequences == [2, 2]
    assert Message.objects.filter(mailbox=asked.mailbox, direction="out").count() == 1


def test_words_in_clear_are_not_taken(asked: Asked, malika: KeyedMember):
    refused = Browser(malika).post(f"{BOXES}{asked.mailbox.pk}/answers/", {"id": str(uuid4()), "blob": to_text(b"We come at noon.")})

    assert refused.json()["code"] == "not-sealed"
    assert Mailbox.objects.get().messages.count() == 1


def test_who_works_on_no_cases_is_shown_no_box(asked: Asked):
    tomas = make_keyed_member("tomas", roles=[Role.HOTLINE])

    assert read(tomas, asked.mailbox.pk).status_code in {403, 404}
    assert Browser(tomas).post(f"{BOXES}{asked.mailbox.pk}/answers/", answer(asked)).status_code in {403, 404}


def put_file(asked: Asked, *, is_whole: bool = True) -> IntakeFile:
    digest = bytes(32) if is_whole else b""
    file = IntakeFile.objects.create(
        channel=asked.channel.channel, message=asked.messages[0], length=12, digest=digest, begun_on=asked.messages[0].day
    )
    folder = Path(settings.INTAKE_FILES)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / str(file.pk)).write_bytes(b"sealed bytes")
    return file


def test_a_file_of_a_known_box_is_fetched_by_the_case_and_by_nobody_who_works_on_none(asked: Asked, malika: KeyedMember):
    file = put_file(asked)
    address = f"{BOXES}{asked.mailbox.pk}/files/{file.pk}/"
    tomas, lev = make_keyed_member("tomas", roles=[Role.HOTLINE]), make_caseworker("lev")
    lev.member.withheld_on = today()
    lev.member.save()

    assert b"".join(Browser(malika).get(address).streaming_content) == b"sealed bytes"
    assert Browser(malika).get(f"/desk/requests/files/{file.pk}/").status_code in {403, 404}
    assert Browser(tomas).get(address).status_code in {403, 404}
    assert Browser(lev).get(address).status_code in {403, 404}


def test_a_file_is_looked_for_in_its_own_box_alone_and_not_while_it_arrives(asked: Asked, malika: KeyedMember):
    file, half, other = put_file(asked), put_file(asked, is_whole=False), make_request(asked.channel)

    for box, wanted in ((other.mailbox.pk, file.pk), (asked.mailbox.pk, half.pk), (asked.mailbox.pk, uuid4()), (uuid4(), file.pk)):
        assert Browser(malika).get(f"{BOXES}{box}/files/{wanted}/").status_code == 404
