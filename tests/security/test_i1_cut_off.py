"""I1: what is sent is sealed or nothing, wherever the line breaks. The side without scripts."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from safeconduct.intake.models import IntakeFile, Mailbox, Message
from safeconduct.vault.format.ages import check_age
from tests.ask.conftest import hotline, intake, person, seed  # noqa: F401 — fixtures
from tests.ask.stage import Hotline
from tests.ask.walking import STORY, filled, words_on

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
BOUNDARY = "----safeconduct"
KIND = f"multipart/form-data; boundary={BOUNDARY}"


def whole_form(ticket: str) -> bytes:
    def field(name: str, value: str, more: str = "") -> str:
        return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'

    fields = field("ticket", ticket) + field("text", STORY) + field("language", "en")
    return (fields + field("files", "p" * 300_000, '; filename="a.bin"') + field("end", "1") + f"--{BOUNDARY}--\r\n").encode()


@pytest.mark.parametrize("share", [0.001, 0.3, 0.7, 0.999])
def test_a_form_that_is_cut_off_leaves_nothing(person: Client, hotline: Hotline, settings: Settings, share: float):  # noqa: F811
    body = whole_form(filled(person)["ticket"])

    answer = person.generic("POST", "/en/north/", body[: int(len(body) * share)], KIND)

    assert answer.status_code == 400
    assert not Message.objects.exists()
    assert not Mailbox.objects.exists()
    assert not IntakeFile.objects.exists()
    assert not settings.INTAKE_FILES.exists() or list(settings.INTAKE_FILES.iterdir()) == []


def test_sent_again_it_arrives_whole_and_once(person: Client, hotline: Hotline, settings: Settings):  # noqa: F811
    body = whole_form(filled(person)["ticket"])
    person.generic("POST", "/en/north/", body[:-2000], KIND)

    answers = [person.generic("POST", "/en/north/", body, KIND) for _ in range(2)]

    assert len(words_on(answers[0])) == 8
    assert words_on(answers[0]) == words_on(answers[1])
    assert Message.objects.count() == 1
    assert IntakeFile.objects.filter(message__isnull=False).count() == 1


def test_whatever_is_kept_is_sealed(person: Client, hotline: Hotline, settings: Settings):  # noqa: F811
    body = whole_form(filled(person)["ticket"])
    for length in (*range(1000, len(body), 60_000), len(body)):
        person.generic("POST", "/en/north/", body[:length], KIND)

        for kept in settings.INTAKE_FILES.glob("*"):
            check_age(kept.read_bytes())
    assert [check_age(bytes(message.blob)).stanzas >= 1 for message in Message.objects.all()] == [True]


def test_a_machine_that_falls_over_while_a_file_arrives_leaves_only_what_is_sealed(
    person: Client,  # noqa: F811
    hotline: Hotline,  # noqa: F811
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
):
    """The process is gone before it can clear up: what lies there is the beginning of an age file."""
    monkeypatch.setattr("safeconduct.ask.receiving.SealsOnArrival.abandon", lambda self: self._sealing and self._sealing.stop())
    monkeypatch.setattr("safeconduct.ask.receiving._destroy", lambda id_: None)

    person.generic("POST", "/en/north/", whole_form(filled(person)["ticket"])[:200_000], KIND)

    kept = next(settings.INTAKE_FILES.iterdir()).read_bytes()
    assert kept.startswith(b"age-encryption.org/v1\n")
    assert b"pppp" not in kept
