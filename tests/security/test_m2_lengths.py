"""M2: pages and answers have a few lengths only, so that whoever counts bytes on the line cannot tell what is read."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from safeconduct.ask.middleware import PAGES, TALK, length_for
from safeconduct.ask.rules import ASK_LANGUAGES
from safeconduct.intake.models import IntakeFile, Message
from safeconduct.vault.format.ages import check_age
from safeconduct.vault.format.files import is_file_length
from safeconduct.vault.format.octets import BUCKETS
from tests.ask.conftest import hotline, intake, person, seed  # noqa: F401 — fixtures
from tests.ask.stage import Hotline
from tests.ask.test_sealed_addresses import a_box, send, token
from tests.ask.walking import answered, asked, come_back, filled

pytestmark = pytest.mark.django_db(databases=["default", "intake"])


@pytest.mark.usefixtures("hotline")
def test_every_page_of_a_language_is_of_one_length(person: Client):  # noqa: F811
    for language, _name in ASK_LANGUAGES:
        paths = [f"/{language}/{path}" for path in ("", "north/", "back/", "code/skip/", "none/")]
        answers = [person.get(path) for path in paths]

        lengths = {len(answer.content) for answer in answers}
        assert lengths <= set(PAGES)
        assert max(lengths) <= PAGES[1]
        assert all(answer["Content-Length"] == str(len(answer.content)) for answer in answers)


def test_no_answer_and_a_short_answer_are_equally_long(person: Client, hotline: Hotline):  # noqa: F811
    words = asked(person)
    none = len(come_back(person, words).content)
    answered(hotline, "Yes.")
    one = len(come_back(person, words).content)
    answered(hotline, "A long answer. " * 2000)
    long = len(come_back(person, words).content)

    assert none == one == PAGES[0]
    assert long in PAGES[1:]


@pytest.mark.usefixtures("hotline")
def test_what_is_added_to_lengthen_a_page_is_never_the_same(person: Client):  # noqa: F811
    first, second = (person.get("/en/").content for _ in range(2))

    assert first.rpartition(b"<!--")[0] == second.rpartition(b"<!--")[0]
    assert first != second


def test_what_scripts_are_told_is_of_a_few_lengths(person: Client, hotline: Hotline):  # noqa: F811
    a_box(person, hotline)
    lengths = [len(send(person, "open", token=token()).content)]
    for text in ("short", "longer " * 400):
        answered(hotline, text)
        lengths.append(len(send(person, "open", token=token()).content))
    lengths.append(len(person.get("/en/north/card.json").content))

    assert set(lengths) <= set(TALK)


def test_what_is_kept_is_of_the_lengths_of_the_format(person: Client, hotline: Hotline, settings: Settings):  # noqa: F811
    for size in (1, 900, 5000):
        person.post("/en/north/", filled(person, text="x" * size, files=[SimpleUploadedFile("a.bin", b"1" * size * 100)]))

    assert {check_age(bytes(message.blob)).plaintext_length for message in Message.objects.all()} <= set(BUCKETS)
    for file in IntakeFile.objects.all():
        inside = check_age((settings.INTAKE_FILES / str(file.id)).read_bytes()).plaintext_length
        assert is_file_length(inside)


@pytest.mark.parametrize(("length", "becomes"), [(1, 16384), (16384, 16384), (16385, 32768), (131072, 131072), (131073, 262144)])
def test_a_length_is_the_smallest_that_holds(length: int, becomes: int):
    assert length_for(length, PAGES) == becomes
