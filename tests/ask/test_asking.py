"""Somebody asks for help, without a script."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from safeconduct.intake.models import IntakeFile, Mailbox, Message
from safeconduct.vault.format.files import open_file
from safeconduct.vault.format.messages import open_message
from tests.ask.stage import Hotline

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
STORY = "Three sentences about an invented person. They need a room. It is cold."


def ticket_on(answer: HttpResponse) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', answer.content.decode())
    assert found
    return found[1]


def words_on(answer: HttpResponse) -> list[str]:
    return re.findall(r"<li><span>([^<]+)</span></li>", answer.content.decode())


def a_form(person: Client, address: str = "/en/north/", **more: object) -> dict[str, object]:
    return {"ticket": ticket_on(person.get(address)), "text": STORY, "language": "en", "end": "1", **more}


def test_a_message_arrives_sealed_and_the_person_gets_eight_words(person: Client, hotline: Hotline):
    answer = person.post("/en/north/", a_form(person, danger="now", needs=["place", "talk"], hours="after eight"))

    assert answer.status_code == 200
    assert len(words_on(answer)) == 8
    message = Message.objects.get()
    assert (message.direction, message.sealed_by, message.sequence) == ("in", "server", 1)
    said = open_message(hotline.identity, bytes(message.blob))
    assert said["text"] == STORY
    assert said["answers"] == {"danger": "now", "needs": ["place", "talk"], "hours": "after eight"}
