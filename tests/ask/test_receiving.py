"""Files that arrive without a script: many at once, on a full disk."""

import errno

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from safeconduct.ask import receiving
from safeconduct.ask.storing import place_among
from safeconduct.intake.models import IntakeFile, Message
from tests.ask.stage import Hotline
from tests.ask.walking import filled, read_page

pytestmark = pytest.mark.django_db(databases=["default", "intake"])


def test_large_forms_have_their_places_and_small_ones_never_wait(person: Client, hotline: Hotline, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(receiving, "LARGE_AT_ONCE", 1)
    large = SimpleUploadedFile("film.bin", b"1" * (receiving.LARGE + 1))

    with place_among("large", 1):
        crowded = person.post("/en/north/", filled(person, files=[large]))
        small = person.post("/en/north/", filled(person))
    large.seek(0)
    after = person.post("/en/north/", filled(person, files=[large]))

    assert (crowded.status_code, small.status_code, after.status_code) == (503, 200, 200)
    assert "Too many large files" in read_page(crowded)
    assert IntakeFile.objects.count() == 1


def test_a_disk_that_fills_while_a_file_arrives_costs_the_file_and_not_the_words(
    person: Client, hotline: Hotline, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    def full(self: receiving._Counting, data: bytes, /) -> int:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(receiving._Counting, "write", full)

    answer = person.post("/en/north/", filled(person, files=[SimpleUploadedFile("a.bin", b"1" * 3_000_000)]))

    assert answer.status_code == 422
    assert "No more files can be taken just now" in read_page(answer)
    assert list(settings.INTAKE_FILES.iterdir()) == []
    assert person.post("/en/north/", filled(person)).status_code == 200
    assert Message.objects.count() == 1


def test_a_file_where_no_page_has_a_field_for_one_is_let_go(person: Client, hotline: Hotline, settings: Settings):
    answer = person.post("/en/back/", {"words": "one two", "sneaked": SimpleUploadedFile("a.bin", b"1" * 3_000_000)})

    assert answer.status_code == 422
    assert not settings.INTAKE_FILES.exists() or list(settings.INTAKE_FILES.iterdir()) == []
