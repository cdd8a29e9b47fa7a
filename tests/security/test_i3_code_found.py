"""I3: whoever finds the words reads answers and nothing that was sent; and the box can be closed from afar."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from safeconduct.intake.models import IntakeFile, Mailbox, Message
from tests.ask.conftest import hotline, intake, person, seed  # noqa: F401 — fixtures
from tests.ask.stage import Hotline
from tests.ask.walking import answered, asked, come_back, read_page, ticket_on

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
TELLING = "Зелёная дверь, second floor"


def test_nothing_that_was_sent_is_shown_to_whoever_has_the_words(person: Client, hotline: Hotline):  # noqa: F811
    words = asked(person, text=TELLING, hours="hour-canary", files=[SimpleUploadedFile("name-canary.jpg", b"1")])
    box = come_back(person, words)
    person.post("/en/box/add/", {"ticket": ticket_on(box), "text": f"again {TELLING}", "end": "1"})
    answered(hotline, "We know of a room.")

    finder = Client()
    page = read_page(come_back(finder, words))

    assert "We know of a room." in page
    for canary in (TELLING, "hour-canary", "name-canary", "Lantern hotline"):
        assert canary not in page


def test_how_often_and_when_somebody_wrote_is_not_shown(person: Client, hotline: Hotline):  # noqa: F811
    once, often = asked(person), asked(person)
    for _ in range(3):
        box = come_back(person, often)
        person.post("/en/box/add/", {"ticket": ticket_on(box), "text": "more", "end": "1"})

    pages = [read_page(come_back(Client(), words)) for words in (once, often)]
    assert pages[0].replace(ticket_on(come_back(Client(), once)), "").count("\n") == pages[1].count("\n")
    assert all("There is no answer here yet." in page for page in pages)


def test_the_person_closes_the_box_and_the_finder_finds_nothing(person: Client, hotline: Hotline, settings: Settings):  # noqa: F811
    words = asked(person, files=[SimpleUploadedFile("a.txt", b"1")])
    answered(hotline, "We know of a room.")
    finder = Client()
    come_back(finder, words)
    come_back(person, words)

    closed = person.post("/en/box/destroy/", {"what": "box"})

    assert "The box is closed" in read_page(closed)
    assert not Mailbox.objects.exists()
    assert not Message.objects.exists()
    assert not IntakeFile.objects.exists()
    assert list(settings.INTAKE_FILES.iterdir()) == []
    # Even a visit that was open already sees an empty box, as of a code that was never used.
    assert "There is no answer here yet." in read_page(finder.get("/en/box/"))
    assert "There is no answer here yet." in read_page(come_back(Client(), words))


def test_the_hotline_clears_the_box_and_the_finder_finds_nothing(person: Client, hotline: Hotline):  # noqa: F811
    words = asked(person)
    answered(hotline, "We know of a room.")
    Mailbox.objects.all().delete()  # as the hotline does from its desk

    assert "We know of a room." not in read_page(come_back(Client(), words))


def test_the_words_in_the_hand_of_a_finder_change_no_page_that_the_person_sees(person: Client, hotline: Hotline):  # noqa: F811
    words = asked(person)
    answered(hotline, "We know of a room.")
    finder = Client()
    come_back(finder, words)
    finder.post("/en/box/leave/")

    assert "We know of a room." in read_page(come_back(person, words))
