"""Somebody comes back with eight words, without a script."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from safeconduct.intake.models import IntakeFile, Mailbox, Message
from safeconduct.kit import clock
from safeconduct.vault.format.messages import open_message, seal_message
from safeconduct.vault.format.roots import identity_of, recipient_of
from tests.ask.stage import Hotline
from tests.ask.walking import STORY, answered, asked, come_back, read_page, ticket_on

pytestmark = pytest.mark.django_db(databases=["default", "intake"])


def later(monkeypatch: pytest.MonkeyPatch, **passed: int) -> None:
    moment = clock.now() + timedelta(**passed)
    for module in ("asking", "coming_back"):
        monkeypatch.setattr(f"safeconduct.ask.views.{module}.now", lambda: moment)


def test_answers_are_read_newest_first(person: Client, hotline: Hotline):
    words = asked(person)
    answered(hotline, "We have a room.\n\nTake the <first> tram.")
    answered(hotline, "The key is with Ines.")

    page = read_page(come_back(person, words))

    assert page.index("The key is with Ines.") < page.index("We have a room.")
    assert "&lt;first&gt;" in page
    assert "23 November 2026" in page


def test_the_cookie_of_a_visit_is_for_this_site_and_this_session_alone(person: Client, hotline: Hotline):
    come_back(person, asked(person))
    cookie = person.cookies["visit"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert not cookie["expires"]
    assert not cookie["max-age"]


def test_what_lies_in_memory_opens_with_the_cookie_alone(person: Client, hotline: Hotline, settings: Settings):
    words = asked(person)
    come_back(person, words)
    kept = b"".join(path.read_bytes() for path in settings.RAM.iterdir())
    names = " ".join(path.name for path in settings.RAM.iterdir())
    token_hash = bytes(Mailbox.objects.get().token_hash)

    assert person.cookies["visit"].value not in names
    assert token_hash not in kept
    assert token_hash.hex() not in names
    assert not any(word.encode() in kept for word in words if len(word) > 4)


def test_a_visit_ends_after_a_quarter_of_an_hour_and_keeps_what_was_being_written(
    person: Client, hotline: Hotline, monkeypatch: pytest.MonkeyPatch
):
    words = asked(person)
    come_back(person, words)
    later(monkeypatch, minutes=16)

    assert person.get("/en/box/").status_code == 302
    ended = person.post("/en/box/add/", {"text": "A long thought.", "end": "1"})
    assert "Your visit has ended" in read_page(ended)
    assert 'value="A long thought."' in read_page(ended)

    back = person.post("/en/back/", {"words": " ".join(words), "text": "A long thought.", "ticket": ticket_on(ended)})
    assert "A long thought.</textarea>" in read_page(back)


def test_something_is_added_and_sealed_to_whoever_answered(person: Client, hotline: Hotline):
    words = asked(person)
    team = identity_of(b"\x07" * 32)
    answered(hotline, "We are the ones who help you now.", reply_to=recipient_of(team))
    box = come_back(person, words)
    form = {"ticket": ticket_on(box), "text": "Thank you.", "files": [SimpleUploadedFile("a.txt", b"1")], "end": "1"}

    for _ in range(2):
        answer = person.post("/en/box/add/", form, follow=True)

    assert "What you added has arrived." in read_page(answer)
    added = Message.objects.get(direction="in", sequence=3)
    assert open_message(team, bytes(added.blob))["text"] == "Thank you."
    assert IntakeFile.objects.filter(message=added).count() == 1
    assert Message.objects.filter(direction="in").count() == 2


def test_before_an_answer_it_goes_to_the_channel(person: Client, hotline: Hotline):
    box = come_back(person, asked(person))

    person.post("/en/box/add/", {"ticket": ticket_on(box), "text": "One more thing.", "end": "1"})

    assert open_message(hotline.identity, bytes(Message.objects.get(sequence=2).blob))["text"] == "One more thing."


def test_a_file_may_come_without_a_word(person: Client, hotline: Hotline):
    box = come_back(person, asked(person))

    person.post("/en/box/add/", {"ticket": ticket_on(box), "text": "", "files": [SimpleUploadedFile("a.txt", b"1")], "end": "1"})
    empty = person.post("/en/box/add/", {"ticket": ticket_on(box), "text": "", "end": "1"})

    assert Message.objects.filter(sequence=2).exists()
    assert empty.status_code in {302, 422}
    assert Message.objects.count() == 2


def test_answers_that_were_read_are_destroyed(person: Client, hotline: Hotline):
    words = asked(person)
    answered(hotline, "Read and burn.")
    come_back(person, words)

    answer = person.post("/en/box/destroy/", {"what": "answers"}, follow=True)

    assert "The answers are destroyed." in read_page(answer)
    assert not Message.objects.filter(direction="out").exists()
    assert Message.objects.filter(direction="in").exists()


def test_leaving_ends_the_visit(person: Client, hotline: Hotline, settings: Settings):
    words = asked(person)
    come_back(person, words)
    cookie = person.cookies["visit"].value

    answer = person.post("/en/box/leave/")
    person.cookies["visit"] = cookie

    assert "Your visit has ended" in read_page(answer)
    assert answer["Clear-Site-Data"]
    assert person.get("/en/box/").status_code == 302


def test_an_answer_that_does_not_open_is_said_and_hides_no_other(person: Client, hotline: Hotline):
    words = asked(person)
    answered(hotline, "This one opens.")
    last = Message.objects.latest("sequence")
    Message.objects.create(
        mailbox=last.mailbox,
        direction="out",
        sequence=9,
        day=last.day,
        sealed_by="browser",
        blob=seal_message(hotline.recipient, {"v": 1, "text": "for somebody else", "at": "2026-11-23T09:00Z", "reply_to": ""}),
    )

    page = read_page(come_back(person, words))

    assert "could not be opened" in page
    assert "This one opens." in page


def test_a_code_whose_box_has_ended_opens_a_new_one_when_something_is_written(person: Client, hotline: Hotline):
    words = asked(person)
    Mailbox.objects.all().delete()
    box = come_back(person, words)

    person.post("/en/box/add/", {"ticket": ticket_on(box), "text": STORY, "end": "1"})

    assert open_message(hotline.identity, bytes(Message.objects.get().blob))["text"] == STORY
    assert "There is no answer here yet" in read_page(come_back(person, words))


def test_a_get_changes_nothing(person: Client, hotline: Hotline):
    come_back(person, asked(person))

    for path in ("add/", "destroy/", "leave/"):
        assert person.get(f"/en/box/{path}").status_code == 405
    assert Mailbox.objects.exists()
